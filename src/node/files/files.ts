/** The `Files` port on a local disk: what of a folder belongs in an index, and its text. */
import { realpathSync, type Stats, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import xxhash from 'xxhash-wasm';
import { cancelled, rootMissing, rootNotAFolder, rootUnreadable } from '../../engine/errors.ts';
import type { FileContent, FileEntry, Files, Listing } from '../../engine/ports.ts';
import type { SkipReason } from '../../engine/types.ts';
import { canBeWanted, examine } from './content.ts';
import { decode } from './decode.ts';
import { readBytes } from './disk.ts';
import { type Folder, globMatcher, isWanted, judgeEntry, locate, openFolder, openRoot, type Settings } from './folder.ts';
import type { Env } from './git.ts';
import { createPlacer, isPlain, type Placed, portable } from './paths.ts';
import { isSecretName } from './secrets.ts';
import { Tally } from './tally.ts';

export interface FilesOptions {
  /** Larger files are passed over as `tooLarge`; 1,048,576 when left out. */
  readonly maxBytes?: number;
  /** Globs over paths relative to the root. Where there are any, only files that match one are listed. */
  readonly include?: readonly string[];
  /** Globs of files and folders that are passed over as `ignored`. */
  readonly exclude?: readonly string[];
  /** Where the user's own git configuration is looked for; the process's environment when left out. */
  readonly env?: Env;
}

/** How long the walk keeps the event loop to itself at most, in milliseconds, one folder's length aside. */
const SLICE_MS = 20;

interface Reader {
  readonly settings: Settings;
  readonly place: (path: string) => Placed;
  readonly hash: (bytes: Uint8Array) => string;
}

/** @throws EngineError rootMissing, rootNotAFolder; `list` also rootUnreadable and cancelled */
export async function openFiles(root: string, options: FilesOptions = {}): Promise<Files> {
  const settings = settingsOf(realFolder(root), options);
  const { h64Raw } = await xxhash();
  const place = createPlacer(settings.root);
  const hash = (bytes: Uint8Array) => h64Raw(bytes).toString(16).padStart(16, '0');
  return {
    list: (signal) => list(settings, signal),
    read: async (path) => read(portable(path), { settings, place, hash }),
    stat: async (paths) => stat(paths.map(portable), settings),
  };
}

async function list(settings: Settings, signal: AbortSignal | undefined): Promise<Listing> {
  const tally = new Tally();
  const files: FileEntry[] = [];
  const pending: Folder[] = [rootFolder(settings)];
  for (let due = performance.now() + SLICE_MS; pending.length > 0; ) {
    visit(pending.pop()!, settings, files, pending, tally);
    if (performance.now() < due) continue;
    await setImmediate();
    if (signal?.aborted) throw cancelled();
    due = performance.now() + SLICE_MS;
  }
  if (signal?.aborted) throw cancelled();
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files, skipped: tally.skipped, examples: tally.examples };
}

function visit(folder: Folder, settings: Settings, files: FileEntry[], pending: Folder[], tally: Tally): void {
  for (const entry of folder.entries) {
    const path = folder.path + entry.name;
    if (entry.kind === 'folder') {
      const opened = openFolder(folder, entry, settings);
      if (opened.kind === 'open') pending.push(opened.folder);
      else if (opened.reason !== undefined) tally.add(opened.reason, `${path}/`);
      continue;
    }
    const judged = judgeEntry(folder, entry, settings);
    if (judged.kind === 'file') files.push({ path, size: judged.size, mtimeMs: judged.mtimeMs });
    else if (judged.reason !== undefined) tally.add(judged.reason, path);
  }
}

function read(path: string, { settings, place, hash }: Reader): FileContent {
  if (isSecretName(path)) return skipped('secret', 'its name is that of a secret');
  const placed = place(path);
  if (placed.kind === 'refused') return skipped('unreadable', placed.detail);
  let file = readBytes(placed.disk, settings.maxBytes);
  if (file.kind === 'trouble' && file.reason === 'tooLarge' && isVouchedFor(path, settings)) {
    file = readBytes(placed.disk, Number.POSITIVE_INFINITY);
  }
  if (file.kind === 'trouble') return skipped(file.reason, file.detail);
  const examined = examine(path, file.bytes);
  const digest = hash(file.bytes);
  if (examined.kind === 'text') return { ...examined, hash: digest };
  if (canBeWanted(examined.reason) && isVouchedFor(path, settings)) {
    const decoded = decode(file.bytes);
    if (decoded.kind === 'text') return { ...decoded, hash: digest };
  }
  return { ...examined, hash: digest };
}

function stat(paths: readonly string[], settings: Settings): readonly FileEntry[] {
  const root = rootFolder(settings);
  const opened = new Map<string, Folder | undefined>();
  return paths.filter(isPlain).flatMap((path) => {
    const located = locate(path, root, settings, opened);
    if (located === undefined) return [];
    const judged = judgeEntry(located.folder, located.entry, settings);
    return judged.kind === 'file' ? [{ path, size: judged.size, mtimeMs: judged.mtimeMs }] : [];
  });
}

function isVouchedFor(path: string, settings: Settings): boolean {
  const located = locate(path, rootFolder(settings), settings);
  return located !== undefined && isWanted(located);
}

/** A root that cannot be read is an error and not an empty folder: an index must not be emptied because a disk is not there. */
function rootFolder(settings: Settings): Folder {
  const opened = openRoot(settings);
  if (opened.kind === 'open') return opened.folder;
  throw opened.reason === undefined ? rootMissing(settings.root) : rootUnreadable(settings.root);
}

function realFolder(root: string): string {
  const path = resolve(root);
  const stats = statRoot(path);
  if (stats === undefined) throw rootMissing(path);
  if (!stats.isDirectory()) throw rootNotAFolder(path);
  return realpathSync.native(path);
}

function statRoot(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') throw rootUnreadable(path);
    return undefined;
  }
}

function settingsOf(root: string, options: FilesOptions): Settings {
  const { maxBytes = 1 << 20, include = [], exclude = [], env = process.env } = options;
  return {
    root,
    maxBytes,
    isIncluded: include.length === 0 ? () => true : globMatcher(include),
    isExcluded: globMatcher(exclude),
    env,
  };
}

function skipped(reason: SkipReason, detail: string): FileContent {
  return { kind: 'skipped', reason, detail, hash: '' };
}
