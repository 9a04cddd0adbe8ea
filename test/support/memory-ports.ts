/** The ports over memory, for tests of the engine without a disk. */

import type { StaticModel } from '../../src/engine/embed/static-model.ts';
import { cancelled } from '../../src/engine/errors.ts';
import type { Hasher } from '../../src/engine/index/container.ts';
import { openDigest } from '../../src/engine/index/digest.ts';
import type { CodeParser } from '../../src/engine/parse/parser.ts';
import type { Digester, DigestJob, FileContent, FileEntry, Files, Listing, Log, Store } from '../../src/engine/ports.ts';

/** A workspace that tests write into. Times move on with every write, far enough to be told apart. */
export class MemoryFiles implements Files {
  readonly #texts = new Map<string, { text: string; mtimeMs: number }>();
  #clock = 1_000_000;
  reads = 0;

  constructor(private readonly hash: Hasher) {}

  put(path: string, text: string): void {
    this.#clock += 10_000;
    this.#texts.set(path, { text, mtimeMs: this.#clock });
  }

  delete(path: string): void {
    this.#texts.delete(path);
  }

  /** The host's time: always after the last write. */
  now = (): number => this.#clock + 5_000;

  async list(): Promise<Listing> {
    const files = [...this.#texts.keys()].sort().map((path) => this.#entry(path));
    return { files, skipped: { ignored: 2 }, examples: [{ path: 'dist', reason: 'ignored' }] };
  }

  async stat(paths: readonly string[]): Promise<readonly FileEntry[]> {
    return paths.filter((path) => this.#texts.has(path)).map((path) => this.#entry(path));
  }

  async read(path: string): Promise<FileContent> {
    this.reads++;
    const file = this.#texts.get(path);
    if (!file) return { kind: 'skipped', reason: 'unreadable', detail: 'gone', hash: '0'.repeat(16) };
    const hash = this.hash(new TextEncoder().encode(file.text));
    if (file.text.trim() === '') return { kind: 'skipped', reason: 'empty', detail: '', hash };
    return { kind: 'text', text: file.text, hash, encoding: 'utf-8' };
  }

  #entry(path: string): FileEntry {
    const { text, mtimeMs } = this.#texts.get(path) as { text: string; mtimeMs: number };
    return { path, size: text.length, mtimeMs };
  }
}

export class MemoryStore implements Store {
  readonly location = 'memory';
  readonly files = new Map<string, Uint8Array>();
  #locked = false;

  async read(name: string): Promise<ArrayBuffer | undefined> {
    return this.files.get(name)?.slice().buffer as ArrayBuffer | undefined;
  }

  async write(name: string, bytes: Uint8Array): Promise<void> {
    this.files.set(name, bytes.slice());
  }

  async remove(name: string): Promise<void> {
    this.files.delete(name);
  }

  async list(): Promise<readonly { name: string; size: number }[]> {
    return [...this.files].map(([name, bytes]) => ({ name, size: bytes.length }));
  }

  async lock(): Promise<() => Promise<void>> {
    if (this.#locked) throw new Error('The store is locked twice.');
    this.#locked = true;
    return async () => {
      this.#locked = false;
    };
  }
}

export function inlineDigester(files: Files, parser: CodeParser, model: StaticModel | undefined, hash: Hasher): Digester {
  const { digest } = openDigest({ files, parser, model, hash });
  return {
    width: 1,
    digest: async (jobs: readonly DigestJob[], onFile, signal) => {
      if (signal?.aborted) throw cancelled();
      return digest(jobs, onFile, signal);
    },
    prepare: () => {},
    hold: () => {},
    close: async () => {},
  };
}

export class ListLog implements Log {
  readonly lines: string[] = [];
  info = (message: string): void => void this.lines.push(message);
  warn = (message: string): void => void this.lines.push(message);
  error = (message: string): void => void this.lines.push(message);
}
