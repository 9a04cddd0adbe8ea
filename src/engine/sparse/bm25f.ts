/**
 * BM25F (Robertson, Zaragoza and Taylor 2004): one term frequency per document, weighted over its fields before it
 * saturates. Scores files as the sum of their units, and single units. Knows postings and numbers; not questions.
 */
import { BODY, countIn, FIELD_MAX, FIELD_SHIFT, FIELDS } from './fields.ts';

/** Weight of a term in each field, in the order of FIELDS. */
export const FIELD_WEIGHT = [3, 1.5, 1.5, 1, 1, 1] as const;

const K1 = 1.6;
/** How far length counts against a document: units are all of a kind, files are not. */
const B_UNIT = 0.5;
const B_FILE = 0.4;

/** One segment's postings, as this room sees them. */
export interface SparseSource {
  /** Number of its first unit among all. */
  readonly firstUnit: number;
  readonly fieldLength: Uint16Array;
  postings(term: string): { readonly units: Uint32Array; readonly counts: Uint32Array };
}

export interface SparseShape {
  readonly sources: readonly SparseSource[];
  /** Per unit: its file. */
  readonly fileOfUnit: Int32Array;
  /** Per file: 1 where it counts. */
  readonly liveFiles: Uint8Array;
}

export interface SparseScores {
  readonly file: Float32Array;
  /** Per file: the share of the question's weight that it has at all, 0–1. */
  readonly coverage: Float32Array;
  /** Terms with their inverse document frequency over files; 0 where no file has the term. */
  readonly idf: ReadonlyMap<string, number>;
}

/** Weighted lengths of units and files and their means: made once per snapshot. */
export interface Lengths {
  readonly unit: Float32Array;
  readonly file: Float32Array;
  readonly meanUnit: number;
  readonly meanFile: number;
  readonly liveFileCount: number;
}

export function measureLengths({ sources, fileOfUnit, liveFiles }: SparseShape): Lengths {
  const unit = new Float32Array(fileOfUnit.length);
  const file = new Float32Array(liveFiles.length);
  for (const { firstUnit, fieldLength } of sources) {
    for (let u = 0; u * FIELDS.length < fieldLength.length; u++) {
      let length = 0;
      for (let f = 0; f < FIELDS.length; f++) length += FIELD_WEIGHT[f] * fieldLength[u * FIELDS.length + f];
      unit[firstUnit + u] = length;
      file[fileOfUnit[firstUnit + u]] += length;
    }
  }
  let [liveUnits, unitSum, liveFileCount, fileSum] = [0, 0, 0, 0];
  for (let u = 0; u < unit.length; u++) {
    if (liveFiles[fileOfUnit[u]] === 0) continue;
    liveUnits++;
    unitSum += unit[u];
  }
  for (let f = 0; f < file.length; f++) {
    if (liveFiles[f] === 0) continue;
    liveFileCount++;
    fileSum += file[f];
  }
  return { unit, file, meanUnit: unitSum / (liveUnits || 1), meanFile: fileSum / (liveFileCount || 1), liveFileCount };
}

/** Bits of every field but the body: most postings have none of them. */
const BEYOND_BODY = ~(FIELD_MAX[BODY] << FIELD_SHIFT[BODY]);

function weightedCount(packed: number): number {
  if ((packed & BEYOND_BODY) === 0) return FIELD_WEIGHT[BODY] * (packed >>> FIELD_SHIFT[BODY]);
  let sum = 0;
  for (let f = 0; f < FIELDS.length; f++) sum += FIELD_WEIGHT[f] * countIn(packed, f);
  return sum;
}

/** Term frequency after saturation: 0 … K1 + 1. */
function saturated(count: number, b: number, length: number, mean: number): number {
  return (count * (K1 + 1)) / (count + K1 * (1 - b + (b * length) / mean));
}

/** idf of a term in `df` of `n` documents, never negative. */
export function inverseFrequency(n: number, df: number): number {
  return Math.log(1 + (n - df + 0.5) / (df + 0.5));
}

/** Scores every file by weighted terms. */
export function scoreTerms(terms: ReadonlyMap<string, number>, shape: SparseShape, lengths: Lengths): SparseScores {
  const { liveFiles } = shape;
  const file = new Float32Array(liveFiles.length);
  const coverage = new Float32Array(liveFiles.length);
  const counts = new Float32Array(liveFiles.length);
  const idfs = new Map<string, number>();
  let total = 0;
  for (const [term, weight] of terms) {
    const files = countInFiles(term, shape, counts);
    const idf = files.length === 0 ? 0 : inverseFrequency(lengths.liveFileCount, files.length);
    idfs.set(term, idf);
    total += weight * (idf || inverseFrequency(lengths.liveFileCount, 0));
    for (const f of files) {
      file[f] += weight * idf * saturated(counts[f], B_FILE, lengths.file[f], lengths.meanFile);
      coverage[f] += weight * idf;
      counts[f] = 0;
    }
  }
  if (total > 0) for (let f = 0; f < coverage.length; f++) coverage[f] /= total;
  return { file, coverage, idf: idfs };
}

/** Adds a term's weighted counts per live file to `counts`, which comes in as zeros; returns the files that have it. */
function countInFiles(term: string, { sources, fileOfUnit, liveFiles }: SparseShape, counts: Float32Array): readonly number[] {
  const files: number[] = [];
  for (const { firstUnit, postings } of sources) {
    const found = postings(term);
    for (let i = 0; i < found.units.length; i++) {
      const f = fileOfUnit[firstUnit + found.units[i]];
      if (liveFiles[f] === 0) continue;
      if (counts[f] === 0) files.push(f);
      counts[f] += weightedCount(found.counts[i]);
    }
  }
  return files;
}

/** Scores of units `from … to - 1`, which lie in one segment: the few that are shown, not the many that are searched. */
export function scoreUnits(
  terms: ReadonlyMap<string, number>,
  idfs: ReadonlyMap<string, number>,
  { sources }: SparseShape,
  lengths: Lengths,
  from: number,
  to: number,
): Float32Array {
  const scores = new Float32Array(to - from);
  const source = sources.findLast(({ firstUnit }) => firstUnit <= from);
  if (source === undefined) return scores;
  for (const [term, weight] of terms) {
    const { units, counts } = source.postings(term);
    for (let i = lowerBound(units, from - source.firstUnit); i < units.length; i++) {
      const unit = source.firstUnit + units[i];
      if (unit >= to) break;
      const share = saturated(weightedCount(counts[i]), B_UNIT, lengths.unit[unit], lengths.meanUnit);
      scores[unit - from] += weight * (idfs.get(term) ?? 0) * share;
    }
  }
  return scores;
}

/** The first place whose number is not below `wanted`, in ascending numbers. */
export function lowerBound(numbers: Uint32Array, wanted: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
