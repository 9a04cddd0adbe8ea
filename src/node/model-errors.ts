/** What the openai package throws, as the engine's errors: one sentence each, never the key, and no text of the server's past 200 characters. */
import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import {
  type EngineError,
  isEngineError,
  modelEndedEarly,
  modelFailed,
  modelGarbage,
  modelKeyMissing,
  modelKeyRefused,
  modelNotFound,
  modelRedirected,
  modelRefused,
  modelTimedOut,
  modelUnreachable,
} from '../engine/errors.ts';

/** The one server spoken to, as messages may show it. */
export interface ModelAddress {
  /** Origin and path, without user, password or query. */
  readonly url: string;
  readonly model: string;
  readonly apiKey: string | undefined;
  readonly timeoutMs: number;
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

/** The first error code along the chain of causes. */
function causeCode(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const { code } = at as { code?: unknown };
    if (typeof code === 'string') return code;
  }
  return '';
}

function connectionError(error: APIConnectionError, address: ModelAddress): EngineError {
  const code = causeCode(error.cause ?? error);
  if (code.startsWith('HPE_')) return modelGarbage(address.url);
  if (code === 'UND_ERR_HEADERS_TIMEOUT') return modelTimedOut(address.url, address.timeoutMs / 1000);
  return modelUnreachable(address.url, CONNECTION_REASONS[code] ?? (code || 'the connection failed'));
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

function statusError(error: APIError, status: number, address: ModelAddress): EngineError {
  const { url, model, apiKey } = address;
  if (status >= 300 && status < 400) return modelRedirected(url, status);
  if (status === 401 || status === 403) return apiKey === undefined ? modelKeyMissing(url, status) : modelKeyRefused(url, status);
  if (status === 404) return modelNotFound(url, model);
  return modelRefused(url, status, detailOf(error, apiKey));
}

/** Undefined for what is nobody's mistake but ours, which should bubble. */
export function modelErrorOf(error: unknown, address: ModelAddress): EngineError | undefined {
  if (isEngineError(error)) return error;
  if (error instanceof APIConnectionTimeoutError) return modelTimedOut(address.url, address.timeoutMs / 1000);
  if (error instanceof APIConnectionError) return connectionError(error, address);
  if (error instanceof APIError) {
    return error.status === undefined
      ? modelFailed(address.url, detailOf(error, address.apiKey))
      : statusError(error, error.status, address);
  }
  if (error instanceof SyntaxError) return modelGarbage(address.url);
  if (error instanceof TypeError && causeCode(error) !== '') return modelEndedEarly(address.url, 'the connection broke');
  return undefined;
}

/** The longest a server may ask us to wait; past that the person is told instead. */
const LONGEST_WAIT_MS = 60_000;
const LONGEST_BACKOFF_MS = 8_000;

/** Retry-After in milliseconds: seconds or a date; undefined when the server does not say. */
function retryAfter(headers: Headers | undefined): number | undefined {
  const value = headers?.get('retry-after');
  if (value === null || value === undefined) return undefined;
  const ms = /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** How long to wait before trying again, in milliseconds; undefined when trying again would not help. */
export function retryDelay(error: unknown, attempt: number, backoffMs: number): number | undefined {
  if (!(error instanceof APIError) || error.status === undefined) return undefined;
  if (error.status !== 429 && error.status < 500) return undefined;
  const asked = retryAfter(error.headers);
  if (asked !== undefined) return asked <= LONGEST_WAIT_MS ? asked : undefined;
  // Up to a quarter less, so that many clients do not come back at once.
  return Math.min(backoffMs * 2 ** attempt, LONGEST_BACKOFF_MS) * (1 - Math.random() * 0.25);
}

/** Older servers refuse the field that asks for the count of tokens. */
export function refusesUsage(error: unknown): boolean {
  return (
    error instanceof APIError &&
    (error.status === 400 || error.status === 422) &&
    /stream_options|include_usage/.test(error.message)
  );
}
