/**
 * Whether an import, as written, leads to a file of the workspace. It compares names only: no build file, no search
 * path and no package manifest is read, so the answer is a strength, not a fact.
 */
import type { Import } from '../types.ts';

/** Stems that stand for their folder. */
const FOLDER_STEMS = new Set(['index', 'init', 'mod', 'lib', 'main', 'package']);
/** First words of a module path that mean "here" rather than a name. */
const HERE = new Set(['crate', 'self', 'super', '@', '~', '#', 'src', 'app']);
const HEADER = /\.(h|hh|hpp|hxx|cuh|inl|inc)$/i;
/** Endings that an import may spell out; JavaScript's may name what TypeScript will become. */
const WRITTEN_ENDING = /\.([cm]?[jt]sx?|vue|svelte|php|rb|lua|sh|dart|py|zig|inc|hp?p?|hxx|cuh?)$/;

/** A path taken apart once, so that many imports can be compared with it. */
export interface PathParts {
  readonly path: string;
  readonly folder: string;
  /** Path without extension. */
  readonly bare: string;
  /** File name without extension. */
  readonly stem: string;
  /** Folded folder names, outermost first. */
  readonly folders: readonly string[];
  readonly foldedStem: string;
  /** Folders and stem, folded. */
  readonly names: readonly string[];
  readonly isHeader: boolean;
}

/** Lower case without separators, so that `HttpClient`, `http_client` and `http-client` are one. */
export function fold(name: string): string {
  return name.toLowerCase().replace(/[_\-$@]/g, '');
}

export function isHeader(path: string): boolean {
  return HEADER.test(path);
}

export function pathParts(path: string): PathParts {
  const slash = path.lastIndexOf('/');
  const folder = slash < 0 ? '' : path.slice(0, slash);
  const name = path.slice(slash + 1);
  const stem = name.replace(/(?<=.)(\.d)?\.\w+$/, '');
  const folders = folder === '' ? [] : folder.split('/').map(fold);
  const foldedStem = fold(stem);
  const bare = folder === '' ? stem : `${folder}/${stem}`;
  return { path, folder, bare, stem, folders, foldedStem, names: [...folders, foldedStem], isHeader: isHeader(path) };
}

/** Resolves `./x` and `../x` against a folder; undefined when it climbs out of the workspace. */
function joinPath(folder: string, relative: string): string | undefined {
  const parts = folder === '' ? [] : folder.split('/');
  for (const step of relative.split('/')) {
    if (step === '..' && parts.length === 0) return undefined;
    if (step === '..') parts.pop();
    else if (step !== '.' && step !== '') parts.push(step);
  }
  return parts.join('/');
}

/** Python's `.mod` and `..pkg.mod` as a relative path, other modules as they are. */
function slashed(module: string): string {
  const dots = /^(\.+)([\w.]*)$/.exec(module);
  if (dots === null) return module;
  return `./${'../'.repeat(dots[1].length - 1)}${dots[2].replaceAll('.', '/')}`;
}

/** Neither quotes nor a scheme (`node:`, `npm:`, `package:`) is part of the name. */
function bareModule(module: string): string {
  return module
    .replace(/^[<"'`]+|[>"'`;]+$/g, '')
    .replace(/^\w+:(?!:)/, '')
    .trim();
}

function relativeStrength(target: string, to: PathParts): number {
  if (to.bare === target || to.bare === target.replace(WRITTEN_ENDING, '')) return 1;
  return to.folder === target && FOLDER_STEMS.has(to.foldedStem) ? 1 : 0;
}

/** Names of a module path, folded: `github.com/x/y`, `a.b.c`, `crate::net::tcp`, `App\Http\Kernel`, `linux/slab.h`. */
function moduleNames(module: string): readonly string[] {
  const names = module.includes('/') || isHeader(module) ? module.replace(/\.\w{1,4}$/, '').split('/') : module.split(/::|[.\\]/);
  const folded = names.map(fold).filter((name) => name !== '' && name !== '*');
  while (folded.length > 1 && HERE.has(folded[0])) folded.shift();
  return folded;
}

function commonTail(a: readonly string[], b: readonly string[]): number {
  let n = 0;
  while (n < a.length && n < b.length && a[a.length - 1 - n] === b[b.length - 1 - n]) n++;
  return n;
}

/** A tail of two names, or all there is of either side, is taken as the same place. */
function tailStrength(names: readonly string[], place: readonly string[], sameFolder: boolean): number {
  const tail = commonTail(names, place);
  if (tail === 0) return 0;
  if (tail >= 2) return 1;
  if (names.length === 1) return sameFolder ? 0.9 : 0.6;
  return place.length === 1 ? 0.8 : 0;
}

function nameStrength(names: readonly string[], from: PathParts, to: PathParts): number {
  const last = names[names.length - 1];
  if (last !== to.foldedStem && last !== to.folders[to.folders.length - 1]) return 0;
  const sameFolder = from.folder === to.folder;
  const asFile = tailStrength(names, to.names, sameFolder);
  const asFolder = tailStrength(names, to.folders, false);
  return Math.max(asFile, FOLDER_STEMS.has(to.foldedStem) ? asFolder : asFolder * 0.9);
}

/** Including `x.h` brings in `x.h` itself, and with it the `x.c` that implements it, most often beside it or below `src`. */
function headerStrength(names: readonly string[], strength: number, to: PathParts): number {
  if (to.isHeader) return strength;
  return names.at(-1) === to.foldedStem ? Math.max(strength * 0.9, 0.3) : 0;
}

/** An import read once, so that it can be compared with many files. */
export interface PreparedImport {
  readonly names: readonly string[];
  readonly foldedNames: readonly string[];
  /** The path meant by a relative import, undefined for others and for one that leaves the workspace. */
  readonly target: string | undefined;
  readonly relative: boolean;
  /** Folded names of the module path, outermost first. */
  readonly moduleNames: readonly string[];
  readonly header: boolean;
}

export function prepareImport(imported: Import, from: PathParts): PreparedImport {
  const module = slashed(bareModule(imported.module));
  const relative = /^\.\.?(\/|$)/.test(module);
  return {
    names: imported.names,
    foldedNames: imported.names.map(fold),
    target: relative ? joinPath(from.folder, module) : undefined,
    relative,
    moduleNames: moduleNames(module),
    header: isHeader(module),
  };
}

function relativeImport(one: PreparedImport, to: PathParts): number {
  if (one.target === undefined) return 0;
  const submodule = one.names.includes(to.stem) && to.folder === one.target;
  return submodule ? 1 : relativeStrength(one.target, to);
}

/** How surely an import written in the file `from` brings in the file `to`: 0 not at all, 1 surely. */
export function importStrength(one: PreparedImport, from: PathParts, to: PathParts): number {
  if (one.relative) return relativeImport(one, to);
  if (one.moduleNames.length === 0) return 0;
  const itself = nameStrength(one.moduleNames, from, to);
  if (one.header) return headerStrength(one.moduleNames, itself, to);
  if (!one.foldedNames.includes(to.foldedStem)) return itself;
  return Math.max(itself, nameStrength([...one.moduleNames, to.foldedStem], from, to));
}

/** The name, folded, by which code speaks of a module that it imported whole: the last of its path. */
export function moduleAlias(one: PreparedImport): string {
  return one.moduleNames.at(-1) ?? '';
}
