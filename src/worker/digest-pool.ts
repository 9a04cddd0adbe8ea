/**
 * The Digester of Node hosts: batches of files go to worker threads, and a thread that dies or hangs takes nothing with it
 * but the one file that killed it.
 */
import { availableParallelism } from 'node:os';
import { cancelled, isEngineError, threadsUnavailable } from '../engine/errors.ts';
import type { Digested, Digester, DigestJob } from '../engine/ports.ts';
import { threadEntry } from '../node/assets.ts';
import { type DigestProtocol, type DigestSettings, type DigestThreadSettings, HELD } from './digest-thread.ts';
import { type Lanes, openLanes } from './lanes.ts';
import { startThread, type Thread } from './thread.ts';

const MOST_THREADS = 8;
const PATIENCE_MS = 60_000;
const PAUSE_MS = 2_000;
const MEMORY_MB = 1024;

export type DigestThread = Thread<DigestProtocol>;

export interface DigestPoolOptions {
  /** Threads; as many as the machine has cores, at most 8, when left out. */
  readonly width?: number;
  /** True where people work on the machine meanwhile: fewer threads, of lower priority where a thread can have its own. */
  readonly background?: boolean;
  /** Longest pause between two files while held. */
  readonly pauseMs?: number;
  /** Longest time one file may take before its thread is given up. */
  readonly patienceMs?: number;
  readonly start?: () => DigestThread;
}

export function openDigestPool(settings: DigestSettings, options: DigestPoolOptions = {}): Digester {
  const background = options.background ?? false;
  const width = options.width ?? widthFor(background);
  const gate = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const data: DigestThreadSettings = { ...settings, gate: gate.buffer, pauseMs: options.pauseMs ?? PAUSE_MS, background };
  const start = options.start ?? (() => startThread<DigestProtocol>(data, { entry: threadEntry('digest'), memoryMb: MEMORY_MB }));
  const lanes = openLanes(width, start);
  const patienceMs = options.patienceMs ?? PATIENCE_MS;
  return {
    width,
    digest: (jobs, onFile, signal) => digest({ lanes, patienceMs, signal }, jobs, onFile),
    prepare: (threads) => lanes.fill(threads, (thread) => void thread.call('prepare', undefined).catch(ignore)),
    hold: (held) => {
      Atomics.store(gate, 0, held ? HELD : 0);
      Atomics.notify(gate, 0);
    },
    close: () => lanes.close(),
  };
}

/** In the background at most half of the cores, and one at least. */
function widthFor(background: boolean): number {
  const cores = availableParallelism();
  return Math.min(background ? Math.max(1, Math.floor(cores / 2)) : cores, MOST_THREADS);
}

interface Pool {
  readonly lanes: Lanes<DigestThread>;
  readonly patienceMs: number;
  readonly signal: AbortSignal | undefined;
}

/** A second try reports nothing twice: what the first try did not report is reported at the end. */
async function digest(pool: Pool, jobs: readonly DigestJob[], onFile: (bytes: number) => void): Promise<Digested> {
  let reported = 0;
  const first = await attempt(pool, jobs, (bytes) => {
    reported++;
    onFile(bytes);
  });
  const suspects = first.kind === 'lost' ? jobs.slice(reported) : jobs.filter(({ path }) => failedIn(first.digested, path));
  if (first.kind === 'digested' && suspects.length === 0) return first.digested;
  const guilty = await probe(pool, suspects);
  const digested = await withoutGuilty(pool, jobs, guilty, first);
  for (const { size } of jobs.slice(reported)) onFile(size);
  return digested;
}

/**
 * Each suspect alone, to learn which of them cannot be digested and why. A file that fails may leave the parser's memory
 * in pieces, and then every later file of its thread fails with it: that too is found out here.
 */
async function probe(pool: Pool, suspects: readonly DigestJob[]): Promise<ReadonlyMap<string, string>> {
  const guilty = new Map<string, string>();
  for (const job of suspects) {
    const alone = await attempt(pool, [job], ignore);
    const reason = alone.kind === 'lost' ? alone.reason : failedIn(alone.digested, job.path);
    if (reason) guilty.set(job.path, reason);
  }
  return guilty;
}

/** The innocent together, because a batch makes one segment; where the first try got all of them, it stands. */
async function withoutGuilty(
  pool: Pool,
  jobs: readonly DigestJob[],
  guilty: ReadonlyMap<string, string>,
  first: Attempt,
): Promise<Digested> {
  const innocent = jobs.filter(({ path }) => !guilty.has(path));
  if (first.kind === 'digested' && innocent.every(({ path }) => !failedIn(first.digested, path))) return first.digested;
  const together: Attempt = innocent.length > 0 ? await attempt(pool, innocent, ignore) : { kind: 'digested', digested: NOTHING };
  const { outcomes, ...rest } = together.kind === 'digested' ? together.digested : NOTHING;
  const found = new Map(outcomes.map((outcome) => [outcome.path, outcome]));
  const reason = (path: string) => guilty.get(path) ?? (together.kind === 'lost' ? together.reason : '');
  return { ...rest, outcomes: jobs.map(({ path }) => found.get(path) ?? { kind: 'failed', path, message: reason(path) }) };
}

const NOTHING: Digested = { segment: undefined, outcomes: [] };

function failedIn(digested: Digested, path: string): string | undefined {
  const outcome = digested.outcomes.find((one) => one.path === path);
  return outcome?.kind === 'failed' ? outcome.message || 'no reason given' : undefined;
}

type Attempt = { readonly kind: 'digested'; readonly digested: Digested } | { readonly kind: 'lost'; readonly reason: string };

function attempt(pool: Pool, jobs: readonly DigestJob[], onFile: (bytes: number) => void): Promise<Attempt> {
  return pool.lanes.run((thread) => runOn(thread, pool, jobs, onFile), pool.signal);
}

/** The thread works without a pause inside one file, so an abort and a hang are both answered by ending the thread. */
async function runOn(
  thread: DigestThread,
  pool: Pool,
  jobs: readonly DigestJob[],
  onFile: (bytes: number) => void,
): Promise<Attempt> {
  const { signal, patienceMs } = pool;
  const stop = () => void thread.end('it was told to stop');
  const watch = watchdog(patienceMs, () => void thread.end(`one file took longer than ${patienceMs / 1000} s`));
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const onEvent = (bytes: number) => {
      watch.reset();
      onFile(bytes);
    };
    const digested = await thread.call('digest', jobs, { onEvent });
    if (digested.outcomes.some(({ kind }) => kind === 'failed')) await thread.end('a file failed in it');
    return { kind: 'digested', digested };
  } catch (error) {
    if (signal?.aborted) throw cancelled();
    if (!isEngineError(error) || error.code !== 'threadEnded') throw error;
    if (!thread.ready) throw threadsUnavailable(thread.ending);
    return { kind: 'lost', reason: thread.ending };
  } finally {
    watch.stop();
    signal?.removeEventListener('abort', stop);
  }
}

function watchdog(ms: number, bark: () => void): { reset(): void; stop(): void } {
  const timer = setTimeout(bark, ms);
  return { reset: () => void timer.refresh(), stop: () => clearTimeout(timer) };
}

function ignore(): void {}
