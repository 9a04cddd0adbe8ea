/**
 * The open index: segments side by side, with the units of files that changed since left out. Immutable; an update makes
 * a new one that shares the segments. Numbers are global: segment after segment, unit after unit.
 */
import { ANGLES, type Angle, type Call, type Import, UNIT_KINDS, type UnitRecord } from '../types.ts';
import type { Matrix } from '../vectors/matrix.ts';
import type { CallTable, Corpus } from './corpus.ts';
import type { Manifest } from './manifest.ts';
import type { Segment } from './segment.ts';

export interface SegmentPart {
  readonly segment: Segment;
  /** Global number of the segment's first unit. */
  readonly firstUnit: number;
  readonly firstFile: number;
}

export class Snapshot implements Corpus {
  readonly generation: number;
  readonly unitCount: number;
  readonly fileCount: number;
  readonly parts: readonly SegmentPart[];
  /** Per unit: its global file number. */
  readonly fileOfUnit: Int32Array;
  /** Per file: its first global unit; the end of the last file closes the list. */
  readonly firstUnitOfFile: Uint32Array;
  /** Per file: 1 where its units are current. */
  readonly liveFiles: Uint8Array;
  readonly #files = new Map<string, number>();
  #callTable: CallTable | undefined;
  #paths: readonly string[] | undefined;

  constructor(
    readonly manifest: Manifest,
    segments: readonly Segment[],
    /** Per part: the company angle with callers in other files; where undefined, the segment's own rows stand. */
    readonly company: readonly (Matrix | undefined)[] = [],
  ) {
    this.generation = manifest.generation;
    let [firstUnit, firstFile] = [0, 0];
    this.parts = segments.map((segment) => {
      const part = { segment, firstUnit, firstFile };
      firstUnit += segment.unitCount;
      firstFile += segment.fileCount;
      return part;
    });
    this.unitCount = firstUnit;
    this.fileCount = firstFile;
    this.liveFiles = new Uint8Array(firstFile);
    this.fileOfUnit = new Int32Array(firstUnit);
    this.firstUnitOfFile = new Uint32Array(firstFile + 1);
    this.#numberUnits();
    this.#markLive();
  }

  #numberUnits(): void {
    for (const { segment, firstUnit, firstFile } of this.parts) {
      for (let file = 0; file < segment.fileCount; file++) {
        const [from, to] = [segment.fileFirstUnit[file], segment.fileFirstUnit[file + 1]];
        this.fileOfUnit.fill(firstFile + file, firstUnit + from, firstUnit + to);
        this.firstUnitOfFile[firstFile + file + 1] = firstUnit + to;
      }
    }
  }

  #markLive(): void {
    const parts = new Map(this.parts.map((part) => [part.segment.name, part]));
    for (const [path, { place }] of this.manifest.files) {
      const part = place && parts.get(place.segment);
      if (!part) continue;
      this.liveFiles[part.firstFile + place.file] = 1;
      this.#files.set(path, part.firstFile + place.file);
    }
  }

  /** Segment and local number of a global unit. */
  locate(id: number): { readonly part: SegmentPart; readonly local: number } {
    const part = partAt(this.parts, id, 'firstUnit');
    return { part, local: id - part.firstUnit };
  }

  isLive(id: number): boolean {
    return this.liveFiles[this.fileOfUnit[id]] === 1;
  }

  pathOfFile(file: number): string {
    const part = partAt(this.parts, file, 'firstFile');
    return part.segment.filePath(file - part.firstFile);
  }

  languageOfFile(file: number): string {
    const part = partAt(this.parts, file, 'firstFile');
    return part.segment.fileLanguage(file - part.firstFile);
  }

  unit(id: number): UnitRecord {
    const { part, local } = this.locate(id);
    const fileId = this.fileOfUnit[id];
    const file = fileId - part.firstFile;
    const path = part.segment.filePath(file);
    return { id, fileId, path, language: part.segment.fileLanguage(file), ...part.segment.unit(local) };
  }

  /** The matrix and the row of one angle of a unit; undefined where the index has no vectors yet. */
  angleRow(id: number, angle: Angle): { readonly rows: Matrix; readonly row: number } | undefined {
    const { part, local } = this.locate(id);
    const found = this.angleRows(part, angle);
    return found && { rows: found.rows, row: found.first + local * found.step };
  }

  /** One angle of a whole part: its unit i has row `first + i * step`. */
  angleRows(
    part: SegmentPart,
    angle: Angle,
  ): { readonly rows: Matrix; readonly first: number; readonly step: number } | undefined {
    const company = angle === 'company' ? this.company[this.parts.indexOf(part)] : undefined;
    if (company) return { rows: company, first: 0, step: 1 };
    const rows = part.segment.angles;
    return rows && { rows, first: ANGLES.indexOf(angle), step: ANGLES.length };
  }

  /** The matrix and the row of the whole vector of a unit; undefined where the index has no vectors yet. */
  wholeRow(id: number): { readonly rows: Matrix; readonly row: number } | undefined {
    const { part, local } = this.locate(id);
    const rows = part.segment.whole;
    return rows && { rows, row: local };
  }

  calls(id: number): readonly Call[] {
    const { part, local } = this.locate(id);
    return part.segment.calls(local);
  }

  paths(): readonly string[] {
    this.#paths ??= [...this.#files.keys()].sort();
    return this.#paths;
  }

  /** Global number of a live path, or -1. */
  fileNumber(path: string): number {
    return this.#files.get(path) ?? -1;
  }

  unitsOfFile(path: string): readonly number[] {
    const file = this.fileNumber(path);
    if (file < 0) return [];
    const [from, to] = [this.firstUnitOfFile[file], this.firstUnitOfFile[file + 1]];
    return Array.from({ length: to - from }, (_, i) => from + i);
  }

  imports(path: string): readonly Import[] {
    const file = this.fileNumber(path);
    if (file < 0) return [];
    const part = partAt(this.parts, file, 'firstFile');
    return part.segment.fileImports(file - part.firstFile);
  }

  unitsNamed(name: string): readonly number[] {
    return this.#unitsWhere(name, (segment, symbol) => {
      const found: number[] = [];
      for (let unit = segment.unitName.indexOf(symbol); unit >= 0; unit = segment.unitName.indexOf(symbol, unit + 1)) {
        if (isDefinition(segment, unit)) found.push(unit);
      }
      return found;
    });
  }

  unitsCalling(name: string): readonly number[] {
    return this.#unitsWhere(name, (segment, symbol) => {
      const found: number[] = [];
      for (let call = segment.callName.indexOf(symbol); call >= 0; call = segment.callName.indexOf(symbol, call + 1)) {
        const unit = ownerOf(segment.callStart, call);
        if (found.at(-1) !== unit) found.push(unit);
      }
      return found;
    });
  }

  #unitsWhere(name: string, find: (segment: Segment, symbol: number) => readonly number[]): readonly number[] {
    return this.parts.flatMap(({ segment, firstUnit }) => {
      const symbol = segment.symbols.find(name);
      if (symbol < 0) return [];
      return find(segment, symbol)
        .map((unit) => firstUnit + unit)
        .filter((id) => this.isLive(id));
    });
  }

  callTable(): CallTable {
    this.#callTable ??= this.#makeCallTable();
    return this.#callTable;
  }

  #makeCallTable(): CallTable {
    const names = new Map<string, number>();
    const callCount = this.parts.reduce((sum, { segment }) => sum + segment.callName.length, 0);
    const unitName = new Int32Array(this.unitCount).fill(-1);
    const callStart = new Uint32Array(this.unitCount + 1);
    const callName = new Int32Array(callCount);
    let call = 0;
    for (const { segment, firstUnit } of this.parts) {
      const global = globalNames(segment, names);
      for (let unit = 0; unit < segment.unitCount; unit++) {
        const id = firstUnit + unit;
        callStart[id] = call;
        if (!this.isLive(id)) continue;
        if (isDefinition(segment, unit)) unitName[id] = global[segment.unitName[unit]];
        for (let i = segment.callStart[unit]; i < segment.callStart[unit + 1]; i++)
          callName[call++] = global[segment.callName[i]];
      }
    }
    callStart[this.unitCount] = call;
    return { nameCount: names.size, unitName, unitFile: this.fileOfUnit, callStart, callName: callName.subarray(0, call) };
  }
}

/** Kinds whose name is not something that can be called or cited as a definition. */
const NOT_DEFINITIONS: ReadonlySet<number> = new Set((['skeleton', 'window'] as const).map((kind) => UNIT_KINDS.indexOf(kind)));

/** Whole definitions and first parts; a long function split in three is still one definition. */
export function isDefinition(segment: Segment, unit: number): boolean {
  return !NOT_DEFINITIONS.has(segment.unitKind[unit]) && segment.unitPart[unit] === 0;
}

function globalNames(segment: Segment, names: Map<string, number>): Int32Array {
  const global = new Int32Array(segment.symbols.count);
  for (let symbol = 0; symbol < global.length; symbol++) {
    const name = segment.symbols.at(symbol);
    const known = names.get(name);
    global[symbol] = known ?? names.size;
    if (known === undefined) names.set(name, names.size);
  }
  return global;
}

/** The last part that starts at or before `number`. */
function partAt(parts: readonly SegmentPart[], number: number, key: 'firstUnit' | 'firstFile'): SegmentPart {
  let [low, high] = [0, parts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (parts[middle][key] <= number) low = middle;
    else high = middle - 1;
  }
  return parts[low];
}

/** The unit whose calls include number `call`, by binary search in the starts. */
function ownerOf(starts: Uint32Array, call: number): number {
  let [low, high] = [0, starts.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (starts[middle] <= call) low = middle;
    else high = middle - 1;
  }
  return low;
}
