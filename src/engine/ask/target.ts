/**
 * What a person points at, as units of the index: `path:line`, `path:start-end`, `path#symbol`, a file or a folder.
 * It knows names and positions; it reads no file.
 */
import { lineOutOfRange, targetEmpty, targetNotFound } from '../errors.ts';
import type { Corpus } from '../index/corpus.ts';
import { qualifiedName } from '../qualified-name.ts';
import type { UnitRecord } from '../types.ts';

export type Target =
  /** `units` lie in the lines or around them (or, where nothing does, next to them), the innermost first; lines are those asked for, or those of the innermost unit. */
  | {
      readonly kind: 'lines';
      readonly path: string;
      readonly startLine: number;
      readonly endLine: number;
      readonly units: readonly number[];
    }
  /** `units` bear the name: several where a name is overloaded. */
  | { readonly kind: 'symbol'; readonly path: string; readonly units: readonly number[] }
  | { readonly kind: 'file'; readonly path: string; readonly units: readonly number[] }
  | { readonly kind: 'folder'; readonly path: string; readonly files: readonly string[] };

/** As it is written, since a name may hold anything; then as it may be meant. Throws targetEmpty, targetNotFound and lineOutOfRange. */
export function parseTarget(corpus: Corpus, text: string): Target {
  const target = text
    .trim()
    .replaceAll('\\', '/')
    .replace(/^(\.\/)+/, '')
    .replace(/(?<=.)\/+$/, '');
  if (target === '') throw targetEmpty();
  const paths = corpus.paths();
  return find(corpus, paths, text) ?? find(corpus, paths, target) ?? fail(corpus, paths, target);
}

/** The file that a target means, by its path alone; undefined for a folder and for what the index does not have. */
export function pathOfTarget(corpus: Corpus, target: string): string | undefined {
  const paths = corpus.paths();
  const text = target.trim().replaceAll('\\', '/');
  const heads = [text, text.replace(/:\d+(-\d+)?$/, '')];
  for (let hash = text.lastIndexOf('#'); hash > 0; hash = text.lastIndexOf('#', hash - 1)) heads.push(text.slice(0, hash));
  return heads.map((head) => findPath(paths, head)).find((path) => path !== undefined);
}

function find(corpus: Corpus, paths: readonly string[], target: string): Target | undefined {
  return whole(corpus, paths, target) ?? lines(corpus, paths, target) ?? symbol(corpus, paths, target);
}

/** The path itself, or the only one that ends so: people copy the end of a path more often than all of it. */
function findPath(paths: readonly string[], text: string): string | undefined {
  const path = text.replace(/^(\.\/)+/, '');
  if (paths.includes(path)) return path;
  const ending = paths.filter((one) => one.endsWith(`/${path}`));
  return ending.length === 1 ? ending[0] : undefined;
}

function whole(corpus: Corpus, paths: readonly string[], target: string): Target | undefined {
  if (target === '.' || target === '/') return { kind: 'folder', path: '', files: paths };
  const files = paths.filter((path) => path.startsWith(`${target}/`));
  if (files.length > 0) return { kind: 'folder', path: target, files };
  const path = findPath(paths, target);
  return path === undefined ? undefined : { kind: 'file', path, units: corpus.unitsOfFile(path) };
}

function lines(corpus: Corpus, paths: readonly string[], target: string): Target | undefined {
  const parts = /^(.+):(\d+)(?:-(\d+))?$/s.exec(target);
  const path = parts === null ? undefined : findPath(paths, parts[1]);
  if (parts === null || path === undefined) return undefined;
  const start = Number(parts[2]);
  return parts[3] === undefined ? atLine(corpus, path, start) : betweenLines(corpus, path, start, Number(parts[3]));
}

/** The line, if the file has it; an editor's cursor may also stand on the empty line after the last. */
function checkedLine(path: string, line: number, last: number): number {
  if (line < 1 || line > last + 1) throw lineOutOfRange(path, line, last);
  return Math.min(line, last);
}

function lastLineOf(units: readonly UnitRecord[]): number {
  return units.reduce((most, unit) => Math.max(most, unit.endLine), 0);
}

/** Definitions before windows before the file's skeleton; of those the shortest, which is the innermost. */
function innermostFirst(units: readonly UnitRecord[]): readonly UnitRecord[] {
  const rank = (unit: UnitRecord) => (unit.kind === 'skeleton' ? 2 : unit.kind === 'window' ? 1 : 0);
  return [...units].sort((a, b) => rank(a) - rank(b) || a.endLine - a.startLine - (b.endLine - b.startLine));
}

/** Units that touch the lines; the nearest one, where there is no code on them. */
function near(units: readonly UnitRecord[], startLine: number, endLine: number): readonly UnitRecord[] {
  const touching = units.filter((unit) => unit.startLine <= endLine && unit.endLine >= startLine);
  if (touching.length > 0) return touching;
  const distance = (unit: UnitRecord) => Math.max(unit.startLine - endLine, startLine - unit.endLine);
  return [...units].sort((a, b) => distance(a) - distance(b)).slice(0, 1);
}

function atLine(corpus: Corpus, path: string, asked: number): Target {
  const units = corpus.unitsOfFile(path).map((id) => corpus.unit(id));
  const line = checkedLine(path, asked, lastLineOf(units));
  const around = innermostFirst(near(units, line, line));
  const inner = around[0];
  if (inner === undefined || inner.kind === 'skeleton')
    return { kind: 'lines', path, startLine: line, endLine: line, units: around.map((unit) => unit.id) };
  return { kind: 'lines', path, startLine: inner.startLine, endLine: inner.endLine, units: around.map((unit) => unit.id) };
}

function betweenLines(corpus: Corpus, path: string, a: number, b: number): Target {
  const units = corpus.unitsOfFile(path).map((id) => corpus.unit(id));
  const last = lastLineOf(units);
  const startLine = checkedLine(path, Math.min(a, b), last);
  const endLine = Math.max(startLine, Math.min(Math.max(a, b), last));
  const inside = units.filter((unit) => unit.startLine >= startLine && unit.endLine <= endLine && unit.kind !== 'skeleton');
  const around = near(units, startLine, endLine).filter((unit) => !inside.includes(unit));
  return { kind: 'lines', path, startLine, endLine, units: [...inside, ...innermostFirst(around)].map((unit) => unit.id) };
}

export function symbolOf(unit: UnitRecord): string {
  if (unit.kind === 'window' || unit.kind === 'skeleton') return '';
  return qualifiedName(unit);
}

function symbol(corpus: Corpus, paths: readonly string[], target: string): Target | undefined {
  for (let hash = target.lastIndexOf('#'); hash > 0; hash = target.lastIndexOf('#', hash - 1)) {
    const path = findPath(paths, target.slice(0, hash));
    if (path === undefined) continue;
    const units = unitsBearing(corpus, path, target.slice(hash + 1));
    if (units.length > 0) return { kind: 'symbol', path, units };
  }
  return undefined;
}

/** Units written so: the whole `scope.name` before its end, the end before the bare name. */
function unitsBearing(corpus: Corpus, path: string, written: string): readonly number[] {
  const name = written.replace(/\(.*\)$/, '').replace(/::|#/g, '.');
  const symbols = corpus.unitsOfFile(path).map((id) => ({ id, symbol: symbolOf(corpus.unit(id)) }));
  const exact = symbols.filter((one) => one.symbol === name);
  const found = exact.length > 0 ? exact : symbols.filter((one) => one.symbol.endsWith(`.${name}`));
  return found.map((one) => one.id);
}

const MOST_SUGGESTIONS = 3;

function fail(corpus: Corpus, paths: readonly string[], target: string): never {
  throw targetNotFound(target, nearest(corpus, paths, target));
}

/** What may have been meant: a symbol of that file, or files of a like name. */
function nearest(corpus: Corpus, paths: readonly string[], target: string): readonly string[] {
  const hash = target.lastIndexOf('#');
  const path = hash < 0 ? undefined : findPath(paths, target.slice(0, hash));
  if (path !== undefined) {
    const symbols = corpus
      .unitsOfFile(path)
      .map((id) => symbolOf(corpus.unit(id)))
      .filter((one) => one !== '');
    const name = target.slice(hash + 1);
    return closest(name, [...new Set(symbols)], (one) => one.slice(one.lastIndexOf('.') + 1)).map((one) => `${path}#${one}`);
  }
  const fileName = target.replace(/(:\d+(-\d+)?|#.*)$/, '');
  return closest(fileName.slice(fileName.lastIndexOf('/') + 1), paths, (one) => one.slice(one.lastIndexOf('/') + 1));
}

/** The candidates whose short name differs least, up to half of what was written. */
function closest(written: string, candidates: readonly string[], shortName: (candidate: string) => string): readonly string[] {
  const word = written.toLowerCase();
  const most = Math.max(2, Math.floor(word.length / 2));
  return candidates
    .map((candidate) => ({ candidate, distance: difference(word, shortName(candidate).toLowerCase(), most) }))
    .filter((one) => one.distance <= most)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST_SUGGESTIONS)
    .map((one) => one.candidate);
}

/** Edit distance (Levenshtein, by rows), given up past `most`; a name within the other is one edit away. */
function difference(a: string, b: string, most: number): number {
  if (a === b) return 0;
  if (a.length > 2 && b.includes(a)) return 1;
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
}
