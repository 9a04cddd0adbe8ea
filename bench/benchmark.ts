/** All measurements of one workspace, in an order in which each finds the index that it needs. */
import { mkdirSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import type { EmbeddingResult } from './embedding.ts';
import { inFreshProcess } from './fresh-process.ts';
import { type IndexResult, measureIndex } from './index-time.ts';
import type { QualityResult } from './quality.ts';
import type { QueryResult } from './query-time.ts';
import type { RecallResult } from './recall.ts';
import { measureReopen, type ReopenResult } from './reopen.ts';
import type { SavedFileResult } from './saved-file.ts';

export interface BenchmarkResult {
  readonly root: string;
  readonly machine: Machine;
  readonly index: IndexResult;
  readonly reopen: ReopenResult;
  readonly queries: QueryResult;
  readonly recall: RecallResult;
  readonly savedFile: SavedFileResult | undefined;
  readonly embedding: EmbeddingResult | undefined;
  readonly quality: QualityResult | undefined;
}

/** What the absolute figures depend on. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly node: string;
  /** Processes that wanted to run, on average over the last minute, before the first measurement. */
  readonly load: number;
}

export interface BenchmarkOptions {
  /** Absolute. */
  readonly root: string;
  /** A folder that is not there yet and is thrown away later. */
  readonly temporary: string;
  readonly runs: number;
  readonly quality: boolean;
  readonly say: (what: string) => void;
}

export class NothingToMeasure extends Error {
  constructor(root: string) {
    super(`There is nothing to index in ${root}: give a folder with code in it.`);
  }
}

/** @throws NothingToMeasure */
export async function benchmark({ root, temporary, runs, quality, say }: BenchmarkOptions): Promise<BenchmarkResult> {
  const place = { root, home: folderIn(temporary, 'home') };
  const machine = describeMachine();
  say(`${root}: indexing and parsing, ${runs} times each`);
  const index = await measureIndex(place, runs, (run) => folderIn(temporary, `home-${run}`));
  if (index.index.units === 0) throw new NothingToMeasure(root);
  say('opening again');
  const reopen = await measureReopen(place, runs);
  say('answering questions');
  const queries = await inFreshProcess('queries', { place, runs });
  say('comparing HNSW with the exact scan');
  const recall = await inFreshProcess('recall', place);
  say('saving files in a copy');
  const savedFile = await inFreshProcess('savedFile', { place, copy: folderIn(temporary, 'copy') });
  say('embedding');
  const embedding = await inFreshProcess('embedding', { place, runs });
  if (quality) say('searching functions by their documentation');
  return {
    root,
    machine,
    index,
    reopen,
    queries,
    recall,
    savedFile,
    embedding,
    quality: quality ? await inFreshProcess('quality', place) : undefined,
  };
}

function folderIn(parent: string, name: string): string {
  const folder = join(parent, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

function describeMachine(): Machine {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    node: process.version,
    load: loadavg()[0],
  };
}
