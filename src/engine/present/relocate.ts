/**
 * Where the units of an indexed file stand in its text as it is now. Pure: unit records and a text in, lines out. It knows
 * hashes of lines and heads of definitions; no file and no parser, because an unsaved text may not parse.
 */
import type { Hasher } from '../index/container.ts';
import type { UnitRecord } from '../types.ts';

/** Where a unit stands now. `whole` where its text is that of the index, letter by letter. */
export interface Standing {
  readonly startLine: number;
  readonly endLine: number;
  readonly whole: boolean;
}

export interface Relocation {
  /** Lines of the text as it is now. */
  readonly lineCount: number;
  /** Undefined for a unit whose lines are gone. */
  standing(unit: UnitRecord): Standing | undefined;
}

/** Most text that is hashed in search of one unit that is not where its neighbours say: enough for blocks that were moved. */
const MOST_HASHED_PER_UNIT = 300_000;
/** The name of a definition stands within so many lines of its beginning, decorators and return types before it. */
const LINES_TO_NAME = 8;
const SIGNATURE_LINES = 8;

/** `units` are those of one file, in any order. */
export function relocate(units: readonly UnitRecord[], text: PresentLines): Relocation {
  const found = new Map<number, Standing>();
  const inOrder = units.filter((unit) => unit.kind !== 'skeleton').sort(byPosition);
  const grown = text.count - units.reduce((most, unit) => Math.max(most, unit.endLine), 0);
  findWhole(inOrder, text, grown, found);
  for (const unit of inOrder) if (!found.has(unit.id)) findChanged(unit, inOrder, text, grown, found);
  for (const unit of units) if (unit.kind === 'skeleton') found.set(unit.id, { startLine: 1, endLine: text.count, whole: false });
  return { lineCount: text.count, standing: (unit) => found.get(unit.id) };
}

/** Outer units first. */
function byPosition(a: UnitRecord, b: UnitRecord): number {
  return a.startLine - b.startLine || b.endLine - a.endLine;
}

/**
 * What was inserted above a unit was inserted above its neighbours too: so each is looked for where the one before it was
 * found, then where the file's growth would put it, then wherever its lines are, the nearest first.
 */
function findWhole(inOrder: readonly UnitRecord[], text: PresentLines, grown: number, found: Map<number, Standing>): void {
  let shift = 0;
  for (const unit of inOrder) {
    const length = unit.endLine - unit.startLine;
    const start = startOf(unit, text, shift, grown);
    if (start === undefined) continue;
    shift = start - unit.startLine;
    found.set(unit.id, { startLine: start, endLine: start + length, whole: true });
  }
}

function startOf(unit: UnitRecord, text: PresentLines, shift: number, grown: number): number | undefined {
  const isAt = (start: number) => text.isAt(start, start + unit.endLine - unit.startLine, unit.contentHash);
  const likely = [shift, 0, grown].map((by) => unit.startLine + by);
  const near = likely.find(isAt);
  if (near !== undefined) return near;
  let left = MOST_HASHED_PER_UNIT;
  const expected = unit.startLine + shift;
  const last = text.count - (unit.endLine - unit.startLine);
  for (const start of nearestFirst(candidates(unit, text, last), expected)) {
    if (isAt(start)) return start;
    left -= text.sizeOf(start, start + unit.endLine - unit.startLine);
    if (left < 0) return undefined;
  }
  return undefined;
}

/** Lines at which the unit may begin: near those that say its name, or any line where it has none. */
function candidates(unit: UnitRecord, text: PresentLines, last: number): readonly number[] {
  const all = Array.from({ length: Math.max(0, last) }, (_, i) => i + 1);
  if (unit.name === '') return all;
  const named = text.linesWith(unit.name);
  if (named.length === 0) return all;
  const starts = named.flatMap((line) => Array.from({ length: LINES_TO_NAME }, (_, i) => line - i));
  return [...new Set(starts)].filter((start) => start >= 1 && start <= last);
}

function nearestFirst(starts: readonly number[], expected: number): readonly number[] {
  return [...starts].sort((a, b) => Math.abs(a - expected) - Math.abs(b - expected) || a - b);
}

/**
 * A unit that was edited is found by its head. It ends where what followed it in the index begins now, less the lines that
 * lay between.
 */
function findChanged(
  unit: UnitRecord,
  inOrder: readonly UnitRecord[],
  text: PresentLines,
  grown: number,
  found: Map<number, Standing>,
): void {
  if (unit.name === '' || unit.part > 0) return;
  const at = inOrder.indexOf(unit);
  const before = inOrder.slice(0, at).findLast((one) => found.has(one.id));
  const shift = before ? (found.get(before.id) as Standing).startLine - before.startLine : 0;
  const after = inOrder.slice(at + 1).find((one) => one.startLine > unit.endLine && found.get(one.id)?.whole);
  const tail = after ? (found.get(after.id) as Standing).startLine - after.startLine : grown;
  const heads = text.linesWith(unit.name).filter((line) => text.isHead(line, unit.signature));
  const taken = new Set([...found.values()].map(({ startLine }) => startLine));
  const head = nearestFirst(heads, unit.startLine + shift).find((line) => !taken.has(line));
  if (head === undefined) return;
  const endLine = Math.min(text.count, Math.max(head, unit.endLine + tail));
  found.set(unit.id, { startLine: head, endLine, whole: false });
}

/** The text of a file as it is now, by lines. */
export class PresentLines {
  readonly #text: string;
  readonly #starts: readonly number[];
  readonly #hash: Hasher;

  constructor(text: string, hash: Hasher) {
    this.#text = text;
    this.#starts = startsOf(text);
    this.#hash = hash;
  }

  /** A last line that is empty is not counted. */
  get count(): number {
    const { length } = this.#starts;
    return this.#starts[length - 1] === this.#text.length ? length - 1 : length;
  }

  /** With the text that `change` makes of it, which has the same lines. */
  changed(change: (text: string) => string): PresentLines {
    const text = change(this.#text);
    return text === this.#text ? this : new PresentLines(text, this.#hash);
  }

  /** Without their ends. */
  slice(startLine: number, endLine: number): readonly string[] {
    const text = this.#between(startLine, Math.min(endLine, this.count));
    return text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);
  }

  hashOf(startLine: number, endLine: number): string {
    return this.#hash(encoder.encode(this.#between(startLine, endLine)));
  }

  /** Whether these lines have this hash, with or without the end of the last. */
  isAt(startLine: number, endLine: number, contentHash: string): boolean {
    if (startLine < 1 || endLine > this.count) return false;
    if (this.hashOf(startLine, endLine) === contentHash) return true;
    if (endLine < this.count - 1 && contentHash !== '') return false;
    const text = this.#between(startLine, endLine);
    const other = text.endsWith('\n') ? text.replace(/\r?\n$/, '') : `${text}\n`;
    return this.#hash(encoder.encode(other)) === contentHash;
  }

  /** In characters. */
  sizeOf(startLine: number, endLine: number): number {
    return this.#start(endLine + 1) - this.#start(startLine);
  }

  /** Lines on which a name stands. */
  linesWith(name: string): readonly number[] {
    const lines: number[] = [];
    for (let at = this.#text.indexOf(name); at >= 0; at = this.#text.indexOf(name, this.#start(lines.at(-1)! + 1))) {
      lines.push(this.#lineAt(at));
      if (this.#start(lines.at(-1)! + 1) >= this.#text.length) break;
    }
    return lines;
  }

  /** Whether a definition with this signature is written from this line on, its white space aside. */
  isHead(line: number, signature: string): boolean {
    const wanted = squeeze(signature);
    const written = squeeze(this.#between(line, Math.min(line + SIGNATURE_LINES, this.count)));
    return wanted !== '' && (written.startsWith(wanted) || written.slice(0, wanted.length + MODIFIERS).includes(wanted));
  }

  #between(startLine: number, endLine: number): string {
    return this.#text.slice(this.#start(startLine), this.#start(endLine + 1));
  }

  #start(line: number): number {
    return this.#starts[line - 1] ?? this.#text.length;
  }

  #lineAt(offset: number): number {
    let [low, high] = [0, this.#starts.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#starts[middle] <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const encoder = new TextEncoder();
/** `export default abstract` and the like, which a signature may leave out. */
const MODIFIERS = 30;

const squeeze = (text: string) => text.replace(/\s+/g, '');

function startsOf(text: string): readonly number[] {
  const starts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  return starts;
}
