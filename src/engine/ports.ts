/**
 * What a host brings. The engine touches the world through these alone, so that it runs the same in Node, in a worker
 * and in a test. Each port is small; a member that only one host could answer does not belong here.
 */
import type { SkipReason } from './types.ts';
import type { HnswLibrary } from './vectors/hnsw.ts';

/** A file the walk found worth reading. */
export interface FileEntry {
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
}

export interface SkippedFile {
  readonly path: string;
  readonly reason: SkipReason;
}

export interface Listing {
  readonly files: readonly FileEntry[];
  /** Count by reason over everything that was passed over; an excluded folder counts once. */
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  /** Up to 20 examples per reason. */
  readonly examples: readonly SkippedFile[];
}

/** `hash` is xxHash64 over the file's bytes, 16 hex digits; it is present whenever the bytes could be read. */
export type FileContent =
  | { readonly kind: 'text'; readonly text: string; readonly hash: string; readonly encoding: string }
  | { readonly kind: 'skipped'; readonly reason: SkipReason; readonly detail: string; readonly hash: string };

export interface Files {
  /** Every file below the root that the ignore rules let through, sorted by path. */
  list(signal?: AbortSignal): Promise<Listing>;
  /** Decoded text with `\n` kept as it is. Trouble is data: a file that cannot be read comes back as skipped. */
  read(path: string): Promise<FileContent>;
  /** Size and time of named paths, filtered by the same rules as `list`; a path that is gone or ruled out is left out. */
  stat(paths: readonly string[]): Promise<readonly FileEntry[]>;
}

/** A flat folder of named byte arrays. */
export interface Store {
  /** The whole of `name`, or undefined when there is none. */
  read(name: string): Promise<ArrayBuffer | undefined>;
  /** All or nothing: temporary name, flush to disk, rename. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  remove(name: string): Promise<void>;
  list(): Promise<readonly { readonly name: string; readonly size: number }[]>;
  /** Waits for the single writer's place; the returned function gives it back. */
  lock(signal?: AbortSignal): Promise<() => Promise<void>>;
  /** Where it is, for people. */
  readonly location: string;
}

export type EmbedSide = 'question' | 'code';

/** Texts to vectors, by a model outside the digest threads. The built-in static model does not pass through here. */
export interface Embedder {
  /** Names model and size, e.g. `openai:text-embedding-3-small:256`; an index made with another id is made anew. */
  readonly id: string;
  readonly dimensions: number;
  /** One row of `dimensions` floats per text, L2-normalised, in order. */
  embed(texts: readonly string[], side: EmbedSide, signal?: AbortSignal): Promise<Float32Array[]>;
}

export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export type ModelEvent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'usage'; readonly prompt: number; readonly completion: number };

export interface LanguageModel {
  readonly name: string;
  /** Streams one answer. Ends normally only when the model said it was done; everything else throws an EngineError. */
  stream(
    messages: readonly Message[],
    options: { readonly signal?: AbortSignal; readonly maxTokens?: number },
  ): AsyncIterable<ModelEvent>;
}

export interface DigestJob extends FileEntry {
  /** Hashes of this path's contents that the index already holds: equal content is reported, not parsed again. */
  readonly known: readonly string[];
}

export type DigestOutcome =
  | { readonly kind: 'digested'; readonly path: string; readonly hash: string }
  | { readonly kind: 'known'; readonly path: string; readonly hash: string }
  | {
      readonly kind: 'skipped';
      readonly path: string;
      readonly hash: string;
      readonly reason: SkipReason;
      readonly detail: string;
    }
  | { readonly kind: 'failed'; readonly path: string; readonly message: string };

export interface Digested {
  /** A segment file's bytes, or undefined when no file of the batch had to be parsed. */
  readonly segment: ArrayBuffer | undefined;
  /** Where vectors come from an `Embedder`: four texts per unit of the segment, in the order of ANGLES. */
  readonly texts?: readonly string[];
  /** In the order of the jobs. */
  readonly outcomes: readonly DigestOutcome[];
}

/** Reads, parses, tokenises and embeds batches of files, off the calling thread where the host has threads. */
export interface Digester {
  /** How many batches it can work on at once. */
  readonly width: number;
  digest(jobs: readonly DigestJob[], onFile: (bytes: number) => void, signal?: AbortSignal): Promise<Digested>;
  /**
   * From now on uses so many threads, at most `width` and never fewer than before; it starts with one. Those that this starts
   * load at once what every file needs. What goes wrong with them is told by `digest`.
   */
  prepare(threads: number): void;
  /** While held it pauses between files, some seconds at most, so that what else runs here comes first and nothing starves. */
  hold(held: boolean): void;
  close(): Promise<void>;
}

/** Makes HNSW graphs over the index's vectors: minutes of work, in a thread of its own. */
export interface Graphs {
  /** False where the process is not expected to live long enough; saved graphs are used all the same. */
  readonly makes: boolean;
  /** A saved graph over the whole vectors of these segments of the index folder, in this order. */
  make(segments: readonly string[], signal: AbortSignal): Promise<Uint8Array>;
  /** For taking up saved graphs in this thread. */
  library(): Promise<HnswLibrary>;
}

export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
