/**
 * The manifest: which segments make up this generation, and what is known of every file. Writing it is the one moment
 * at which a new generation becomes true; everything else on disk is unreachable before and garbage after. What an update
 * has so far is kept beside it in the same form, for the next update and for no reader.
 */
import { type Problem, SKIP_REASONS, type SkipReason } from '../types.ts';
import { decodeContainer, encodeContainer, type Hasher, type Sections } from './container.ts';
import { encodeStrings, StringTable } from './strings.ts';

export const MANIFEST_NAME = 'manifest.plx';
export const UNFINISHED_NAME = 'unfinished.plx';
const MANIFEST_KIND = 'manifest';

/** Where an indexed file's units are. */
export interface Place {
  readonly segment: string;
  readonly file: number;
}

export interface FileRecord {
  readonly size: number;
  readonly mtimeMs: number;
  /** Content hash, 16 hex digits; all zeros where the bytes could not be read. */
  readonly hash: string;
  /** Undefined for a file that was read and found not worth indexing. */
  readonly place: Place | undefined;
  readonly skipped: SkipReason | undefined;
}

export interface Manifest {
  readonly generation: number;
  /** Milliseconds since the epoch. */
  readonly indexedAt: number;
  /** Which embedding the vectors are from. */
  readonly embedder: string;
  /** False for what an update has so far. */
  readonly complete: boolean;
  readonly segments: readonly string[];
  /** Per segment: the file with its company angle, callers in other files included; '' until a whole update has linked it. */
  readonly company: readonly string[];
  readonly files: ReadonlyMap<string, FileRecord>;
  /** What the walk passed over, by reason, with examples; files read and skipped are in `files`. */
  readonly walked: WalkSummary;
  readonly problems: readonly Problem[];
  /** Per unit, 0–1, over all segments in order; empty until computed. */
  readonly centrality: Float32Array;
}

export interface WalkSummary {
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  readonly examples: Readonly<Partial<Record<SkipReason, readonly string[]>>>;
}

export function emptyManifest(embedder: string): Manifest {
  return {
    generation: 0,
    indexedAt: 0,
    embedder,
    complete: false,
    segments: [],
    company: [],
    files: new Map(),
    walked: { skipped: {}, examples: {} },
    problems: [],
    centrality: new Float32Array(0),
  };
}

const NOWHERE = 0xffffffff;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function encodeManifest(manifest: Manifest, hash: Hasher): Uint8Array {
  const entries = [...manifest.files];
  const segmentNumber = new Map(manifest.segments.map((name, i) => [name, i]));
  const paths = encodeStrings(entries.map(([path]) => path));
  const { generation, indexedAt, embedder, complete, segments, company, walked, problems } = manifest;
  const head = encoder.encode(JSON.stringify({ generation, indexedAt, embedder, complete, segments, company, walked, problems }));
  const sections: Sections = {
    head,
    pathBytes: paths.bytes,
    pathStart: paths.starts,
    size: Float64Array.from(entries, ([, file]) => file.size),
    mtimeMs: Float64Array.from(entries, ([, file]) => file.mtimeMs),
    hash: Uint32Array.from(
      entries.flatMap(([, { hash }]) => [Number.parseInt(hash.slice(0, 8), 16), Number.parseInt(hash.slice(8), 16)]),
    ),
    segment: Uint32Array.from(entries, ([, { place }]) => (place ? (segmentNumber.get(place.segment) ?? NOWHERE) : NOWHERE)),
    file: Uint32Array.from(entries, ([, { place }]) => place?.file ?? NOWHERE),
    skipped: Uint8Array.from(entries, ([, { skipped }]) => (skipped ? SKIP_REASONS.indexOf(skipped) + 1 : 0)),
    centrality: manifest.centrality,
  };
  return encodeContainer(MANIFEST_KIND, sections, hash);
}

/** `name` is the file's, for errors. @throws EngineError indexDamaged or indexNewer. */
export function decodeManifest(name: string, buffer: ArrayBuffer, hash: Hasher): Manifest {
  const sections = decodeContainer(name, MANIFEST_KIND, buffer, hash);
  const head = JSON.parse(decoder.decode(sections.head as Uint8Array)) as Omit<Manifest, 'files' | 'centrality'>;
  const paths = new StringTable({ bytes: sections.pathBytes as Uint8Array, starts: sections.pathStart as Uint32Array });
  const files = new Map<string, FileRecord>();
  for (let i = 0; i < paths.count; i++) {
    const segment = sections.segment[i];
    files.set(paths.at(i), {
      size: sections.size[i],
      mtimeMs: sections.mtimeMs[i],
      hash: hexWord(sections.hash[2 * i]) + hexWord(sections.hash[2 * i + 1]),
      place: segment === NOWHERE ? undefined : { segment: head.segments[segment], file: sections.file[i] },
      skipped: sections.skipped[i] === 0 ? undefined : SKIP_REASONS[sections.skipped[i] - 1],
    });
  }
  return { ...head, files, centrality: sections.centrality as Float32Array };
}

const hexWord = (word: number) => word.toString(16).padStart(8, '0');
