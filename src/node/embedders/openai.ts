/** The Embedder port over the `/embeddings` of any OpenAI-compatible server. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { CreateEmbeddingResponse } from 'openai/resources/embeddings';
import { maskSecrets } from '../../engine/ask/secrets.ts';
import {
  embedderGarbage,
  embedderKeyMalformed,
  embedderRefused,
  embedderTimedOut,
  embedderUnreachable,
  embedderUrlInvalid,
  embedderWrongShape,
} from '../../engine/embedder-errors.ts';
import { cancelled, type EngineError, isEngineError } from '../../engine/errors.ts';
import type { Embedder } from '../../engine/ports.ts';
import { IdleWatch } from '../idle-watch.ts';
import { retryDelay } from '../model-errors.ts';
import type { Fetch } from '../network.ts';
import { openClient, readBaseUrl, readKey } from '../openai-client.ts';
import { troubleOf } from '../server-trouble.ts';
import { NO_PREFIXES, type Prefixes, prepared, unitVector } from './vectors.ts';

export interface OpenAIEmbedderOptions {
  /** Up to and including the version: `http://localhost:11434/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  /** Left out for servers that want none. */
  readonly apiKey?: string;
  /** Asked of the server, and cut to where it gives more; left out, the server is asked once what it gives. */
  readonly dimensions?: number;
  readonly prefixes?: Prefixes;
  /** Longest silence of the server, in milliseconds; 60,000 when left out. */
  readonly timeoutMs?: number;
  /** Further tries after 429 and 5xx; 4 when left out. */
  readonly maxRetries?: number;
  /** The first wait between tries, doubled each time; 500 ms when left out. */
  readonly backoffMs?: number;
  /** Through which the server is asked; Node's own when left out. */
  readonly fetch?: Fetch;
}

/** @throws EngineError embedderUrlInvalid, embedderKeyMalformed; without `dimensions` also what `embed` throws. */
export async function openOpenAIEmbedder(options: OpenAIEmbedderOptions, signal?: AbortSignal): Promise<Embedder> {
  const server = serverOf(options);
  const dimensions = options.dimensions ?? (await request(server, ['-'], signal))[0].length;
  const prefixes = options.prefixes ?? NO_PREFIXES;
  return {
    id: `openai:${options.model}:${dimensions}`,
    dimensions,
    async embed(texts, side, signal) {
      // Questions are a person's own words; code may hold what nobody meant to send.
      const sent = side === 'code' ? texts.map((text) => maskSecrets(text, '')) : texts;
      const batches = batchesOf(sent.map((text) => prepared(text, prefixes[side])));
      const rows = await inParallel(batches, (batch, signal) => request(server, batch, signal), signal);
      return rows.flat().map((row) => unitVector(row, dimensions, options.model));
    },
  };
}

/** Texts of one request, at most: what the most modest servers take. */
const MOST_TEXTS = 64;
const MOST_BYTES = 200_000;
/** Requests under way at once: a local server computes one while it receives the next, a remote one works on all. */
const WIDTH = 4;

interface Server {
  readonly baseUrl: string;
  readonly shown: string;
  readonly model: string;
  readonly apiKey: string | undefined;
  readonly dimensions: number | undefined;
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly backoffMs: number;
  readonly fetch: Fetch | undefined;
}

function serverOf(options: OpenAIEmbedderOptions): Server {
  const { shown, usable } = readBaseUrl(options.baseUrl);
  if (!usable) throw embedderUrlInvalid(shown);
  const apiKey = readKey(options.apiKey);
  if (apiKey === false) throw embedderKeyMalformed();
  const { baseUrl, model, dimensions, timeoutMs = 60_000, maxRetries = 4, backoffMs = 500, fetch } = options;
  return { baseUrl, shown, model, apiKey, dimensions, timeoutMs, maxRetries, backoffMs, fetch };
}

function batchesOf(texts: readonly string[]): string[][] {
  const batches: string[][] = [];
  let bytes = 0;
  for (const text of texts) {
    const size = Buffer.byteLength(text);
    const last = batches.at(-1);
    if (last === undefined || last.length === MOST_TEXTS || bytes + size > MOST_BYTES) {
      batches.push([text]);
      bytes = size;
    } else {
      last.push(text);
      bytes += size;
    }
  }
  return batches;
}

/** Results in the order of the batches. The first failure stops the other requests and is the one that is thrown. */
async function inParallel<T, R>(
  batches: readonly T[],
  act: (batch: T, signal: AbortSignal) => Promise<R>,
  outer: AbortSignal | undefined,
): Promise<R[]> {
  const stop = new AbortController();
  const signal = outer === undefined ? stop.signal : AbortSignal.any([outer, stop.signal]);
  const results: R[] = [];
  let next = 0;
  async function work(): Promise<void> {
    while (next < batches.length) {
      const at = next++;
      results[at] = await act(batches[at], signal);
    }
  }
  try {
    await Promise.all(Array.from({ length: WIDTH }, work));
  } finally {
    stop.abort();
  }
  return results;
}

/** One row per text, in order and all of one length, after as many tries as it takes. */
async function request(server: Server, texts: readonly string[], signal: AbortSignal | undefined): Promise<ArrayLike<number>[]> {
  for (let attempt = 0; ; attempt++) {
    const watch = new IdleWatch(server.timeoutMs, signal, server.fetch);
    try {
      return await requestOnce(server, texts, watch);
    } catch (error) {
      const delay = attempt < server.maxRetries ? retryDelay(error, attempt, server.backoffMs) : undefined;
      if (delay === undefined || watch.ended !== undefined) throw failureOf(error, server, watch);
      await wait(delay, signal);
    } finally {
      watch.close();
    }
  }
}

async function requestOnce(server: Server, texts: readonly string[], watch: IdleWatch): Promise<ArrayLike<number>[]> {
  const { model, dimensions } = server;
  const client = openClient(server.baseUrl, server.apiKey, watch);
  // Every server knows 'float'; some answer base64 all the same.
  const body = {
    model,
    input: [...texts],
    encoding_format: 'float' as const,
    ...(dimensions === undefined ? {} : { dimensions }),
  };
  const response = await client.embeddings.create(body, { signal: watch.signal });
  const rows = rowsOf(response, server);
  if (rows.length !== texts.length) throw embedderWrongShape(model, `${rows.length} vectors`, `${texts.length}`);
  const odd = rows.find((row) => row.length !== rows[0].length);
  if (odd !== undefined)
    throw embedderWrongShape(model, `vectors of ${rows[0].length} and of ${odd.length} numbers`, 'equal ones');
  return rows;
}

/** Rows by their index; most servers give them in order, none promises it. */
function rowsOf(response: CreateEmbeddingResponse, server: Server): ArrayLike<number>[] {
  const data: unknown = response?.data;
  if (!Array.isArray(data)) throw embedderGarbage(server.shown);
  const rows: ArrayLike<number>[] = [];
  data.forEach((item: { readonly index?: unknown; readonly embedding?: unknown } | null, at) => {
    const row = decoded(item?.embedding);
    if (row === undefined) throw embedderGarbage(server.shown);
    rows[typeof item?.index === 'number' ? item.index : at] = row;
  });
  // Two rows of one index leave a hole; an index past the end leaves many.
  if (rows.length !== data.length || Object.keys(rows).length !== data.length) throw embedderGarbage(server.shown);
  return rows;
}

/** Numbers as they are, or base64 of little-endian f32. */
function decoded(embedding: unknown): ArrayLike<number> | undefined {
  if (Array.isArray(embedding))
    return embedding.length > 0 && embedding.every((value) => typeof value === 'number') ? embedding : undefined;
  if (typeof embedding !== 'string') return undefined;
  const bytes = Uint8Array.from(Buffer.from(embedding, 'base64'));
  return bytes.length > 0 && bytes.length % 4 === 0 ? new Float32Array(bytes.buffer) : undefined;
}

async function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {
    throw cancelled();
  });
}

function failureOf(error: unknown, { shown, apiKey, timeoutMs }: Server, watch: IdleWatch): unknown {
  if (watch.ended === 'cancelled') return cancelled();
  if (watch.ended === 'idle') return embedderTimedOut(shown, timeoutMs / 1000);
  if (watch.ended === 'flooded') return embedderGarbage(shown);
  return isEngineError(error) ? error : (embedderError(error, shown, apiKey, timeoutMs) ?? error);
}

function embedderError(error: unknown, url: string, apiKey: string | undefined, timeoutMs: number): EngineError | undefined {
  const trouble = troubleOf(error, apiKey);
  switch (trouble?.kind) {
    case undefined:
      return undefined;
    case 'unreachable':
      return embedderUnreachable(url, trouble.reason);
    case 'timedOut':
      return embedderTimedOut(url, timeoutMs / 1000);
    case 'broken':
      return embedderUnreachable(url, 'the connection broke');
    case 'garbage':
    case 'reported':
      return embedderGarbage(url);
    case 'status':
      return embedderRefused(url, trouble.status, trouble.detail);
  }
}
