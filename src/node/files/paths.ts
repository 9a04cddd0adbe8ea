/** From a path of the index to a place on disk, and no way out of the root. */
import { isAbsolute, sep } from 'node:path';
import { type DiskPath, joinDisk, look, readFolder } from './disk.ts';

export type Placed = { readonly kind: 'at'; readonly disk: DiskPath } | { readonly kind: 'refused'; readonly detail: string };

/** With `/` between names, as the index writes it; a backslash is part of a name except on Windows. */
export function portable(path: string): string {
  return sep === '\\' ? path.replaceAll('\\', '/') : path;
}

/** True for a path made of names alone: not absolute, no `.` or `..` among its parts, none of them empty. */
export function isPlain(path: string): boolean {
  return (
    !isAbsolute(path) && !path.includes('\0') && path.split('/').every((name) => name !== '' && name !== '.' && name !== '..')
  );
}

/** How long a folder that was found free of links is taken to be so, in milliseconds: files are mostly read folder by folder. */
const FRESH_MS = 1_000;

/** Follows no link: what lies behind one has a path of its own, or is none of ours. */
export function createPlacer(root: string): (path: string) => Placed {
  let last = { folder: '', disk: root as DiskPath, until: Number.POSITIVE_INFINITY };
  return (path) => {
    if (!isPlain(path)) return { kind: 'refused', detail: 'the path leads out of the folder' };
    const cut = path.lastIndexOf('/') + 1;
    const folder = path.slice(0, cut);
    if (folder !== last.folder || performance.now() > last.until) {
      const reached = reach(root, folder.split('/').slice(0, -1));
      if (reached.kind === 'refused') return reached;
      last = { folder, disk: reached.disk, until: performance.now() + FRESH_MS };
    }
    const disk = child(last.disk, path.slice(cut));
    return disk === undefined ? GONE : { kind: 'at', disk };
  };
}

const GONE: Placed = { kind: 'refused', detail: 'it is gone' };

function reach(root: string, names: readonly string[]): Placed {
  let disk: DiskPath = root;
  for (const name of names) {
    const next: DiskPath | undefined = child(disk, name);
    if (next === undefined) return GONE;
    if (look(next)?.isSymbolicLink()) return { kind: 'refused', detail: 'a folder on the way is a symbolic link' };
    disk = next;
  }
  return { kind: 'at', disk };
}

/** The entry of that name; where it may stand for bytes that are not UTF-8, the one that reads like it. */
function child(folder: DiskPath, name: string): DiskPath | undefined {
  if (!name.includes('\ufffd')) return joinDisk(folder, name);
  const content = readFolder(folder);
  return content.kind === 'entries' ? content.entries.find((entry) => entry.name === name)?.disk : undefined;
}
