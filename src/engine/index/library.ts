/**
 * The index of one workspace: its current snapshot, and the steps that make the next one. Knows manifests, segments and
 * the store; not how files are read or parsed, and not how hits are ranked. Readers use the snapshot they were given;
 * writers hold the store's lock.
 */
import { indexMissing, indexOtherEmbedder, isEngineError } from '../errors.ts';
import type { Log, Store } from '../ports.ts';
import type { Matrix } from '../vectors/matrix.ts';
import { decodeContainer, encodeContainer, type Hasher, type Sections } from './container.ts';
import { graphNames } from './graph-file.ts';
import { decodeManifest, emptyManifest, encodeManifest, MANIFEST_NAME, type Manifest, UNFINISHED_NAME } from './manifest.ts';
import type { KnownContent, KnownContents } from './plan.ts';
import { SEGMENT_KIND, Segment } from './segment.ts';
import { Snapshot } from './snapshot.ts';

export interface LibraryParts {
  readonly store: Store;
  readonly hash: Hasher;
  readonly log: Log;
  readonly embedder: string;
}

const COMPANY_KIND = 'company';
/** What is wrong with a file whose content is then made again. */
const NOT_TRUSTED: ReadonlySet<string> = new Set(['indexDamaged', 'indexNewer', 'indexOlder']);

/** Matrices per segment, as Manifest.company names them. */
export type Company = readonly (Matrix | undefined)[];

/** A reader may meet a generation whose files a writer has just replaced; it looks again this often. */
const READ_ATTEMPTS = 5;

export class Library {
  readonly #parts: LibraryParts;
  #snapshot: Snapshot;
  #base: Snapshot;
  /** On disk, as far as a writer knows: the generation that readers see, and what was done for the next. */
  #whole: Manifest | undefined;
  #unfinished: Manifest | undefined;

  constructor(parts: LibraryParts) {
    this.#parts = parts;
    this.#snapshot = new Snapshot(emptyManifest(parts.embedder), []);
    this.#base = this.#snapshot;
  }

  /** What questions are answered from. */
  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** What an update goes on from: the newest generation, or what an update that was stopped had done for the next. */
  get base(): Snapshot {
    return this.#base;
  }

  /**
   * Reads the newest generation if it is not the one at hand.
   * @throws EngineError indexMissing, indexOtherEmbedder, indexDamaged, indexNewer, indexOlder.
   */
  async open(): Promise<Snapshot> {
    for (let attempt = 1; ; attempt++) {
      const manifest = await this.#readManifest(MANIFEST_NAME);
      const { store, embedder } = this.#parts;
      if (manifest === undefined) throw indexMissing(store.location);
      if (manifest.embedder !== embedder) throw indexOtherEmbedder(store.location, manifest.embedder, embedder);
      if (manifest.generation === this.#snapshot.generation && this.#snapshot.manifest.complete) return this.#snapshot;
      const segments = await Promise.all(manifest.segments.map((name) => this.#segment(name)));
      const company = await Promise.all(manifest.company.map((name) => this.#company(name)));
      if (allThere(segments) && !lacksCompany(manifest, company)) return this.#show(manifest, segments, company);
      if (attempt === READ_ATTEMPTS) throw indexMissing(store.location);
    }
  }

  /**
   * As `open`, for a writer that holds the lock, and into `base`: what cannot be trusted is left out and said, and the
   * update that follows reads those files again.
   */
  async openForWriting(): Promise<Snapshot> {
    this.#whole = await this.#trusted(() => this.#readManifest(MANIFEST_NAME));
    this.#unfinished = await this.#trusted(() => this.#readManifest(UNFINISHED_NAME));
    const manifest = this.#newest();
    if (manifest === undefined) return this.#startAgain();
    const segments: Segment[] = [];
    for (const name of manifest.segments) {
      const segment = await this.#trusted(() => this.#segment(name));
      if (segment) segments.push(segment);
    }
    const company = await Promise.all(manifest.company.map((name) => this.#trusted(() => this.#company(name))));
    if (segments.length < manifest.segments.length) this.#base = new Snapshot(withoutLostFiles(manifest, segments), segments);
    else if (lacksCompany(manifest, company)) this.#base = new Snapshot(withoutLinks(manifest), segments);
    else this.#base = new Snapshot(manifest, segments, company);
    if (this.#base.manifest.complete) this.#snapshot = this.#base;
    return this.#base;
  }

  /** Every content that the segments hold, by path. */
  contents(): KnownContents {
    const known = new Map<string, KnownContent[]>();
    for (const { segment } of this.#base.parts) {
      for (let file = 0; file < segment.fileCount; file++) {
        const content = { hash: segment.fileHash(file), segment: segment.name, file };
        const path = segment.filePath(file);
        const entries = known.get(path);
        if (entries) entries.push(content);
        else known.set(path, [content]);
      }
    }
    return known;
  }

  /** Writes a segment's bytes under the name of their content. It is part of no generation until `commit`. */
  async addSegment(bytes: ArrayBuffer): Promise<Segment> {
    const name = `${this.#parts.hash(new Uint8Array(bytes))}.plx`;
    await this.#parts.store.write(name, new Uint8Array(bytes));
    return new Segment(name, decodeContainer(name, SEGMENT_KIND, bytes, this.#parts.hash));
  }

  addSections(sections: Sections): Promise<Segment> {
    return this.addSegment(encodeContainer(SEGMENT_KIND, sections, this.#parts.hash).buffer as ArrayBuffer);
  }

  /** The sections of a segment's bytes that is not yet part of the index. */
  sectionsOf(bytes: ArrayBuffer): Sections {
    return decodeContainer('a new segment', SEGMENT_KIND, bytes, this.#parts.hash);
  }

  /** Writes a segment's linked company under the name of its content, where that is not there yet; returns the name. */
  async addCompany({ dimensions, values, scales }: Matrix): Promise<string> {
    const bytes = encodeContainer(COMPANY_KIND, { dimensions: Uint32Array.of(dimensions), values, scales }, this.#parts.hash);
    const name = `${this.#parts.hash(bytes)}.plx`;
    if (!this.#base.manifest.company.includes(name)) await this.#parts.store.write(name, bytes);
    return name;
  }

  /** Makes a new generation true. `company` has the matrices that the manifest names, where they are at hand. */
  async commit(manifest: Manifest, segments: readonly Segment[], company: Company = []): Promise<Snapshot> {
    await this.#parts.store.write(MANIFEST_NAME, encodeManifest(manifest, this.#parts.hash));
    this.#whole = manifest;
    this.#unfinished = undefined;
    return this.#show(manifest, segments, company);
  }

  /** Keeps what an update has so far, for the next one to go on from. It answers only where nothing whole does. */
  async keep(manifest: Manifest, segments: readonly Segment[]): Promise<void> {
    await this.#parts.store.write(UNFINISHED_NAME, encodeManifest(manifest, this.#parts.hash));
    this.#unfinished = manifest;
    if (this.#whole === undefined) this.#show(manifest, segments);
  }

  /** Removes what nothing on disk needs. Only when no batch is under way: its segment is not in yet. */
  async sweep(): Promise<void> {
    const needed = new Set([...this.#filesOf(MANIFEST_NAME, this.#whole), ...this.#filesOf(UNFINISHED_NAME, this.#unfinished)]);
    for (const { name } of await this.#parts.store.list()) if (!needed.has(name)) await this.#parts.store.remove(name);
  }

  #filesOf(name: string, manifest: Manifest | undefined): readonly string[] {
    if (manifest === undefined) return [];
    return [name, ...manifest.segments, ...manifest.company, ...graphNames(manifest.segments, this.#parts.hash)];
  }

  #show(manifest: Manifest, segments: readonly Segment[], company: Company = []): Snapshot {
    this.#snapshot = new Snapshot(manifest, segments, company);
    return this.#snapshot;
  }

  async #company(name: string): Promise<Matrix | undefined> {
    const open = this.#snapshot.company[this.#snapshot.manifest.company.indexOf(name)];
    if (open || name === '') return open;
    const buffer = await this.#parts.store.read(name);
    if (buffer === undefined) return undefined;
    const sections = decodeContainer(name, COMPANY_KIND, buffer, this.#parts.hash);
    const [values, scales] = [sections.values as Int8Array, sections.scales as Float32Array];
    return { rows: scales.length, dimensions: sections.dimensions[0], values, scales };
  }

  /** What an update can go on from: nothing that was made with another embedding. */
  #newest(): Manifest | undefined {
    const usable = [this.#whole, this.#unfinished].filter((manifest) => manifest?.embedder === this.#parts.embedder);
    return usable.reduce((a, b) => ((b?.generation ?? 0) > (a?.generation ?? 0) ? b : a), undefined);
  }

  /** Counting on, so that readers notice. */
  #startAgain(): Snapshot {
    if (this.#whole)
      this.#parts.log.info(`The index was made with ${this.#whole.embedder}; it is built again with ${this.#parts.embedder}.`);
    const generation = Math.max(this.#whole?.generation ?? 0, this.#snapshot.generation);
    this.#base = new Snapshot({ ...emptyManifest(this.#parts.embedder), generation }, []);
    return this.#base;
  }

  async #readManifest(name: string): Promise<Manifest | undefined> {
    const buffer = await this.#parts.store.read(name);
    return buffer && decodeManifest(name, buffer, this.#parts.hash);
  }

  async #segment(name: string): Promise<Segment | undefined> {
    const open = this.#snapshot.parts.find(({ segment }) => segment.name === name);
    if (open) return open.segment;
    const buffer = await this.#parts.store.read(name);
    return buffer && new Segment(name, decodeContainer(name, SEGMENT_KIND, buffer, this.#parts.hash));
  }

  async #trusted<T>(read: () => Promise<T | undefined>): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      const code = isEngineError(error) ? error.code : '';
      if (!NOT_TRUSTED.has(code)) throw error;
      // An update of Parallax itself is nothing to warn of.
      this.#parts.log[code === 'indexOlder' ? 'info' : 'warn'](`${(error as Error).message} What it held is read again now.`);
      return undefined;
    }
  }
}

function allThere(segments: readonly (Segment | undefined)[]): segments is readonly Segment[] {
  return segments.every((segment) => segment !== undefined);
}

function lacksCompany(manifest: Manifest, company: Company): boolean {
  return manifest.company.some((name, i) => name !== '' && company[i] === undefined);
}

/** The manifest less the files whose segment is gone, so that they are read again. */
function withoutLostFiles(manifest: Manifest, segments: readonly Segment[]): Manifest {
  const names = new Set(segments.map(({ name }) => name));
  const files = [...manifest.files].filter(([, { place }]) => place === undefined || names.has(place.segment));
  return { ...withoutLinks(manifest), segments: [...names], files: new Map(files) };
}

/** The manifest less what follows from all files together, so that it is made again. */
function withoutLinks(manifest: Manifest): Manifest {
  return { ...manifest, complete: false, company: [], centrality: new Float32Array(0) };
}
