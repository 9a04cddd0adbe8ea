/**
 * Fewer, fuller segments: saves leave small ones behind, and changed files leave dead units in large ones. Merging reads
 * segments and writes one; it parses nothing.
 */
import { FIELDS } from '../sparse/fields.ts';
import type { Sections } from './container.ts';
import type { Library } from './library.ts';
import type { Place } from './manifest.ts';
import type { Segment } from './segment.ts';
import { compareUtf8, encodeStrings, StringSet } from './strings.ts';

/** Segments below this many units are small; more than `MOST_SMALL` of them are merged. */
const SMALL_UNITS = 2_000;
const MOST_SMALL = 8;
/**
 * Dead contents are kept, because a branch that comes back brings them back, until they outweigh the living; then the
 * segments that are mostly dead are rewritten.
 */
const LIVE_SHARE = 0.5;

export interface Compacted {
  readonly segments: readonly Segment[];
  /** Where files have moved to, by `segment/file`. */
  readonly moved: ReadonlyMap<string, Place>;
}

/** `live` has `segment/file` of every current file. Dead contents survive until their segment is rewritten. */
export async function mergeSmallSegments(
  library: Library,
  segments: readonly Segment[],
  live: ReadonlySet<string>,
): Promise<Compacted> {
  const chosen = toMerge(segments, live);
  if (chosen.length === 0) return { segments, moved: new Map() };
  const files = chosen.flatMap((segment) => liveFiles(segment, live).map((file) => ({ segment, file })));
  const rest = segments.filter((segment) => !chosen.includes(segment));
  if (files.length === 0) return { segments: rest, moved: new Map() };
  const merged = await library.addSections(mergeFiles(files));
  const moved = files.map(({ segment, file }, i) => [`${segment.name}/${file}`, { segment: merged.name, file: i }] as const);
  return { segments: [...rest, merged], moved: new Map(moved) };
}

function toMerge(segments: readonly Segment[], live: ReadonlySet<string>): readonly Segment[] {
  const small = segments.filter((segment) => segment.unitCount < SMALL_UNITS);
  const sums = segments.map((segment) => ({ segment, all: segment.unitCount, live: liveUnits(segment, live) }));
  const total = (key: 'all' | 'live') => sums.reduce((sum, entry) => sum + entry[key], 0);
  const wasteful = total('live') < LIVE_SHARE * total('all');
  const dying = wasteful ? sums.filter((entry) => entry.live < LIVE_SHARE * entry.all).map(({ segment }) => segment) : [];
  return [...new Set(small.length > MOST_SMALL ? [...small, ...dying] : dying)];
}

function liveFiles(segment: Segment, live: ReadonlySet<string>): readonly number[] {
  return Array.from({ length: segment.fileCount }, (_, file) => file).filter((file) => live.has(`${segment.name}/${file}`));
}

function liveUnits(segment: Segment, live: ReadonlySet<string>): number {
  return liveFiles(segment, live).reduce((sum, file) => sum + segment.fileFirstUnit[file + 1] - segment.fileFirstUnit[file], 0);
}

interface SourceFile {
  readonly segment: Segment;
  readonly file: number;
}

/** Sections with one entry per unit, per call, per import or per file, and the width of an entry. */
const UNIT_COLUMNS = {
  unitKind: 1,
  unitExported: 1,
  unitStartLine: 1,
  unitEndLine: 1,
  unitPart: 1,
  unitParts: 1,
  unitHash: 2,
  fieldLength: FIELDS.length,
} as const;
const VECTOR_COLUMNS = ['wholeScales', 'wholeValues', 'angleScales', 'angleValues'] as const;
const UNIT_STRINGS = ['unitScope', 'unitSignature', 'unitDoc', 'unitBases'] as const;

/** One segment's sections from chosen files of several, in the order given. */
export function mergeFiles(files: readonly SourceFile[]): Sections {
  const strings = new StringSet();
  const symbols = mergedTable(files, (segment) => segment.symbols);
  const units = files.map(({ segment, file }) => ({
    segment,
    from: segment.fileFirstUnit[file],
    to: segment.fileFirstUnit[file + 1],
  }));
  const calls = units.map(({ segment, from, to }) => ({ segment, from: segment.callStart[from], to: segment.callStart[to] }));
  const imports = files.map(({ segment, file }) => {
    const first = segment.sections.fileFirstImport;
    return { segment, from: first[file], to: first[file + 1] };
  });
  const perFile = files.map(({ segment, file }) => ({ segment, from: file, to: file + 1 }));
  const text = (key: string, ranges: readonly Range[]) =>
    remapped(ranges, key, (segment, i) => strings.numberOf(segment.string(i)));
  const symbol = (key: string, ranges: readonly Range[]) => remapped(ranges, key, (segment, i) => symbols.rank(segment, i));
  const sections: Record<string, Sections[string]> = {
    fileFirstUnit: starts(units),
    fileFirstImport: starts(imports),
    filePath: text('filePath', perFile),
    fileLanguage: text('fileLanguage', perFile),
    fileLines: joined(perFile, 'fileLines', 1),
    fileSyntaxErrors: joined(perFile, 'fileSyntaxErrors', 1),
    fileHash: joined(perFile, 'fileHash', 2),
    importModule: text('importModule', imports),
    importNames: text('importNames', imports),
    importLine: joined(imports, 'importLine', 1),
    callStart: callStarts(units),
    callName: symbol('callName', calls),
    callReceiver: text('callReceiver', calls),
    callLine: joined(calls, 'callLine', 1),
    unitName: symbol('unitName', units),
    ...mergedPostings(files, units),
  };
  for (const key of UNIT_STRINGS) sections[key] = text(key, units);
  for (const [key, width] of Object.entries(UNIT_COLUMNS)) sections[key] = joined(units, key, width);
  const [first] = files;
  if (first.segment.whole) {
    sections.vectorDimensions = first.segment.sections.vectorDimensions;
    for (const key of VECTOR_COLUMNS)
      sections[key] = joined(units, key, first.segment.sections[key].length / first.segment.unitCount);
  }
  const table = encodeStrings(strings.values());
  return {
    ...sections,
    stringBytes: table.bytes,
    stringStart: table.starts,
    symbolBytes: symbols.table.bytes,
    symbolStart: symbols.table.starts,
  };
}

interface Range {
  readonly segment: Segment;
  readonly from: number;
  readonly to: number;
}

function starts(ranges: readonly Range[]): Uint32Array {
  const all = new Uint32Array(ranges.length + 1);
  ranges.forEach(({ from, to }, i) => {
    all[i + 1] = all[i] + to - from;
  });
  return all;
}

/** Entries `from … to` of one column, range after range. */
function joined(ranges: readonly Range[], key: string, width: number): Sections[string] {
  const total = ranges.reduce((sum, { from, to }) => sum + (to - from) * width, 0);
  const ArrayType = ranges[0].segment.sections[key].constructor as new (length: number) => Sections[string];
  const all = new ArrayType(total);
  let at = 0;
  for (const { segment, from, to } of ranges) {
    all.set(segment.sections[key].subarray(from * width, to * width), at);
    at += (to - from) * width;
  }
  return all;
}

function remapped(ranges: readonly Range[], key: string, map: (segment: Segment, number: number) => number): Uint32Array {
  const column = joined(ranges, key, 1) as Uint32Array;
  let at = 0;
  for (const { segment, from, to } of ranges) for (let i = from; i < to; i++, at++) column[at] = map(segment, column[at]);
  return column;
}

function callStarts(units: readonly Range[]): Uint32Array {
  const total = units.reduce((sum, { from, to }) => sum + to - from, 0);
  const all = new Uint32Array(total + 1);
  let at = 0;
  for (const { segment, from, to } of units) {
    for (let unit = from; unit < to; unit++, at++) all[at + 1] = all[at] + segment.callStart[unit + 1] - segment.callStart[unit];
  }
  return all;
}

interface MergedTable {
  readonly table: { readonly bytes: Uint8Array; readonly starts: Uint32Array };
  readonly count: number;
  rank(segment: Segment, local: number): number;
}

/** All strings of a sorted table over several segments, sorted again, with each segment's numbers translated. */
function mergedTable(files: readonly SourceFile[], tableOf: (segment: Segment) => Segment['symbols']): MergedTable {
  const segments = [...new Set(files.map(({ segment }) => segment))];
  const texts = new Map(
    segments.map((segment) => [segment, Array.from({ length: tableOf(segment).count }, (_, i) => tableOf(segment).at(i))]),
  );
  const sorted = [...new Set([...texts.values()].flat())].sort(compareUtf8);
  const place = new Map(sorted.map((text, i) => [text, i]));
  const ranks = new Map(
    [...texts].map(([segment, list]) => [segment, Uint32Array.from(list, (text) => place.get(text) as number)]),
  );
  return {
    table: encodeStrings(sorted),
    count: sorted.length,
    rank: (segment, local) => (ranks.get(segment) as Uint32Array)[local],
  };
}

function mergedPostings(files: readonly SourceFile[], units: readonly Range[]): Sections {
  const terms = mergedTable(files, (segment) => segment.terms);
  const newUnit = translations(units);
  const lists: { unit: number; counts: number }[][] = Array.from({ length: terms.count }, () => []);
  for (const [segment, translate] of newUnit) {
    for (let term = 0; term < segment.terms.count; term++) {
      const { units: old, counts } = segment.postings(term);
      const list = lists[terms.rank(segment, term)];
      for (let i = 0; i < old.length; i++) if (translate[old[i]] >= 0) list.push({ unit: translate[old[i]], counts: counts[i] });
    }
  }
  const postingStart = new Uint32Array(terms.count + 1);
  lists.forEach((list, i) => {
    list.sort((a, b) => a.unit - b.unit);
    postingStart[i + 1] = postingStart[i] + list.length;
  });
  const all = lists.flat();
  return {
    termBytes: terms.table.bytes,
    termStart: terms.table.starts,
    postingStart,
    postingUnit: Uint32Array.from(all, ({ unit }) => unit),
    postingCounts: Uint32Array.from(all, ({ counts }) => counts),
  };
}

/** Per segment: the new number of each of its units, or -1 where the unit is left out. */
function translations(units: readonly Range[]): ReadonlyMap<Segment, Int32Array> {
  const all = new Map<Segment, Int32Array>();
  let next = 0;
  for (const { segment, from, to } of units) {
    const translate = all.get(segment) ?? new Int32Array(segment.unitCount).fill(-1);
    all.set(segment, translate);
    for (let unit = from; unit < to; unit++) translate[unit] = next++;
  }
  return all;
}
