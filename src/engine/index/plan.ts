/** What an update has to read: the difference between what the walk found and what the index holds. */
import type { DigestJob, FileEntry } from '../ports.ts';
import type { FileRecord, Manifest } from './manifest.ts';

/** Contents that the segments hold, current or not, by path: where a branch comes back, so do its units. */
export type KnownContents = ReadonlyMap<string, readonly KnownContent[]>;

export interface KnownContent {
  readonly hash: string;
  readonly segment: string;
  readonly file: number;
}

/**
 * A file written within this time of being indexed may have changed again without its time moving (times are coarse on
 * some file systems), so it is read once more.
 */
const RACY_MS = 2_000;

export function planUpdate(entries: readonly FileEntry[], manifest: Manifest, known: KnownContents): readonly DigestJob[] {
  const jobs: DigestJob[] = [];
  for (const entry of entries) {
    const record = manifest.files.get(entry.path);
    if (record && isUnchanged(entry, record, manifest.indexedAt)) continue;
    jobs.push({ ...entry, known: (known.get(entry.path) ?? []).map(({ hash }) => hash) });
  }
  return jobs;
}

/** What could not be read may be readable now: permission is given without a trace in size or time. */
function isUnchanged(entry: FileEntry, record: FileRecord, indexedAt: number): boolean {
  if (record.skipped === 'unreadable') return false;
  return entry.size === record.size && entry.mtimeMs === record.mtimeMs && entry.mtimeMs < indexedAt - RACY_MS;
}

/** Segments should be few, batches small enough that threads end together. */
const LARGEST_BATCH = 8 << 20;
const SMALLEST_BATCH = 64 << 10;
const BATCHES_PER_THREAD = 3;

/** Jobs in path order, cut into batches of about equal bytes. */
export function batchJobs(jobs: readonly DigestJob[], width: number): readonly (readonly DigestJob[])[] {
  const total = jobs.reduce((sum, { size }) => sum + size, 0);
  const wanted = Math.min(LARGEST_BATCH, Math.max(SMALLEST_BATCH, total / (width * BATCHES_PER_THREAD)));
  const batches: DigestJob[][] = [];
  let bytes = wanted;
  for (const job of jobs) {
    if (bytes >= wanted) {
      batches.push([]);
      bytes = 0;
    }
    (batches.at(-1) as DigestJob[]).push(job);
    bytes += job.size;
  }
  return batches;
}
