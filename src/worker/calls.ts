/**
 * Calls across a thread boundary: the messages, and the side that answers. A call has a number; while it runs the answering
 * side may report events, and the asking side may abort it. An EngineError keeps its code and its words on the way.
 */
import { isEngineError, PartialAnswerError } from '../engine/errors.ts';
import type { Phrase } from '../engine/phrase.ts';
import type { Answer } from '../engine/types.ts';

/** One thing a thread can be asked. */
export interface Call {
  readonly argument: unknown;
  readonly event: unknown;
  readonly answer: unknown;
}

export type Protocol<P> = { readonly [M in keyof P]: Call };

export type Request =
  | { readonly kind: 'call'; readonly id: number; readonly method: string; readonly argument: unknown }
  | { readonly kind: 'abort'; readonly id: number };

export type Reply =
  | { readonly kind: 'ready' }
  /** Said by the thread outside any call. */
  | { readonly kind: 'notice'; readonly notice: unknown }
  | { readonly kind: 'event'; readonly id: number; readonly event: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: Failure };

export type Failure =
  | {
      readonly kind: 'error';
      readonly code: string;
      readonly phrase: Phrase;
      /** What had come of an answer that was cut short. */
      readonly partial?: Answer;
    }
  | { readonly kind: 'bug'; readonly message: string; readonly stack: string };

export type Handlers<P extends Protocol<P>> = {
  readonly [M in keyof P]: (
    argument: P[M]['argument'],
    report: (event: P[M]['event']) => void,
    signal: AbortSignal,
  ) => Promise<P[M]['answer']>;
};

/** As much of a MessagePort as answering needs. */
export interface Port {
  on(event: 'message', listener: (request: Request) => void): unknown;
  postMessage(reply: Reply, transfer: readonly ArrayBuffer[]): void;
}

/** Answers calls until the thread ends. `buffersIn` names the buffers of an answer that move instead of being copied. */
export function serve<P extends Protocol<P>>(
  port: Port,
  handlers: Handlers<P>,
  buffersIn: (answer: unknown) => readonly ArrayBuffer[] = () => [],
): void {
  const running = new Map<number, AbortController>();
  port.on('message', (request) => {
    if (request.kind === 'abort') running.get(request.id)?.abort();
    else void answer(request.id, request.method, request.argument);
  });

  port.postMessage({ kind: 'ready' }, []);

  async function answer(id: number, method: string, argument: unknown): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const handler = handlers[method as keyof P];
      const value = await handler(argument, (event) => port.postMessage({ kind: 'event', id, event }, []), controller.signal);
      port.postMessage({ kind: 'answer', id, answer: value }, buffersIn(value));
    } catch (error) {
      port.postMessage({ kind: 'error', id, error: failureOf(error) }, []);
    } finally {
      running.delete(id);
    }
  }
}

function failureOf(error: unknown): Failure {
  if (isEngineError(error)) {
    const { code, template, args } = error;
    const partial = error instanceof PartialAnswerError ? error.partial : undefined;
    return { kind: 'error', code, phrase: { template, args }, partial };
  }
  if (error instanceof Error) return { kind: 'bug', message: error.message, stack: error.stack ?? '' };
  return { kind: 'bug', message: String(error), stack: '' };
}
