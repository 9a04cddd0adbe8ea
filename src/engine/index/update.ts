/**
 * One update of the index, from the walk to the commit. Batches go to the digester; what comes back becomes segments at
 * once, and every few seconds it is noted what they hold, so that a killed process loses seconds and a paused one resumes.
 * Readers see the generation before until the update is whole.
 */

import { cancelled } from '../errors.ts';
import type { Digested, Digester, DigestJob, DigestOutcome, Embedder, Files, Listing } from '../ports.ts';
import type { Problem, Progress } from '../types.ts';
import { mergeSmallSegments } from './compact.ts';
import { vectorSections } from './foreign-vectors.ts';
import type { Library } from './library.ts';
import { keepLinks, type Links, linkAll } from './links.ts';
import { emptyManifest, type FileRecord, type Manifest, type WalkSummary } from './manifest.ts';
import { batchJobs, byEnding, type KnownContents, planUpdate, threadsFor } from './plan.ts';
import type { Segment } from './segment.ts';
import { Snapshot } from './snapshot.ts';

export interface UpdateParts {
  readonly library: Library;
  readonly files: Files;
  readonly digester: Digester;
  /** Set where vectors do not come from the built-in model. */
  readonly embedder: Embedder | undefined;
  readonly now: () => number;
}

export interface UpdateOptions {
  /** Only these paths … */
  readonly paths?: readonly string[];
  /** … or all that a walk found. */
  readonly listing?: Listing;
  /** Takes nothing over from the index there is. */
  readonly rebuild?: boolean;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

const CHECKPOINT_MS = 5_000;

/**
 * Brings the open index up to date and commits it. The caller holds the lock. Where that fails, nothing is left behind that
 * would take room on a disk that may be full. @throws EngineError cancelled
 */
export async function updateIndex(parts: UpdateParts, options: UpdateOptions): Promise<Snapshot> {
  const update = new Update(parts, options);
  try {
    if (options.paths) return await update.paths(options.paths);
    return await update.everything(options.listing ?? (await parts.files.list(options.signal)));
  } catch (error) {
    await parts.library.sweep().catch(() => undefined);
    throw error;
  }
}

/** True where a walk found nothing that the index does not hold already. Files that could not be read are tried again. */
export function isUpToDate(snapshot: Snapshot, listing: Listing, embedder: string, files: Files): Promise<boolean> {
  return agrees(snapshot, listing, embedder, async (path, record) => {
    if (record?.skipped !== 'unreadable') return false;
    const content = await files.read(path);
    return content.kind === 'skipped' && content.reason === 'unreadable';
  });
}

/** As `isUpToDate`, for who cannot write: contents are compared where times say too little. */
export function holdsTheSame(snapshot: Snapshot, listing: Listing, embedder: string, files: Files): Promise<boolean> {
  return agrees(snapshot, listing, embedder, async (path, record) => {
    const { hash } = await files.read(path);
    return (hash || UNREAD) === (record?.hash || UNREAD);
  });
}

/** The hash of bytes that nobody has seen. */
const UNREAD = '0'.repeat(16);
/** A time that no file has. */
const NEVER = -1;

async function agrees(
  { manifest }: Snapshot,
  { files }: Listing,
  embedder: string,
  stillTrue: (path: string, record: FileRecord | undefined) => Promise<boolean>,
): Promise<boolean> {
  if (!manifest.complete || manifest.embedder !== embedder || manifest.files.size !== files.length) return false;
  for (const { path } of planUpdate(files, manifest, NOTHING_KNOWN))
    if (!(await stillTrue(path, manifest.files.get(path)))) return false;
  return true;
}

const NOTHING_KNOWN: KnownContents = new Map();

class Update {
  readonly #parts: UpdateParts;
  readonly #options: UpdateOptions;
  readonly #known: KnownContents;
  readonly #before: Manifest;
  readonly #records: Map<string, FileRecord>;
  readonly #problems: Map<string, Problem>;
  readonly #segments: Segment[];
  /** Planned and not yet read. */
  #pending: Set<string> = new Set();
  #walked: WalkSummary;
  readonly #startedAt: number;
  #keptAt: number;
  #turn = Promise.resolve();

  constructor(parts: UpdateParts, options: UpdateOptions) {
    const { base } = parts.library;
    this.#parts = parts;
    this.#options = options;
    this.#before = options.rebuild ? emptyManifest(base.manifest.embedder) : base.manifest;
    this.#known = options.rebuild ? NOTHING_KNOWN : parts.library.contents();
    this.#records = new Map(this.#before.files);
    this.#problems = new Map(this.#before.problems.map((problem) => [problem.path, problem]));
    this.#segments = options.rebuild ? [] : base.parts.map(({ segment }) => segment);
    this.#walked = this.#before.walked;
    this.#startedAt = parts.now();
    this.#keptAt = this.#startedAt;
  }

  async everything(listing: Listing): Promise<Snapshot> {
    this.#walked = summary(listing);
    this.#forgetAllBut(new Set(listing.files.map(({ path }) => path)));
    const jobs = planUpdate(listing.files, this.#before, this.#known);
    if (jobs.length === 0 && this.#isAsBefore()) return this.#parts.library.snapshot;
    await this.#digest(jobs);
    return this.#finish();
  }

  async paths(paths: readonly string[]): Promise<Snapshot> {
    const entries = await this.#parts.files.stat(paths);
    const found = new Set(entries.map(({ path }) => path));
    for (const path of paths) if (!found.has(path)) this.#forgetBelow(path);
    const jobs = planUpdate(entries, this.#before, this.#known);
    if (jobs.length === 0 && this.#isAsBefore()) return this.#parts.library.snapshot;
    await this.#digest(jobs);
    return this.#finish();
  }

  #forgetAllBut(found: ReadonlySet<string>): void {
    for (const path of [...this.#records.keys()]) if (!found.has(path)) this.#forget(path);
  }

  /** A folder that is gone takes with it what was in it. */
  #forgetBelow(path: string): void {
    this.#forget(path);
    for (const file of [...this.#records.keys()]) if (file.startsWith(`${path}/`)) this.#forget(file);
  }

  #forget(path: string): void {
    this.#records.delete(path);
    this.#problems.delete(path);
  }

  #isAsBefore(): boolean {
    return this.#before.complete && this.#records.size === this.#before.files.size;
  }

  async #digest(jobs: readonly DigestJob[]): Promise<void> {
    const { signal } = this.#options;
    const bytesTotal = jobs.reduce((sum, { size }) => sum + size, 0);
    let [filesDone, bytesDone] = [0, 0];
    const onFile = (bytes: number) => {
      filesDone++;
      bytesDone += bytes;
      this.#report('digesting', filesDone, jobs.length, bytesDone, bytesTotal);
    };
    const sizes = new Map(jobs.map((job) => [job.path, job]));
    this.#pending = new Set(sizes.keys());
    const threads = threadsFor(jobs, this.#parts.digester.width);
    this.#parts.digester.prepare(threads);
    // One more batch waits, so that no thread is idle while the store writes.
    await inParallel(batchJobs(byEnding(jobs), threads), threads + 1, async (batch) => {
      if (signal?.aborted) return;
      const digested = await this.#parts.digester.digest(batch, onFile, signal).catch(ignoreAbort(signal));
      if (digested) await this.#inTurn(() => this.#accept(digested, sizes));
    });
    if (!signal?.aborted) return;
    await this.#keepForLater();
    throw cancelled();
  }

  /** What changes the records or the store happens one at a time, whichever batch comes back first. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(work);
    return this.#turn;
  }

  async #accept(digested: Digested, jobs: ReadonlyMap<string, DigestJob>): Promise<void> {
    const segment = digested.segment && (await this.#keep(digested.segment, digested.texts));
    let fileInSegment = 0;
    for (const outcome of digested.outcomes) {
      const job = jobs.get(outcome.path) as DigestJob;
      const place =
        outcome.kind === 'digested' && segment ? { segment: segment.name, file: fileInSegment++ } : this.#placeOf(outcome);
      this.#records.set(outcome.path, recordOf(job, outcome, place));
      this.#pending.delete(outcome.path);
      this.#note(outcome);
    }
    if (this.#parts.now() - this.#keptAt > CHECKPOINT_MS) await this.#keepForLater();
  }

  /** A file that was to be read and was not must be read by whoever goes on from here, whatever its record says. */
  async #keepForLater(): Promise<void> {
    const files = [...this.#records].map(
      ([path, record]) => [path, this.#pending.has(path) ? { ...record, mtimeMs: NEVER } : record] as const,
    );
    await this.#parts.library.keep({ ...this.#manifest(), files: new Map(files) }, [...this.#segments]);
    this.#keptAt = this.#parts.now();
  }

  async #keep(bytes: ArrayBuffer, texts: readonly string[] | undefined): Promise<Segment> {
    const { embedder, library } = this.#parts;
    const segment =
      embedder && texts
        ? await library.addSections({
            ...library.sectionsOf(bytes),
            ...(await vectorSections(embedder, texts, this.#options.signal)),
          })
        : await library.addSegment(bytes);
    if (!this.#segments.some(({ name }) => name === segment.name)) this.#segments.push(segment);
    return segment;
  }

  /** Where the index already holds this content. */
  #placeOf(outcome: DigestOutcome) {
    if (outcome.kind !== 'known') return undefined;
    return this.#known.get(outcome.path)?.find(({ hash }) => hash === outcome.hash);
  }

  #note(outcome: DigestOutcome): void {
    const { path } = outcome;
    if (outcome.kind === 'failed') this.#problems.set(path, { path, kind: 'internal', message: outcome.message });
    else if (outcome.kind === 'skipped' && isTrouble(outcome.reason))
      this.#problems.set(path, { path, kind: outcome.reason, message: outcome.detail });
    else this.#problems.delete(path);
  }

  async #finish(): Promise<Snapshot> {
    this.#report('linking', 0, 0, 0, 0);
    const live = new Set([...this.#records.values()].flatMap(({ place }) => (place ? [`${place.segment}/${place.file}`] : [])));
    const merged = await mergeSmallSegments(this.#parts.library, this.#segments, live);
    for (const [path, record] of this.#records) {
      const moved = record.place && merged.moved.get(`${record.place.segment}/${record.place.file}`);
      if (moved) this.#records.set(path, { ...record, place: moved });
    }
    this.#segments.splice(0, this.#segments.length, ...merged.segments);
    this.#report('writing', 0, 0, 0, 0);
    if (this.#options.paths === undefined || this.#before.complete) await this.#commit();
    else await this.#keepForLater();
    await this.#parts.library.sweep();
    return this.#parts.library.snapshot;
  }

  async #commit(): Promise<void> {
    const manifest = { ...this.#manifest(), complete: true };
    const next = new Snapshot(manifest, this.#segments);
    const links = this.#options.paths === undefined ? linkAll(next) : keepLinks(next, this.#parts.library.base);
    const company = await this.#namesOf(links.company);
    await this.#parts.library.commit({ ...manifest, company, centrality: links.centrality }, [...this.#segments], links.company);
  }

  #manifest(): Manifest {
    return {
      generation: this.#parts.library.base.generation + 1,
      // The start, because a file saved while the update ran may have been read before it was saved.
      indexedAt: this.#startedAt,
      embedder: this.#before.embedder,
      complete: false,
      segments: this.#segments.map(({ name }) => name),
      company: [],
      files: new Map(this.#records),
      walked: this.#walked,
      problems: [...this.#problems.values()],
      centrality: new Float32Array(0),
    };
  }

  async #namesOf(company: Links['company']): Promise<readonly string[]> {
    const names: string[] = [];
    for (const matrix of company) names.push(matrix ? await this.#parts.library.addCompany(matrix) : '');
    return names;
  }

  #report(phase: Progress['phase'], filesDone: number, filesTotal: number, bytesDone: number, bytesTotal: number): void {
    this.#options.onProgress?.({ phase, filesDone, filesTotal, bytesDone, bytesTotal });
  }
}

function recordOf(job: DigestJob, outcome: DigestOutcome, place: FileRecord['place']): FileRecord {
  return {
    size: job.size,
    mtimeMs: job.mtimeMs,
    hash: outcome.kind === 'failed' ? UNREAD : outcome.hash,
    place: place && { segment: place.segment, file: place.file },
    skipped: outcome.kind === 'skipped' ? outcome.reason : undefined,
  };
}

/** Reasons that a person should hear of, beside those that are the file's nature. */
function isTrouble(reason: string): boolean {
  return reason === 'unreadable' || reason === 'undecodable';
}

function summary({ skipped, examples }: Listing): WalkSummary {
  const byReason: Partial<Record<string, string[]>> = {};
  for (const { path, reason } of examples) {
    const paths = byReason[reason] ?? [];
    byReason[reason] = [...paths, path];
  }
  return { skipped, examples: byReason };
}

function ignoreAbort(signal: AbortSignal | undefined): (error: unknown) => undefined {
  return (error) => {
    if (!signal?.aborted) throw error;
    return undefined;
  };
}

/** Runs `work` over all items, at most `width` at once. The first failure stops the rest from starting; it is thrown when all is still. */
async function inParallel<T>(items: readonly T[], width: number, work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < items.length) await work(items[next++]);
  };
  const stopAll = (error: unknown) => {
    next = items.length;
    throw error;
  };
  const lanes = Array.from({ length: Math.min(width, items.length) }, () => lane().catch(stopAll));
  const failed = (await Promise.allSettled(lanes)).find(({ status }) => status === 'rejected');
  if (failed) await Promise.reject((failed as PromiseRejectedResult).reason);
}
