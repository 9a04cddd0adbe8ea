/** A workspace under measurement, as the parts of the engine see it: its files, its texts, its index. */
import type { Engine } from '../src/engine/engine.ts';
import { Library } from '../src/engine/index/library.ts';
import type { Snapshot } from '../src/engine/index/snapshot.ts';
import { languageOf } from '../src/engine/parse/detect.ts';
import type { Language } from '../src/engine/parse/language.ts';
import type { Files, Log } from '../src/engine/ports.ts';
import { type NearestRows, openNearestRows } from '../src/engine/vectors/nearest.ts';
import { openFiles } from '../src/node/files/files.ts';
import { openHasher } from '../src/node/hasher.ts';
import { indexFolder } from '../src/node/locations.ts';
import { readSettings } from '../src/node/settings.ts';
import { loadShippedModel } from '../src/node/shipped.ts';
import { openStore } from '../src/node/store.ts';
import { openLocalEngine } from '../src/worker/open-engine.ts';

export interface Place {
  /** Absolute. */
  readonly root: string;
  /** Where indexes go: a temporary folder. */
  readonly home: string;
}

export const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** The user's environment less what would set up models, with the index elsewhere. */
export function environment(home: string): Record<string, string | undefined> {
  const own = Object.entries(process.env).filter(([name]) => !/^(PARALLAX|OPENAI)_/.test(name));
  return { ...Object.fromEntries(own), PARALLAX_HOME: home };
}

/** The engine as the command line opens it. */
export function openBenchEngine({ root, home }: Place): Promise<Engine> {
  return openLocalEngine({ root, flags: {}, env: environment(home), log: silent });
}

/** The engine as a process opens it that serves for long. */
export function openStayingEngine({ root, home }: Place): Promise<Engine> {
  return openLocalEngine({ root, flags: {}, env: environment(home), log: silent, stays: true });
}

/** Files as the engine lists and reads them, the workspace's own settings included. */
export async function workspaceFiles({ root, home }: Place): Promise<Files> {
  const env = environment(home);
  const { settings } = await readSettings(root, {}, env);
  return openFiles(root, { ...settings.index, env });
}

export interface CodeFile {
  readonly path: string;
  readonly language: Language;
  readonly text: string;
  readonly bytes: number;
}

/** Every file that the index reads by grammar. */
export async function codeFiles(files: Files): Promise<readonly CodeFile[]> {
  const { files: entries } = await files.list();
  const found: CodeFile[] = [];
  for (const { path, size } of entries) {
    const content = await files.read(path);
    if (content.kind !== 'text') continue;
    const language = languageOf(path, content.text);
    if (language) found.push({ path, language, text: content.text, bytes: size });
  }
  return found;
}

/** The index on disk as it is; nothing is updated. @throws EngineError indexMissing */
export async function openSnapshot({ root, home }: Place): Promise<Snapshot> {
  const [hash, model] = await Promise.all([openHasher(), loadShippedModel()]);
  const store = openStore(indexFolder(root, environment(home)));
  return new Library({ store, hash, log: silent, embedder: model.id }).open();
}

/** The exact scan over a snapshot's rows, of which there must be some. */
export function scannerOver({ parts }: Snapshot): NearestRows {
  const first = parts[0]?.segment.whole;
  if (first === undefined) throw new Error('The index has no vectors.');
  const scanner = openNearestRows(first.dimensions);
  for (const { segment } of parts) if (segment.whole) scanner.add(segment.whole);
  return scanner;
}
