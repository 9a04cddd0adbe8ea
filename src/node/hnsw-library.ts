/**
 * Loads hnswlib-wasm outside a browser. The package is a debug build for the web alone: it wants `window`, defines some 150
 * names on the global object, writes to standard output and keeps its files in IndexedDB. So its one script is run as a
 * function whose `window`, `globalThis`, `console` and `indexedDB` are ours, and nothing leaks into the rest of the process.
 */
import { readFile } from 'node:fs/promises';
import { compileFunction } from 'node:vm';
import type { HnswLibrary, RawGraph } from '../engine/vectors/hnsw.ts';
import { builtOrInstalled } from './built-or-installed.ts';
import { openFileTable } from './file-table.ts';

/** A library of its own at each call: two engines share nothing. Takes about 0.1 s. */
export async function loadHnswLibrary(): Promise<HnswLibrary> {
  const table = openFileTable();
  const { HierarchicalNSW, EmscriptenFileSystemManager: disk } = await runScript(
    await readFile(builtOrInstalled('out/hnswlib.js', SCRIPT), 'utf8'),
    table.indexedDB,
  );
  disk.initializeFileSystem('IDBFS');
  const inTurn = openTurns();
  // What a copy misses on the side it comes from, it removes on the other.
  const copyFromTable = () => new Promise<void>((done) => disk.syncFS(true, done));
  const copyToTable = () => new Promise<void>((done) => disk.syncFS(false, done));
  await copyFromTable();

  async function takeFile(): Promise<Uint8Array | undefined> {
    await copyToTable();
    const file = table.files.get(FILE);
    table.files.clear();
    await copyFromTable();
    return file?.contents;
  }

  return {
    newGraph: (space, dimensions) => new HierarchicalNSW(space, dimensions, NO_AUTO_SAVE),
    readFile: (graph, file, maxRows) =>
      inTurn(async () => {
        table.files.set(FILE, { timestamp: new Date(), mode: REGULAR_FILE, contents: file });
        await copyFromTable();
        try {
          graph.readIndex(NAME, maxRows);
        } catch (exception) {
          throw new Error(`hnswlib cannot read this file: ${sayException(exception)}`);
        } finally {
          await takeFile();
        }
      }),
    writeFile: (graph) =>
      inTurn(async () => {
        graph.writeIndex(NAME);
        const file = await takeFile();
        if (file === undefined) throw new Error('hnswlib wrote no file');
        return file;
      }),
  };
}

const SCRIPT = 'hnswlib-wasm/dist/hnswlib-317962d7.js';
const NO_AUTO_SAVE = '';
const REGULAR_FILE = 0o100644;
const NAME = 'graph';
const FILE = `/hnswlib-index/${NAME}`;

/** What C++ throws is no Error; its message, where there is one, is a pair of type and text. */
function sayException(exception: unknown): string {
  return String((exception as { message?: unknown }).message ?? exception);
}

/** One after the other: two copies at once would remove each other's files. */
function openTurns(): <T>(act: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (act) => {
    const turn = last.then(act);
    last = turn.catch(() => undefined);
    return turn;
  };
}

interface WebLibrary {
  readonly HierarchicalNSW: new (space: 'ip', dimensions: number, autoSaveFile: string) => RawGraph;
  readonly EmscriptenFileSystemManager: {
    initializeFileSystem(kind: 'IDBFS'): void;
    syncFS(fromTable: boolean, done: () => void): void;
  };
}

/** The script is an ES module of one statement and one export; as the body of a function it can be given its surroundings. */
async function runScript(module: string, indexedDB: object): Promise<WebLibrary> {
  const body = module.replace('import.meta.url', 'undefined').replace(/export \{ hnswlib as default \};?/, 'return hnswlib;');
  const surroundings = { window: {}, globalThis: {}, indexedDB, console: SILENT, fetch: undefined };
  const openFactory = compileFunction(body, Object.keys(surroundings));
  const factory: () => Promise<WebLibrary> = openFactory(...Object.values(surroundings));
  return factory();
}

const nothing = () => {};
const SILENT = { log: nothing, warn: nothing, error: nothing };
