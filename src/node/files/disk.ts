/**
 * The only place of this room that touches the disk: folders and files as they are, names that are not UTF-8 included.
 * It knows nothing of which files matter. Calls are synchronous: one costs about 4 µs, where a promise costs 10 µs and a
 * thread switch, and the walk gives the event loop its turn between folders.
 */
import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { sep } from 'node:path';
import type { SkipReason } from '../../engine/types.ts';

/** Bytes where some name on the way is not UTF-8 and no string could open it. */
export type DiskPath = string | Buffer;

/** `twin` is an entry whose name reads like another's of the same folder once bytes that are not UTF-8 are replaced. */
export type EntryKind = 'file' | 'folder' | 'link' | 'other' | 'twin';

export interface Entry {
  /** As text: bytes that are not UTF-8 became U+FFFD. */
  readonly name: string;
  readonly disk: DiskPath;
  readonly kind: EntryKind;
}

export type FolderContent =
  | { readonly kind: 'entries'; readonly entries: readonly Entry[] }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unreadable' };

export type FileBytes =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'trouble'; readonly reason: SkipReason; readonly detail: string };

// A path may have been swapped for a pipe or a link since it was listed: neither may be followed or waited for.
const SAFE_READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

export function readFolder(disk: DiskPath): FolderContent {
  try {
    const found = readdirSync(disk, { withFileTypes: true });
    const plain = typeof disk === 'string' && !found.some((entry) => entry.name.includes('\ufffd'));
    return { kind: 'entries', entries: plain ? found.map((entry) => plainEntry(disk, entry)) : readByBytes(disk) };
  } catch (error) {
    return { kind: isGone(error) ? 'gone' : 'unreadable' };
  }
}

/** The entry itself, a link not followed; undefined where there is none or it may not be looked at. */
export function look(disk: DiskPath): Stats | undefined {
  try {
    return lstatSync(disk, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** The whole of a regular file of at most `limit` bytes. Never opens a pipe, a device or a link. */
export function readBytes(disk: DiskPath, limit: number): FileBytes {
  let file: number | undefined;
  try {
    file = openSync(disk, SAFE_READ);
    const stats = fstatSync(file);
    if (!stats.isFile()) return trouble('notAFile', 'it is not a regular file');
    if (stats.size > limit) return trouble('tooLarge', `it has ${stats.size} bytes, the limit is ${limit}`);
    return { kind: 'bytes', bytes: readAll(file, stats.size) };
  } catch (error) {
    return describe(error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** A small text file (ignore rules, git's configuration), or undefined. */
export function readSmallText(disk: DiskPath): string | undefined {
  const read = readBytes(disk, 1 << 20);
  return read.kind === 'bytes' ? read.bytes.toString('utf8') : undefined;
}

/** True for a link that ends at a regular file below `root`: that file has an entry of its own. */
export function leadsToFileBelow(link: DiskPath, realRoot: string): boolean {
  try {
    if (!statSync(link).isFile()) return false;
    return realpathSync.native(link).startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep);
  } catch {
    return false;
  }
}

export function joinDisk(folder: DiskPath, name: string | Buffer): DiskPath {
  if (typeof folder === 'string' && typeof name === 'string') return `${folder}/${name}`;
  return Buffer.concat([Buffer.from(folder), Buffer.from('/'), Buffer.from(name)]);
}

function plainEntry(folder: string, entry: Dirent): Entry {
  const disk = `${folder}/${entry.name}`;
  return { name: entry.name, disk, kind: kindOf(entry, disk) };
}

function readByBytes(folder: DiskPath): readonly Entry[] {
  const seen = new Set<string>();
  const found = readdirSync(folder, { withFileTypes: true, encoding: 'buffer' }) as unknown as Dirent<Buffer>[];
  found.sort((a, b) => Buffer.compare(a.name, b.name));
  return found.map((entry) => {
    const name = entry.name.toString('utf8');
    const valid = !name.includes('\ufffd');
    const disk = joinDisk(folder, valid ? name : entry.name);
    const kind = seen.has(name) ? 'twin' : kindOf(entry, disk);
    seen.add(name);
    return { name, disk, kind };
  });
}

function kindOf(entry: Dirent | Dirent<Buffer>, disk: DiskPath): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  if (entry.isSymbolicLink()) return 'link';
  return entry.isFIFO() || entry.isSocket() || entry.isCharacterDevice() || entry.isBlockDevice() ? 'other' : kindByLook(disk);
}

// Some file systems leave the type out of the folder's listing.
function kindByLook(disk: DiskPath): EntryKind {
  const stats = look(disk);
  if (stats?.isFile()) return 'file';
  if (stats?.isDirectory()) return 'folder';
  return stats?.isSymbolicLink() ? 'link' : 'other';
}

function readAll(file: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  let filled = 0;
  while (filled < size) {
    const read = readSync(file, bytes, filled, size - filled, null);
    if (read === 0) break;
    filled += read;
  }
  return bytes.subarray(0, filled);
}

function trouble(reason: SkipReason, detail: string): FileBytes {
  return { kind: 'trouble', reason, detail };
}

function describe(error: unknown): FileBytes {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
  if (code === 'ENOENT' || code === 'ENOTDIR') return trouble('unreadable', 'it is gone');
  if (code === 'EACCES' || code === 'EPERM') return trouble('unreadable', 'there is no permission to read it');
  // O_NOFOLLOW refuses a link as a loop; a socket cannot be opened at all.
  if (code === 'ELOOP') return trouble('notAFile', 'it is a symbolic link');
  if (code === 'ENXIO') return trouble('notAFile', 'it is not a regular file');
  return trouble('unreadable', `the system answers ${code}`);
}

function isGone(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
