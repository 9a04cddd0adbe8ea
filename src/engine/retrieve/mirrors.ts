/**
 * Folders beside one another that hold files of the same names: one implementation per platform (`unix/`, `win/`), or
 * one layer upon another (`core/`, `classic/`). A question that names none of them means the one that others follow. Knows
 * paths, and which folder imports from which.
 */
import type { Import } from '../types.ts';

/** Why a file comes behind the one of the same name. */
export interface Mirror {
  readonly kind: 'platform' | 'layer';
  /** Words by which a question asks for this very folder, in lower case. */
  readonly names: readonly string[];
}

export interface MirrorSource {
  /** Undefined for files that do not count. */
  readonly paths: readonly (string | undefined)[];
  /** Definitions per file: files without any are no implementations. */
  readonly definitions: Uint32Array;
  imports(path: string): readonly Import[];
}

/** Files of one folder by name. */
type Folder = ReadonlyMap<string, number>;

/** Fewer equal names, or a smaller share of the smaller folder, are chance. */
const LEAST_SHARED = 3;
const LEAST_SHARE = 0.3;
/** A name in more folders beside one another is a convention (`types.ts`, `Makefile`). */
const MOST_FOLDERS = 6;
/** A layer imports from what it stands on in at least so many files, and hardly the other way round. */
const LEAST_IMPORTING = 2;
const ONE_SIDED = 3;

/** What most developers have, and what a question without a platform is about. */
const POSIX = new Set(['unix', 'posix', 'linux']);
const WINDOWS = ['win', 'win32', 'windows'];

/** Per file number; only files that have a mirror and come behind it. */
export function findMirrors(source: MirrorSource): ReadonlyMap<number, Mirror> {
  const folders = foldersOf(source);
  const found = new Map<number, Mirror>();
  for (const [behind, before, names] of mirroredPairs(folders)) {
    const mirror = mirrorOf(behind, before, folders, source);
    if (mirror) for (const name of names) found.set(folders.get(behind)?.get(name) as number, mirror);
  }
  return found;
}

function foldersOf({ paths, definitions }: MirrorSource): ReadonlyMap<string, Folder> {
  const folders = new Map<string, Map<string, number>>();
  paths.forEach((path, file) => {
    if (path === undefined || definitions[file] === 0) return;
    const slash = path.lastIndexOf('/');
    if (slash < 0) return;
    const folder = folders.get(path.slice(0, slash)) ?? new Map<string, number>();
    folders.set(path.slice(0, slash), folder.set(path.slice(slash + 1), file));
  });
  return folders;
}

/** Every ordered pair of folders with the names they share. Through the names, because a tree may hold hundreds of folders. */
function* mirroredPairs(folders: ReadonlyMap<string, Folder>): Generator<readonly [string, string, readonly string[]]> {
  const shared = new Map<string, string[]>();
  for (const [name, holders] of holdersOfNames(folders)) {
    if (holders.length > MOST_FOLDERS) continue;
    for (const a of holders) for (const b of holders) if (a !== b) push(shared, `${a}\n${b}`, name);
  }
  for (const [pair, names] of shared) {
    const [a, b] = pair.split('\n');
    const smaller = Math.min(folders.get(a)?.size as number, folders.get(b)?.size as number);
    if (names.length >= LEAST_SHARED && names.length >= LEAST_SHARE * smaller) yield [a, b, names.map((name) => nameOf(name))];
  }
}

/** Folders beside one another that hold a file of one name, by their parent and that name. */
function holdersOfNames(folders: ReadonlyMap<string, Folder>): ReadonlyMap<string, readonly string[]> {
  const holders = new Map<string, string[]>();
  for (const [path, folder] of folders) {
    const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    for (const name of folder.keys()) push(holders, `${parent}/${name}`, path);
  }
  return holders;
}

function push(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

function mirrorOf(
  behind: string,
  before: string,
  folders: ReadonlyMap<string, Folder>,
  source: MirrorSource,
): Mirror | undefined {
  const [own, other] = [nameOf(behind).toLowerCase(), nameOf(before).toLowerCase()];
  if (WINDOWS.includes(own) && POSIX.has(other)) return { kind: 'platform', names: WINDOWS };
  const down = importing(folders.get(behind) as Folder, other, source);
  const up = importing(folders.get(before) as Folder, own, source);
  return down >= LEAST_IMPORTING && down > ONE_SIDED * up ? { kind: 'layer', names: [own] } : undefined;
}

/** A module's last names, among which a folder beside the importing one stands: `../core/index.js`. */
const LAST_NAMES = 3;

/** Files of a folder that import from a folder of the given name. */
function importing(folder: Folder, name: string, { paths, imports }: MirrorSource): number {
  const namesIt = ({ module }: Import) =>
    module
      .toLowerCase()
      .split(/[/.:\\]+/)
      .filter(Boolean)
      .slice(-LAST_NAMES)
      .includes(name);
  return [...folder.values()].filter((file) => imports(paths[file] as string).some(namesIt)).length;
}
