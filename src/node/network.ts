/**
 * What is said about every request that leaves this process: to whom, what for, how much, and how it ended. It knows requests
 * and their sizes; never their content, their headers or a key.
 */
import { connectionReason } from './connection-reason.ts';

export const PURPOSES = ['answer', 'models', 'embedding', 'download'] as const;
/** An answer of a language model, the list of a server's models, vectors of code, files of an embedding model. */
export type Purpose = (typeof PURPOSES)[number];

/** One request, said when it has ended. */
export interface NetworkNote {
  /** With its port, where that is not the usual one. */
  readonly host: string;
  readonly purpose: Purpose;
  /** ISO time of its beginning. */
  readonly at: string;
  /** Bytes of the bodies, as they were before and after any compression. */
  readonly sent: number;
  readonly received: number;
  /** `refused` is an HTTP status of 300 or more, `stopped` was ended on this side before its end. */
  readonly outcome: 'done' | 'refused' | 'failed' | 'stopped';
  /** The HTTP status, or why it failed; '' when there is nothing to add. */
  readonly detail: string;
}

export type NoteRequest = (note: NetworkNote) => void;
export type Fetch = typeof fetch;

/** `fetch` that says what became of each request; a redirect that is followed is a request of its own. */
export function notedFetch(purpose: Purpose, onNote: NoteRequest): Fetch {
  return async (input, init) => {
    const note = beginNote(purpose, sizeOf(init?.body), onNote);
    let { host } = new URL(input instanceof Request ? input.url : input);
    const end = (received: number, how: End) => note(host, received, how);
    try {
      const response = await fetch(input, init);
      if (response.redirected) {
        end(0, { outcome: 'done', detail: 'redirected' });
        host = new URL(response.url).host;
      }
      const outcome = response.status < 300 ? 'done' : 'refused';
      const detail = outcome === 'refused' ? String(response.status) : '';
      if (response.body !== null)
        return watched(response, response.body, (received, how) => end(received, how ?? { outcome, detail }));
      end(0, { outcome, detail });
      return response;
    } catch (error) {
      end(0, failureOf(error));
      throw error;
    }
  };
}

type End = Pick<NetworkNote, 'outcome' | 'detail'>;

function beginNote(purpose: Purpose, sent: number, onNote: NoteRequest): (host: string, received: number, end: End) => void {
  const at = new Date().toISOString();
  return (host, received, end) => onNote({ host, purpose, at, sent, received, ...end });
}

function sizeOf(body: unknown): number {
  if (typeof body === 'string') return Buffer.byteLength(body);
  return body instanceof Uint8Array ? body.byteLength : 0;
}

function failureOf(error: unknown): End {
  if ((error as Error).name === 'AbortError') return { outcome: 'stopped', detail: '' };
  return { outcome: 'failed', detail: connectionReason(error) };
}

/** `onEnd` is called once, with the end where it was not the server's own. */
function watched(response: Response, body: ReadableStream<Uint8Array>, onEnd: (received: number, how?: End) => void): Response {
  const reader = body.getReader();
  let received = 0;
  const counting = new ReadableStream<Uint8Array>({
    async pull(out) {
      try {
        const { done, value } = await reader.read();
        if (done) {
          onEnd(received);
          return out.close();
        }
        received += value.byteLength;
        out.enqueue(value);
      } catch (error) {
        onEnd(received, failureOf(error));
        out.error(error);
      }
    },
    cancel(reason) {
      onEnd(received, { outcome: 'stopped', detail: '' });
      return reader.cancel(reason);
    },
  });
  return new Response(counting, response);
}
