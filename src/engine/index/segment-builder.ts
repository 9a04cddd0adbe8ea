/**
 * Parsed files to one immutable segment: units, calls, imports, postings and vectors as typed arrays. Knows units and
 * words; not disks, not other segments. Sections are named here and read in segment.ts, nowhere else.
 */
import { ANGLE_DIMENSIONS, addAngles } from '../embed/angles.ts';
import { normaliseLength, TokenBag } from '../embed/bag.ts';
import type { StaticModel } from '../embed/static-model.ts';
import { BODY, DOC, NAME, SCOPE, SIGNATURE, SKELETON } from '../sparse/fields.ts';
import { PostingsBuilder } from '../sparse/postings.ts';
import { forEachWord, normalise } from '../text/words.ts';
import { ANGLES, type Angle, type ParsedFile, UNIT_KINDS, type Unit } from '../types.ts';
import type { Hasher, Sections } from './container.ts';
import { GrowingRows } from './growing-rows.ts';
import type { Lexicon } from './lexicon.ts';
import { compareUtf8, encodeStrings, StringSet } from './strings.ts';
import { angleTexts, callersByName, companyOf, modulesByName, placeOf } from './unit-words.ts';

export interface SegmentFile {
  readonly path: string;
  /** Content hash, 16 hex digits. */
  readonly hash: string;
  readonly text: string;
  readonly parsed: ParsedFile;
}

const SHORT_DOC = 300;
const encoder = new TextEncoder();

export class SegmentBuilder {
  readonly #lexicon: Lexicon;
  readonly #hash: Hasher;
  readonly #strings = new StringSet();
  readonly #symbols = new StringSet();
  readonly #postings = new PostingsBuilder();
  readonly #units = columns([
    'kind',
    'exported',
    'name',
    'scope',
    'signature',
    'doc',
    'startLine',
    'endLine',
    'part',
    'parts',
    'bases',
  ]);
  readonly #unitHash: number[] = [];
  readonly #calls = columns(['start', 'name', 'receiver', 'line']);
  readonly #files = columns(['path', 'language', 'firstUnit', 'firstImport', 'lines', 'syntaxErrors']);
  readonly #fileHash: number[] = [];
  readonly #imports = columns(['module', 'names', 'line']);
  readonly #vectors: UnitVectors | undefined;
  readonly #texts: string[] = [];

  /** Without a model the segment has no vectors, and `texts` holds what a foreign embedder needs to make them. */
  constructor(lexicon: Lexicon, model: StaticModel | undefined, hash: Hasher) {
    this.#lexicon = lexicon;
    this.#hash = hash;
    this.#vectors = model && new UnitVectors(model);
  }

  get unitCount(): number {
    return this.#unitHash.length / 2;
  }

  get texts(): readonly string[] {
    return this.#texts;
  }

  add(file: SegmentFile): void {
    const { parsed } = file;
    const lines = lineStarts(file.text);
    this.#files.path.push(this.#strings.numberOf(file.path));
    this.#files.language.push(this.#strings.numberOf(parsed.language));
    this.#files.firstUnit.push(this.unitCount);
    this.#files.firstImport.push(this.#imports.module.length);
    this.#files.lines.push(lines.length - 1);
    this.#files.syntaxErrors.push(Number(parsed.syntaxErrors));
    this.#fileHash.push(...hashWords(file.hash));
    for (const { module, names, line } of parsed.imports) {
      this.#imports.module.push(this.#strings.numberOf(module));
      this.#imports.names.push(this.#strings.numberOf(names.join('\0')));
      this.#imports.line.push(line);
    }
    const place = placeOf(file.path);
    const callers = callersByName(parsed.units);
    const modules = modulesByName(parsed);
    for (const unit of parsed.units) {
      this.#record(unit, file.text.slice(lines[unit.startLine - 1], lines[unit.endLine]));
      this.#read(unit, place, file.path, companyOf(unit, callers, modules));
    }
  }

  #record(unit: Unit, text: string): void {
    const { strings, symbols } = { strings: this.#strings, symbols: this.#symbols };
    const row = this.#units;
    row.kind.push(UNIT_KINDS.indexOf(unit.kind));
    row.exported.push(Number(unit.exported));
    row.name.push(symbols.numberOf(unit.name));
    row.scope.push(strings.numberOf(unit.scope.join('.')));
    row.signature.push(strings.numberOf(unit.signature));
    row.doc.push(strings.numberOf(firstSentences(unit.doc)));
    row.startLine.push(unit.startLine);
    row.endLine.push(unit.endLine);
    row.part.push(unit.part);
    row.parts.push(unit.parts);
    row.bases.push(strings.numberOf(unit.bases.join('\0')));
    this.#unitHash.push(...hashWords(this.#hash(encoder.encode(text))));
    this.#calls.start.push(this.#calls.name.length);
    for (const call of unit.calls) {
      this.#calls.name.push(symbols.numberOf(call.name));
      this.#calls.receiver.push(strings.numberOf(call.receiver));
      this.#calls.line.push(call.line);
    }
  }

  /** Words into fields and angles. */
  #read(unit: Unit, place: string, path: string, company: string): void {
    const bags = this.#vectors?.bags;
    const skeleton = unit.kind === 'skeleton';
    this.#words(unit.name, NAME, bags?.purpose, 2);
    this.#words(unit.scope.join(' '), SCOPE, bags?.place, 1);
    this.#words(unit.doc, DOC, bags?.purpose, 1);
    this.#words(unit.signature, SIGNATURE, bags?.construction, 1);
    this.#words(unit.body, skeleton ? SKELETON : BODY, bags?.construction, 1);
    this.#postings.endUnit();
    if (this.#vectors === undefined) {
      const texts = angleTexts(unit, path, company);
      this.#texts.push(...ANGLES.map((angle) => texts[angle]));
      return;
    }
    this.#tokens(place, this.#vectors.bags.place);
    this.#tokens(company, this.#vectors.bags.company);
    this.#vectors.endUnit();
  }

  #words(text: string, field: number, bag: TokenBag | undefined, weight: number): void {
    if (text === '') return;
    forEachWord(normalise(text), (word) => {
      const { terms, tokens } = this.#lexicon.entry(word);
      this.#postings.addWord(field);
      for (let i = 0; i < terms.length; i++) this.#postings.add(terms[i], field);
      bag?.add(tokens, weight);
    });
  }

  #tokens(text: string, bag: TokenBag): void {
    forEachWord(normalise(text), (word) => bag.add(this.#lexicon.entry(word).tokens, 1));
  }

  /** The segment's sections; the builder is spent. */
  finish(): Sections {
    this.#files.firstUnit.push(this.unitCount);
    this.#files.firstImport.push(this.#imports.module.length);
    this.#calls.start.push(this.#calls.name.length);
    const symbols = ranked(this.#symbols.values());
    const symbolTable = encodeStrings(symbols.sorted);
    const strings = encodeStrings(this.#strings.values());
    const allTerms = this.#lexicon.terms();
    const used = this.#postings.terms();
    const terms = ranked(used.map((term) => allTerms[term]));
    const rank = new Int32Array(this.#lexicon.termCount);
    used.forEach((term, i) => {
      rank[term] = terms.rank[i];
    });
    const termTable = encodeStrings(terms.sorted);
    const byRank = (numbers: readonly number[]) => Uint32Array.from(numbers, (n) => symbols.rank[n]);
    return {
      stringBytes: strings.bytes,
      stringStart: strings.starts,
      symbolBytes: symbolTable.bytes,
      symbolStart: symbolTable.starts,
      termBytes: termTable.bytes,
      termStart: termTable.starts,
      ...this.#postings.finish(rank, used.length),
      filePath: Uint32Array.from(this.#files.path),
      fileLanguage: Uint32Array.from(this.#files.language),
      fileFirstUnit: Uint32Array.from(this.#files.firstUnit),
      fileFirstImport: Uint32Array.from(this.#files.firstImport),
      fileLines: Uint32Array.from(this.#files.lines),
      fileSyntaxErrors: Uint8Array.from(this.#files.syntaxErrors),
      fileHash: Uint32Array.from(this.#fileHash),
      importModule: Uint32Array.from(this.#imports.module),
      importNames: Uint32Array.from(this.#imports.names),
      importLine: Uint32Array.from(this.#imports.line),
      unitKind: Uint8Array.from(this.#units.kind),
      unitExported: Uint8Array.from(this.#units.exported),
      unitName: byRank(this.#units.name),
      unitScope: Uint32Array.from(this.#units.scope),
      unitSignature: Uint32Array.from(this.#units.signature),
      unitDoc: Uint32Array.from(this.#units.doc),
      unitStartLine: Uint32Array.from(this.#units.startLine),
      unitEndLine: Uint32Array.from(this.#units.endLine),
      unitPart: Uint16Array.from(this.#units.part),
      unitParts: Uint16Array.from(this.#units.parts),
      unitBases: Uint32Array.from(this.#units.bases),
      unitHash: Uint32Array.from(this.#unitHash),
      callStart: Uint32Array.from(this.#calls.start),
      callName: byRank(this.#calls.name),
      callReceiver: Uint32Array.from(this.#calls.receiver),
      callLine: Uint32Array.from(this.#calls.line),
      ...this.#vectors?.finish(),
    };
  }
}

/** The vectors of units as they are read: one whole vector, and one shorter per angle, as int8 rows with a scale each. */
class UnitVectors {
  readonly bags: Readonly<Record<Angle, TokenBag>>;
  readonly #sums: Readonly<Record<Angle, Float32Array>>;
  readonly #whole: Float32Array;
  readonly #wholeRows: GrowingRows;
  readonly #angleRows: GrowingRows;

  constructor(model: StaticModel) {
    const perAngle = <T>(make: () => T) => Object.fromEntries(ANGLES.map((angle) => [angle, make()])) as Record<Angle, T>;
    this.bags = perAngle(() => new TokenBag(model));
    this.#sums = perAngle(() => new Float32Array(model.dimensions));
    this.#whole = new Float32Array(model.dimensions);
    this.#wholeRows = new GrowingRows(model.dimensions);
    this.#angleRows = new GrowingRows(Math.min(ANGLE_DIMENSIONS, model.dimensions));
  }

  endUnit(): void {
    for (const angle of ANGLES) this.bags[angle].drainInto(this.#sums[angle], 'code');
    addAngles(this.#whole, this.#sums);
    normaliseLength(this.#whole);
    this.#wholeRows.push(this.#whole);
    for (const angle of ANGLES) {
      const short = this.#sums[angle].subarray(0, this.#angleRows.dimensions);
      normaliseLength(short);
      this.#angleRows.push(short);
    }
  }

  finish(): Sections {
    const dimensions = Uint32Array.of(this.#wholeRows.dimensions, this.#angleRows.dimensions);
    const [whole, angles] = [this.#wholeRows.finish(), this.#angleRows.finish()];
    return {
      vectorDimensions: dimensions,
      wholeValues: whole.values,
      wholeScales: whole.scales,
      angleValues: angles.values,
      angleScales: angles.scales,
    };
  }
}

type Columns<K extends string> = Readonly<Record<K, number[]>>;

function columns<K extends string>(names: readonly K[]): Columns<K> {
  return Object.fromEntries(names.map((name) => [name, []])) as unknown as Columns<K>;
}

/** Strings sorted by bytes, and the place of each in that order. */
function ranked(strings: readonly string[]): { sorted: string[]; rank: Uint32Array } {
  const order = strings.map((_, i) => i).sort((a, b) => compareUtf8(strings[a], strings[b]));
  const rank = new Uint32Array(strings.length);
  order.forEach((original, place) => {
    rank[original] = place;
  });
  return { sorted: order.map((i) => strings[i]), rank };
}

/** Offset of each line's first character, and the text's end: lines + 1 entries. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0 && at + 1 < text.length; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  starts.push(text.length);
  return starts;
}

/** The first sentences of a documentation comment, as far as a hover or a reason shows them. */
function firstSentences(doc: string): string {
  const text = doc.replace(/\s+/g, ' ').trim();
  if (text.length <= SHORT_DOC) return text;
  const cut = text.slice(0, SHORT_DOC);
  const end = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('。'));
  return end > SHORT_DOC / 3 ? cut.slice(0, end + 1) : `${cut.slice(0, SHORT_DOC - 1)}…`;
}

export function hashWords(hash: string): readonly [number, number] {
  return [Number.parseInt(hash.slice(0, 8), 16), Number.parseInt(hash.slice(8), 16)];
}
