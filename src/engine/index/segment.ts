/**
 * One immutable part of the index, as read from its file: typed arrays over shared memory. Knows its own units by local
 * number; not which of its files are still current, and not the other segments.
 */
import { type Call, type Import, UNIT_KINDS, type UnitRecord } from '../types.ts';
import type { Matrix } from '../vectors/matrix.ts';
import type { SectionArray, Sections } from './container.ts';
import { StringTable } from './strings.ts';

export const SEGMENT_KIND = 'segment';

/** A unit's record without what only the snapshot knows: its number and its file's. */
export type LocalUnit = Omit<UnitRecord, 'id' | 'fileId' | 'path' | 'language'>;

export interface Postings {
  readonly units: Uint32Array;
  readonly counts: Uint32Array;
}

export class Segment {
  readonly fileFirstUnit: Uint32Array;
  readonly fieldLength: Uint16Array;
  readonly unitKind: Uint8Array;
  readonly unitExported: Uint8Array;
  readonly unitPart: Uint16Array;
  readonly unitStartLine: Uint32Array;
  readonly unitEndLine: Uint32Array;
  readonly callStart: Uint32Array;
  /** Numbers in `symbols`. */
  readonly callName: Uint32Array;
  readonly unitName: Uint32Array;
  readonly symbols: StringTable;
  readonly terms: StringTable;
  /** Undefined until a foreign embedder has made them. */
  readonly whole: Matrix | undefined;
  /** Four rows per unit, in the order of ANGLES. */
  readonly angles: Matrix | undefined;
  readonly #strings: StringTable;
  readonly #sections: Sections;

  constructor(
    readonly name: string,
    sections: Sections,
  ) {
    this.#sections = sections;
    const u32 = (key: string) => section(sections, key) as Uint32Array;
    const table = (key: string) =>
      new StringTable({ bytes: section(sections, `${key}Bytes`) as Uint8Array, starts: u32(`${key}Start`) });
    this.#strings = table('string');
    this.symbols = table('symbol');
    this.terms = table('term');
    this.fileFirstUnit = u32('fileFirstUnit');
    this.fieldLength = section(sections, 'fieldLength') as Uint16Array;
    this.unitKind = section(sections, 'unitKind') as Uint8Array;
    this.unitExported = section(sections, 'unitExported') as Uint8Array;
    this.unitPart = section(sections, 'unitPart') as Uint16Array;
    this.unitStartLine = u32('unitStartLine');
    this.unitEndLine = u32('unitEndLine');
    this.unitName = u32('unitName');
    this.callStart = u32('callStart');
    this.callName = u32('callName');
    const [wholeSize, angleSize] = (sections.vectorDimensions as Uint32Array | undefined) ?? [0, 0];
    this.whole = matrix(sections, 'whole', wholeSize);
    this.angles = matrix(sections, 'angle', angleSize);
  }

  get sections(): Sections {
    return this.#sections;
  }

  get unitCount(): number {
    return this.unitKind.length;
  }

  get fileCount(): number {
    return this.fileFirstUnit.length - 1;
  }

  filePath(file: number): string {
    return this.#text('filePath', file);
  }

  fileLanguage(file: number): string {
    return this.#text('fileLanguage', file);
  }

  fileHash(file: number): string {
    return hexHash(this.#sections.fileHash as Uint32Array, file);
  }

  fileLines(file: number): number {
    return (this.#sections.fileLines as Uint32Array)[file];
  }

  hasSyntaxErrors(file: number): boolean {
    return (this.#sections.fileSyntaxErrors as Uint8Array)[file] === 1;
  }

  fileImports(file: number): readonly Import[] {
    const first = this.#sections.fileFirstImport as Uint32Array;
    return range(first[file], first[file + 1]).map((i) => ({
      module: this.#text('importModule', i),
      names: list(this.#text('importNames', i)),
      line: (this.#sections.importLine as Uint32Array)[i],
    }));
  }

  unit(i: number): LocalUnit {
    return {
      kind: UNIT_KINDS[this.unitKind[i]],
      name: this.symbols.at(this.unitName[i]),
      scope: this.#text('unitScope', i),
      signature: this.#text('unitSignature', i),
      doc: this.#text('unitDoc', i),
      startLine: this.unitStartLine[i],
      endLine: this.unitEndLine[i],
      part: this.unitPart[i],
      parts: (this.#sections.unitParts as Uint16Array)[i],
      exported: this.unitExported[i] === 1,
      bases: list(this.#text('unitBases', i)),
      contentHash: hexHash(this.#sections.unitHash as Uint32Array, i),
    };
  }

  calls(unit: number): readonly Call[] {
    return range(this.callStart[unit], this.callStart[unit + 1]).map((i) => ({
      name: this.symbols.at(this.callName[i]),
      receiver: this.#text('callReceiver', i),
      line: (this.#sections.callLine as Uint32Array)[i],
    }));
  }

  /** Postings of a term's number, or of nothing for -1. */
  postings(term: number): Postings {
    const starts = this.#sections.postingStart as Uint32Array;
    const [from, to] = term < 0 ? [0, 0] : [starts[term], starts[term + 1]];
    return {
      units: (this.#sections.postingUnit as Uint32Array).subarray(from, to),
      counts: (this.#sections.postingCounts as Uint32Array).subarray(from, to),
    };
  }

  /** A string by its number in this segment. */
  string(number: number): string {
    return this.#strings.at(number);
  }

  #text(key: string, i: number): string {
    return this.#strings.at((this.#sections[key] as Uint32Array)[i]);
  }
}

function section(sections: Sections, key: string): SectionArray {
  const array = sections[key];
  if (array === undefined) throw new Error(`The segment has no section ${key}.`);
  return array;
}

function matrix(sections: Sections, key: string, dimensions: number): Matrix | undefined {
  const values = sections[`${key}Values`] as Int8Array | undefined;
  const scales = sections[`${key}Scales`] as Float32Array | undefined;
  return values && scales && { rows: scales.length, dimensions, values, scales };
}

function hexHash(words: Uint32Array, i: number): string {
  return words[2 * i].toString(16).padStart(8, '0') + words[2 * i + 1].toString(16).padStart(8, '0');
}

function list(joined: string): readonly string[] {
  return joined === '' ? [] : joined.split('\0');
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
