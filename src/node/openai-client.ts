/**
 * A client of one OpenAI-compatible server through the openai package. Only the given base URL is contacted: no proxy, no
 * redirect, no environment variable of that package's, and no header that describes this machine.
 */
import OpenAI from 'openai';
import type { IdleWatch } from './idle-watch.ts';

const NEVER = 2 ** 31 - 1;

/** Headers by which the package would tell the server about itself and this machine. */
const UNSAID_HEADERS = {
  'User-Agent': 'parallax',
  'X-Stainless-Lang': null,
  'X-Stainless-Package-Version': null,
  'X-Stainless-OS': null,
  'X-Stainless-Arch': null,
  'X-Stainless-Runtime': null,
  'X-Stainless-Runtime-Version': null,
  'X-Stainless-Retry-Count': null,
  'X-Stainless-Timeout': null,
};

/** The package's own retries and timeout are off: its waits cannot be cancelled and its clock stops at the headers. */
export function openClient(baseUrl: string, apiKey: string | undefined, watch: IdleWatch): OpenAI {
  return new OpenAI({
    baseURL: baseUrl.trim(),
    apiKey: apiKey ?? 'none',
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    timeout: NEVER,
    logLevel: 'off',
    fetch: watch.fetch,
    defaultHeaders: apiKey === undefined ? { ...UNSAID_HEADERS, Authorization: null } : UNSAID_HEADERS,
  });
}

/**
 * Origin and path of a base URL, as messages may show it. `usable` is false for what is no http address, and for one with a
 * user or a password in it: they would be sent, and shown, as part of it, and keys have a place of their own.
 */
export function readBaseUrl(baseUrl: string): { readonly shown: string; readonly usable: boolean } {
  if (!URL.canParse(baseUrl)) return { shown: baseUrl, usable: false };
  const { protocol, host, pathname, username, password } = new URL(baseUrl);
  const usable = /^https?:$/.test(protocol) && username === '' && password === '';
  return { shown: usable ? `${protocol}//${host}${pathname}`.replace(/\/$/, '') : `${protocol}//${host}${pathname}`, usable };
}

/** Without the white space around it; undefined where there is none, false where no header could carry it. */
export function readKey(apiKey: string | undefined): string | undefined | false {
  const key = apiKey?.trim();
  if (key === undefined || key === '') return undefined;
  return /^[\x21-\x7e]+$/.test(key) ? key : false;
}
