/**
 * What the openai package throws, sorted by what a person would do about it. It never holds the key, and no text of the
 * server's past 200 characters.
 */
import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { causeCode, connectionReason } from './connection-reason.ts';

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

const LONGEST_DETAIL = 200;

function connectionTrouble(error: APIConnectionError): Trouble {
  const code = causeCode(error.cause ?? error);
  if (code.startsWith('HPE_')) return { kind: 'garbage' };
  if (code === 'UND_ERR_HEADERS_TIMEOUT') return { kind: 'timedOut' };
  return { kind: 'unreachable', reason: connectionReason(error.cause ?? error) };
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
