/** From units to files: a file is as good as its best unit, and a little better for every further good one. */
import { topK } from '../vectors/top-k.ts';
import { INNER_TEST, SKELETON } from './roles.ts';

/** A file's units count by halves behind the best: best + SHARE * (second/2 + third/4 + fourth/8). */
const FURTHER = 3;
const FURTHER_SHARE = 0.8;
const DECAY = 0.5;

export interface UnitLayout {
  readonly firstUnitOfFile: Uint32Array;
  readonly liveFiles: Uint8Array;
  /** One of roles.ts per unit. */
  readonly roles: Uint8Array;
}

/** Weight of the skeleton's own score on top of the units'. The higher, the worse for questions made of comments (docs/bench.md). */
const SKELETON_SHARE = 0.5;
/** What a test says of the file it is written into counts this much. */
const INNER_TEST_SHARE = 0.6;

/** Files looked at closely: five times as many as a pool holds. */
const CANDIDATES = 1_000;

/**
 * Per file, from a score per unit; files that are not live, and those far from the best, stay at `least`. It reads every
 * unit of the workspace for every question: so each file's best unit first, and the rest of the sum where that is promising.
 */
export function scoreFiles(unitScores: Float32Array, layout: UnitLayout, least: number): Float32Array {
  const candidates = topK(bestUnits(unitScores, layout, least), CANDIDATES, (file) => layout.liveFiles[file] === 1);
  const scores = new Float32Array(layout.liveFiles.length).fill(least);
  for (const file of candidates) scores[file] = scoreFile(file, unitScores, layout);
  return scores;
}

/** Per file: its best unit and its skeleton. */
function bestUnits(unitScores: Float32Array, { firstUnitOfFile, liveFiles, roles }: UnitLayout, least: number): Float32Array {
  const bests = new Float32Array(liveFiles.length).fill(least);
  for (let file = 0; file < liveFiles.length; file++) {
    let [best, skeleton] = [0, 0];
    for (let unit = firstUnitOfFile[file]; unit < firstUnitOfFile[file + 1]; unit++) {
      const score = unitScores[unit];
      if (roles[unit] === SKELETON) skeleton = score;
      else if (score > best) best = score;
    }
    bests[file] = best + SKELETON_SHARE * skeleton;
  }
  return bests;
}

function scoreFile(file: number, unitScores: Float32Array, { firstUnitOfFile, roles }: UnitLayout): number {
  const scores: number[] = [];
  let skeleton = 0;
  for (let unit = firstUnitOfFile[file]; unit < firstUnitOfFile[file + 1]; unit++) {
    if (roles[unit] === SKELETON) skeleton = unitScores[unit];
    else scores.push(roles[unit] === INNER_TEST ? INNER_TEST_SHARE * unitScores[unit] : unitScores[unit]);
  }
  const [first = 0, ...more] = scores.sort((a, b) => b - a).slice(0, 1 + FURTHER);
  const further = more.reduce((sum, score, i) => sum + Math.max(0, score) * DECAY ** (i + 1), 0);
  return Math.max(0, first) + FURTHER_SHARE * further + SKELETON_SHARE * skeleton;
}

/** Unit centrality is a logarithm of callers; this brings it back to something like their number, which adds up. */
const CALLERS_SCALE = 6;

/**
 * Per file, 0–1: how much of the code leans on it, all its units together. The sum tells a public face with many used
 * functions from a file with one; the best unit's alone, which it replaces, was worth 0.001 NDCG@10 less.
 */
export function fileCentrality(unitCentrality: ArrayLike<number>, { firstUnitOfFile, liveFiles }: UnitLayout): Float32Array {
  const scores = new Float32Array(liveFiles.length);
  let most = 0;
  for (let file = 0; file < scores.length; file++) {
    if (liveFiles[file] === 0) continue;
    let callers = 0;
    for (let unit = firstUnitOfFile[file]; unit < firstUnitOfFile[file + 1]; unit++)
      callers += Math.expm1(CALLERS_SCALE * (unitCentrality[unit] ?? 0));
    scores[file] = Math.log1p(callers);
    most = Math.max(most, scores[file]);
  }
  return most > 0 ? scores.map((score) => score / most) : scores;
}

/** How deep the pool is over which scores are brought to one scale. */
const POOL = 200;

/**
 * To 0–1 over the best POOL values: the best is 1, the last of the pool and everything below is 0. Where not even the best
 * is above 0, nothing was found and all are 0.
 */
export function normalisePool(scores: Float32Array, least: number): Float32Array {
  const pool = topK(scores, POOL, (i) => scores[i] > least);
  if (pool.length === 0 || scores[pool[0]] <= 0) return new Float32Array(scores.length);
  const high = scores[pool[0]];
  const low = pool.length > 1 ? scores[pool[pool.length - 1]] : 0;
  if (high <= low) return scores.map((score) => (score > least ? 1 : 0));
  const normal = new Float32Array(scores.length);
  for (const i of pool) normal[i] = (scores[i] - low) / (high - low);
  return normal;
}
