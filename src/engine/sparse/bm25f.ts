/**
 * BM25F (Robertson, Zaragoza and Taylor 2004): one term frequency per document, weighted over its fields before it
 * saturates. Scores units, and files as the sum of their units in one pass. Knows postings and numbers; not questions.
 */
import { countIn, FIELDS } from './fields.ts';

/** Weight of a term in each field, in the order of FIELDS. */
export const FIELD_WEIGHT = [3, 1.5, 1.5, 1, 1, 1] as const;

const K1 = 1.2;
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
  readonly unit: Float32Array;
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

function weightedCount(packed: number): number {
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

/** Scores every unit and file by weighted terms. */
export function scoreTerms(terms: ReadonlyMap<string, number>, shape: SparseShape, lengths: Lengths): SparseScores {
  const { fileOfUnit, liveFiles, sources } = shape;
  const unit = new Float32Array(fileOfUnit.length);
  const file = new Float32Array(liveFiles.length);
  const coverage = new Float32Array(liveFiles.length);
  const fileCount = new Float32Array(liveFiles.length);
  const idfs = new Map<string, number>();
  let total = 0;
  for (const [term, weight] of terms) {
    const touched: number[] = [];
    const found = sources.map((source) => ({ source, ...source.postings(term) }));
    for (const { source, units, counts } of found) {
      for (let i = 0; i < units.length; i++) {
        const f = fileOfUnit[source.firstUnit + units[i]];
        if (liveFiles[f] === 0) continue;
        if (fileCount[f] === 0) touched.push(f);
        fileCount[f] += weightedCount(counts[i]);
      }
    }
    const idf = touched.length === 0 ? 0 : inverseFrequency(lengths.liveFileCount, touched.length);
    idfs.set(term, idf);
    total += weight * (idf || inverseFrequency(lengths.liveFileCount, 0));
    for (const { source, units, counts } of found) {
      for (let i = 0; i < units.length; i++) {
        const u = source.firstUnit + units[i];
        if (liveFiles[fileOfUnit[u]] === 0) continue;
        unit[u] += weight * idf * saturated(weightedCount(counts[i]), B_UNIT, lengths.unit[u], lengths.meanUnit);
      }
    }
    for (const f of touched) {
      file[f] += weight * idf * saturated(fileCount[f], B_FILE, lengths.file[f], lengths.meanFile);
      coverage[f] += weight * idf;
      fileCount[f] = 0;
    }
  }
  if (total > 0) for (let f = 0; f < coverage.length; f++) coverage[f] /= total;
  return { unit, file, coverage, idf: idfs };
}
