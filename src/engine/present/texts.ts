/**
 * Files as they are now: an unsaved editor's text in the place of the disk's. It tells which of them differ from the index
 * and where their units stand, and remembers what was shown, so that it can be found again after further edits.
 */
import type { Hasher } from '../index/container.ts';
import type { Snapshot } from '../index/snapshot.ts';
import type { Files } from '../ports.ts';
import type { LineRange, Located, UnitRecord } from '../types.ts';
import { PresentLines, type Relocation, relocate } from './relocate.ts';

export interface PresentText {
  readonly lines: PresentLines;
  /** Of its bytes, as the index has it. */
  readonly hash: string;
}

/** Relocations kept, and shown lines remembered. */
const MOST_KEPT = 64;
const MOST_SHOWN = 4_000;

export class PresentTexts {
  readonly #files: Files;
  readonly #hash: Hasher;
  readonly #buffers = new Map<string, PresentText>();
  /** By path, generation and hash of the text. */
  readonly #relocations = new Map<string, Relocation>();
  /** Hash of the lines that were shown under `path:start-end`. */
  readonly #shown = new Map<string, string>();

  constructor(files: Files, hash: Hasher) {
    this.#files = files;
    this.#hash = hash;
  }

  setBuffer(path: string, text: string | undefined): void {
    if (text === undefined) this.#buffers.delete(path);
    else this.#buffers.set(path, { lines: new PresentLines(text, this.#hash), hash: this.#hash(encoder.encode(text)) });
  }

  get buffered(): readonly string[] {
    return [...this.#buffers.keys()];
  }

  /** Undefined where the file cannot be read. */
  async read(path: string): Promise<PresentText | undefined> {
    const buffer = this.#buffers.get(path);
    if (buffer !== undefined) return buffer;
    const content = await this.#files.read(path);
    return content.kind === 'skipped' ? undefined : { lines: new PresentLines(content.text, this.#hash), hash: content.hash };
  }

  /** Undefined where the text is what was indexed, or the index does not have the file. */
  relocation(path: string, { lines, hash }: PresentText, snapshot: Snapshot): Relocation | undefined {
    const record = snapshot.manifest.files.get(path);
    if (record?.place === undefined || record.hash === hash) return undefined;
    const key = `${snapshot.generation} ${hash} ${path}`;
    const known = this.#relocations.get(key);
    if (known !== undefined) return known;
    const units = snapshot.unitsOfFile(path).map((id) => snapshot.unit(id));
    const made = relocate(units, lines);
    keepLast(this.#relocations, key, made, MOST_KEPT);
    return made;
  }

  /** Those of `paths` that differ from the index now. */
  async relocations(paths: readonly string[], snapshot: Snapshot): Promise<ReadonlyMap<string, Relocation>> {
    const found = await Promise.all(
      [...new Set(paths)].map(async (path) => {
        const text = await this.read(path);
        return [path, text && this.relocation(path, text, snapshot)] as const;
      }),
    );
    return new Map(found.filter((entry): entry is [string, Relocation] => entry[1] !== undefined));
  }

  /** Notes lines as they stand now, so that `locate` finds them after further edits. */
  async remember({ path, startLine, endLine }: LineRange): Promise<void> {
    const text = await this.read(path);
    if (text === undefined || endLine > text.lines.count) return;
    keepLast(this.#shown, keyOf({ path, startLine, endLine }), text.lines.hashOf(startLine, endLine), MOST_SHOWN);
  }

  /** Lines that were shown are found by what stood there, others by the indexed unit that they lie in. */
  async locate(range: LineRange, snapshot: Snapshot): Promise<Located | undefined> {
    const text = await this.read(range.path);
    if (text === undefined) return undefined;
    const shown = this.#shown.get(keyOf(range));
    const startLine = shown === undefined ? undefined : nearestWith(text.lines, range, shown);
    if (startLine !== undefined) return located(range, startLine, startLine + range.endLine - range.startLine);
    const relocation = this.relocation(range.path, text, snapshot);
    if (relocation === undefined) return within(range, text.lines.count);
    return shifted(snapshot, range, relocation);
  }
}

/** Where indexed lines of a file that has changed stand now; undefined where they are gone. */
export function shifted(snapshot: Snapshot, range: LineRange, relocation: Relocation): Located | undefined {
  const units = snapshot.unitsOfFile(range.path).map((id) => snapshot.unit(id));
  return shiftedWith(anchorOf(units, range), range, relocation);
}

const encoder = new TextEncoder();
const keyOf = ({ path, startLine, endLine }: LineRange) => `${path}:${startLine}-${endLine}`;

function keepLast<T>(map: Map<string, T>, key: string, value: T, most: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > most) map.delete(map.keys().next().value as string);
}

/** In a long file far away lines are not looked at: nobody moves a block that far and expects it found. */
const MOST_TRIED = 20_000;

function nearestWith(lines: PresentLines, { startLine, endLine }: LineRange, hash: string): number | undefined {
  const length = endLine - startLine;
  for (let by = 0; by <= Math.min(lines.count, MOST_TRIED); by++) {
    if (lines.isAt(startLine + by, startLine + by + length, hash)) return startLine + by;
    if (lines.isAt(startLine - by, startLine - by + length, hash)) return startLine - by;
  }
  return undefined;
}

/** The innermost unit that holds the lines; the nearest one before or after them, where none does. */
function anchorOf(units: readonly UnitRecord[], { startLine, endLine }: LineRange): UnitRecord | undefined {
  const own = units.filter((unit) => unit.kind !== 'skeleton');
  const size = (unit: UnitRecord) => unit.endLine - unit.startLine;
  const around = own.filter((unit) => unit.startLine <= startLine && endLine <= unit.endLine);
  if (around.length > 0) return around.reduce((best, unit) => (size(unit) < size(best) ? unit : best));
  const distance = (unit: UnitRecord) => Math.max(unit.startLine - endLine, startLine - unit.endLine, 0);
  return own.sort((a, b) => distance(a) - distance(b))[0];
}

function shiftedWith(anchor: UnitRecord | undefined, range: LineRange, relocation: Relocation): Located | undefined {
  if (anchor === undefined) return within(range, relocation.lineCount);
  const standing = relocation.standing(anchor);
  if (standing === undefined) return undefined;
  if (range.startLine === anchor.startLine && range.endLine === anchor.endLine)
    return located(range, standing.startLine, standing.endLine);
  const by = standing.startLine - anchor.startLine;
  return within({ ...range, startLine: range.startLine + by, endLine: range.endLine + by }, relocation.lineCount, range);
}

function within(lines: LineRange, count: number, asked = lines): Located | undefined {
  if (lines.startLine > count || lines.endLine < 1) return undefined;
  return located(asked, Math.max(1, lines.startLine), Math.min(lines.endLine, count));
}

function located(asked: LineRange, startLine: number, endLine: number): Located {
  return { startLine, endLine, moved: startLine !== asked.startLine || endLine !== asked.endLine };
}
