/** Watches the bytes of one request: aborts it when nothing comes for too long, when too much comes without sense, or when asked. */
import type { Fetch } from './network.ts';

/** A stream that has sent this much without one whole event is not an event stream. */
const MOST_BYTES_BETWEEN_EVENTS = 8 * 1024 * 1024;

export class IdleWatch {
  readonly #controller = new AbortController();
  readonly #timeoutMs: number;
  readonly #outer: AbortSignal | undefined;
  readonly #request: Fetch;
  readonly #cancel = () => this.#end('cancelled');
  #timer: NodeJS.Timeout | undefined;
  #bytes = 0;
  #ended: 'idle' | 'flooded' | 'cancelled' | undefined;

  constructor(timeoutMs: number, outer: AbortSignal | undefined, request: Fetch = fetch) {
    this.#timeoutMs = timeoutMs;
    this.#request = request;
    this.#outer = outer;
    outer?.addEventListener('abort', this.#cancel, { once: true });
    if (outer?.aborted) this.#cancel();
    else this.#restart();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Why the request was aborted; undefined while it was not. */
  get ended(): 'idle' | 'flooded' | 'cancelled' | undefined {
    return this.#ended;
  }

  /** To be called for every event that made sense. */
  sawEvent(): void {
    this.#bytes = 0;
  }

  /** `fetch` whose response counts as alive while bytes arrive. Redirects are handed back, not followed: only the given host is spoken to. */
  readonly fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const response = await this.#request(input, { ...init, redirect: 'manual' });
    this.#restart();
    if (response.body === null) return response;
    const body = response.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({ transform: (chunk, out) => this.#pass(chunk, out) }),
    );
    return new Response(body, response);
  };

  #pass(chunk: Uint8Array, out: TransformStreamDefaultController<Uint8Array>): void {
    this.#restart();
    this.#bytes += chunk.length;
    if (this.#bytes > MOST_BYTES_BETWEEN_EVENTS) this.#end('flooded');
    else out.enqueue(chunk);
  }

  #restart(): void {
    clearTimeout(this.#timer);
    if (this.#ended === undefined) this.#timer = setTimeout(() => this.#end('idle'), this.#timeoutMs);
  }

  #end(why: 'idle' | 'flooded' | 'cancelled'): void {
    clearTimeout(this.#timer);
    this.#ended ??= why;
    this.#controller.abort();
  }

  /** Lets go of timer, listener and connection; not an abort that anybody asked for. */
  close(): void {
    clearTimeout(this.#timer);
    this.#outer?.removeEventListener('abort', this.#cancel);
    this.#controller.abort();
  }
}
