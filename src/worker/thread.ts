/** The asking side of a worker thread: starts it, calls it, and says why it ended. */
import { Worker } from 'node:worker_threads';
import { fromThread, threadEnded } from '../engine/errors.ts';
import { threadEntry } from '../node/assets.ts';
import type { Failure, Protocol, Reply, Request } from './calls.ts';

export interface CallOptions<E> {
  readonly onEvent?: (event: E) => void;
  /** Asks the thread to stop this call; the call then fails the way the thread says. */
  readonly signal?: AbortSignal;
}

export interface Thread<P extends Protocol<P>> {
  /** Fails with the thread's own error, or with `threadEnded` when the thread goes first. */
  call<M extends keyof P & string>(
    method: M,
    argument: P[M]['argument'],
    options?: CallOptions<P[M]['event']>,
  ): Promise<P[M]['answer']>;
  /** True once the thread has loaded its code and listens. */
  readonly ready: boolean;
  /** False once the thread has ended, by itself or by `end`. */
  readonly alive: boolean;
  /** Why it ended, or '' while it is alive. */
  readonly ending: string;
  /** Kills the thread at once; calls under way fail with `reason`. */
  end(reason: string): Promise<void>;
}

interface Pending {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onEvent: ((event: unknown) => void) | undefined;
}

export interface ThreadOptions {
  readonly entry?: URL;
  /** Most memory that its JavaScript values may take; a thread that needs more ends alone. */
  readonly memoryMb?: number;
  /** Hears what the thread says outside any call. */
  readonly onNotice?: (notice: unknown) => void;
  /** The thread has ended without having been told to. */
  readonly onEnded?: (reason: string) => void;
}

/** Starts a thread with `data`. It keeps the process alive only while a call is under way. */
export function startThread<P extends Protocol<P>>(data: unknown, options: ThreadOptions = {}): Thread<P> {
  const resourceLimits = options.memoryMb ? { maxOldGenerationSizeMb: options.memoryMb } : undefined;
  const worker = new Worker(options.entry ?? threadEntry(), { workerData: data, execArgv: [], resourceLimits });
  const pending = new Map<number, Pending>();
  let calls = 0;
  let ready = false;
  let ending = '';

  worker.unref();
  worker.on('message', receive);
  worker.on('messageerror', (error) => void end(error.message));
  worker.on('error', (error) => fall(error.message));
  worker.on('exit', (code) => fall(`it exited with ${code}`));

  return {
    call: (method, argument, options = {}) => call(method, argument, options as CallOptions<unknown>),
    get ready() {
      return ready;
    },
    get alive() {
      return ending === '';
    },
    get ending() {
      return ending;
    },
    end,
  };

  function call(method: string, argument: unknown, { onEvent, signal }: CallOptions<unknown>): Promise<unknown> {
    if (ending !== '') return Promise.reject(threadEnded(ending));
    const id = calls++;
    const abort = () => send({ kind: 'abort', id });
    return new Promise<unknown>((resolve, reject) => {
      pending.set(id, { resolve, reject, onEvent });
      worker.ref();
      send({ kind: 'call', id, method, argument });
      if (signal?.aborted) abort();
      signal?.addEventListener('abort', abort);
    }).finally(() => {
      signal?.removeEventListener('abort', abort);
      pending.delete(id);
      if (pending.size === 0 && ending === '') worker.unref();
    });
  }

  function send(request: Request): void {
    worker.postMessage(request);
  }

  function receive(reply: Reply): void {
    if (reply.kind === 'ready') ready = true;
    else if (reply.kind === 'notice') options.onNotice?.(reply.notice);
    else settle(reply);
  }

  function settle(reply: Exclude<Reply, { readonly kind: 'ready' | 'notice' }>): void {
    const call = pending.get(reply.id);
    if (reply.kind === 'event') call?.onEvent?.(reply.event);
    else if (reply.kind === 'answer') call?.resolve(reply.answer);
    else call?.reject(revive(reply.error));
  }

  function fall(reason: string): void {
    const isNews = ending === '';
    close(reason);
    if (isNews) options.onEnded?.(reason);
  }

  /** The first reason is the cause; an 'exit' after an 'error' adds nothing. */
  function close(reason: string): void {
    ending ||= reason;
    for (const { reject } of pending.values()) reject(threadEnded(ending));
  }

  async function end(reason: string): Promise<void> {
    close(reason);
    // Where nothing else is left to do, Node would leave before a thread that is busy has ended, and say nothing.
    worker.ref();
    await worker.terminate();
  }
}

function revive(failure: Failure): Error {
  if (failure.kind === 'error') return fromThread(failure.code, failure.phrase, failure.partial);
  const error = new Error(failure.message);
  error.stack = failure.stack;
  return error;
}
