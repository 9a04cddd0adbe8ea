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
 * some file systems), so it is read once more. One from the future, as archives from another time zone bring them, is not:
 * it would be read again until that time has come.
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
  return entry.size === record.size && entry.mtimeMs === record.mtimeMs && Math.abs(entry.mtimeMs - indexedAt) > RACY_MS;
}

/**
 * Starting a thread costs more processor time than it saves below so many bytes of work: a model and grammars to load, and
 * code that runs slowly until it has run often.
 */
const BYTES_PER_THREAD = 1 << 19;

/** How many of `width` threads are worth starting. */
export function threadsFor(jobs: readonly { readonly size: number }[], width: number): number {
  const total = jobs.reduce((sum, { size }) => sum + size, 0);
  return Math.min(width, Math.max(1, Math.round(total / BYTES_PER_THREAD)));
}

/** Segments should be few, and the threads should end together: so batches are large first and small at the end. */
const LARGEST_BATCH = 8 << 20;
const SMALLEST_BATCH = 64 << 10;
/** A batch is this part of what is left, per thread; none is less than LEAST_SHARE of the whole. */
const LEFT_PER_THREAD = 1.5;
const LEAST_SHARE = 1 / 16;

/**
 * Files of one ending together, rare endings first. The first file of a language costs a thread as much as a hundred others, for
 * its query is compiled then: so few threads should meet it, and early, while the others have work to go on with.
 */
export function byEnding(jobs: readonly DigestJob[]): readonly DigestJob[] {
  const bytes = new Map<string, number>();
  for (const { path, size } of jobs) bytes.set(endingOf(path), size + (bytes.get(endingOf(path)) ?? 0));
  const endings = [...bytes.keys()].sort((a, b) => (bytes.get(a) ?? 0) - (bytes.get(b) ?? 0));
  const places = new Map(endings.map((ending, place) => [ending, place]));
  const placeOf = ({ path }: DigestJob) => places.get(endingOf(path)) ?? 0;
  return [...jobs].sort((a, b) => placeOf(a) - placeOf(b));
}

function endingOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}

/** Jobs in the order given, cut into batches (guided self-scheduling, Polychronopoulos and Kuck 1987). */
export function batchJobs(jobs: readonly DigestJob[], width: number): readonly (readonly DigestJob[])[] {
  const total = jobs.reduce((sum, { size }) => sum + size, 0);
  const batches: DigestJob[][] = [];
  let [left, room] = [total, 0];
  for (const job of jobs) {
    if (room <= 0) {
      batches.push([]);
      const least = Math.max(SMALLEST_BATCH, total * LEAST_SHARE);
      room = Math.min(LARGEST_BATCH, Math.max(least, left / (width * LEFT_PER_THREAD)));
    }
    (batches.at(-1) as DigestJob[]).push(job);
    room -= job.size;
    left -= job.size;
  }
  return batches;
}
