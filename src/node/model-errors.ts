/** Trouble with a language model's server as the engine's errors, one sentence each. */
import { APIError } from 'openai';
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
import { troubleOf } from './server-trouble.ts';

/** The one server spoken to, as messages may show it. */
export interface ModelAddress {
  /** Origin and path, without user, password or query. */
  readonly url: string;
  readonly model: string;
  readonly apiKey: string | undefined;
  readonly timeoutMs: number;
}

function statusError(status: number, detail: string, { url, model, apiKey }: ModelAddress): EngineError {
  if (status >= 300 && status < 400) return modelRedirected(url, status);
  if (status === 401 || status === 403) return apiKey === undefined ? modelKeyMissing(url, status) : modelKeyRefused(url, status);
  if (status === 404) return modelNotFound(url, model);
  return modelRefused(url, status, detail);
}

/** Undefined for what is nobody's mistake but ours, which should bubble. */
export function modelErrorOf(error: unknown, address: ModelAddress): EngineError | undefined {
  if (isEngineError(error)) return error;
  const trouble = troubleOf(error, address.apiKey);
  switch (trouble?.kind) {
    case undefined:
      return undefined;
    case 'unreachable':
      return modelUnreachable(address.url, trouble.reason);
    case 'timedOut':
      return modelTimedOut(address.url, address.timeoutMs / 1000);
    case 'garbage':
      return modelGarbage(address.url);
    case 'broken':
      return modelEndedEarly(address.url, 'the connection broke');
    case 'reported':
      return modelFailed(address.url, trouble.detail);
    case 'status':
      return statusError(trouble.status, trouble.detail, address);
  }
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
