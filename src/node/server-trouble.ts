/**
 * What the openai package throws, sorted by what a person would do about it. It never holds the key, and no text of the
 * server's past 200 characters.
 */
import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';

export type Trouble =
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'timedOut' | 'garbage' | 'broken' }
  /** The server said that something failed, without a status of its own. */
  | { readonly kind: 'reported'; readonly detail: string }
  | { readonly kind: 'status'; readonly status: number; readonly detail: string };

/** Undefined for what is nobody's mistake but ours, which should bubble. */
export function troubleOf(error: unknown, apiKey: string | undefined): Trouble | undefined {
  if (error instanceof APIConnectionTimeoutError) return { kind: 'timedOut' };
  if (error instanceof APIConnectionError) return connectionTrouble(error);
  if (error instanceof APIError) {
    const detail = detailOf(error, apiKey);
    return error.status === undefined ? { kind: 'reported', detail } : { kind: 'status', status: error.status, detail };
  }
  if (error instanceof SyntaxError) return { kind: 'garbage' };
  if (error instanceof TypeError && causeCode(error) !== '') return { kind: 'broken' };
  return undefined;
}

/** Why `fetch` did not get through, in words. */
export function connectionReason(error: unknown): string {
  const code = causeCode(error);
  return CONNECTION_REASONS[code] ?? (code || 'the connection failed');
}

const LONGEST_DETAIL = 200;

const CONNECTION_REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'the host name could not be looked up',
  ECONNRESET: 'the connection was closed without an answer',
  UND_ERR_SOCKET: 'the connection was closed without an answer',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'no network',
  ETIMEDOUT: 'no connection in time',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
};

function connectionTrouble(error: APIConnectionError): Trouble {
  const code = causeCode(error.cause ?? error);
  if (code.startsWith('HPE_')) return { kind: 'garbage' };
  if (code === 'UND_ERR_HEADERS_TIMEOUT') return { kind: 'timedOut' };
  return { kind: 'unreachable', reason: connectionReason(error.cause ?? error) };
}

/** The first error code along the chain of causes. */
function causeCode(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const { code } = at as { code?: unknown };
    if (typeof code === 'string') return code;
  }
  return '';
}

/** The server's own words, in one short line; a web page instead of words says nothing. Servers echo keys, so it is taken out. */
function detailOf(error: APIError, apiKey: string | undefined): string {
  const { message } = (error.error ?? {}) as { message?: unknown };
  const said = typeof message === 'string' ? message : error.message.replace(/^\d{3} /, '');
  if (/^\s*<|status code \(no body\)/.test(said)) return '';
  const line = said.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  const safe = apiKey === undefined ? line : line.replaceAll(apiKey, '***');
  return safe.length > LONGEST_DETAIL ? `${safe.slice(0, LONGEST_DETAIL)}…` : safe;
}
