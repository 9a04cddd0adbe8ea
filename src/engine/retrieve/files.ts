/** From units to files: a file is as good as its best unit, and a little better for every further good one. */
import { topK } from '../vectors/top-k.ts';
import { INNER_TEST, SKELETON } from './roles.ts';

/** A file's units count by halves behind the best: best + SHARE * (second/2 + third/4 + fourth/8). */
const FURTHER_SHARE = 0.8;
const DECAY = 0.5;

export interface UnitLayout {
  readonly firstUnitOfFile: Uint32Array;
  readonly liveFiles: Uint8Array;
  /** One of roles.ts per unit. */
  readonly roles: Uint8Array;
}

/** Weight of the skeleton's own score on top of the units'. */
const SKELETON_SHARE = 0.8;
/** What a test says of the file it is written into counts this much. */
const INNER_TEST_SHARE = 0.6;

/**
 * Per file, from a score per unit; files that are not live stay at `least`. It reads every unit of the workspace for every
 * question, so the four best are kept in variables: a fifth of the time of a sorted array.
 */
export function scoreFiles(unitScores: Float32Array, layout: UnitLayout, least: number): Float32Array {
  const { firstUnitOfFile, liveFiles, roles } = layout;
  const scores = new Float32Array(liveFiles.length).fill(least);
  for (let file = 0; file < liveFiles.length; file++) {
    if (liveFiles[file] === 0) continue;
    let [first, second, third, fourth, skeleton] = [0, 0, 0, 0, 0];
    for (let unit = firstUnitOfFile[file]; unit < firstUnitOfFile[file + 1]; unit++) {
      const role = roles[unit];
      const score = role === INNER_TEST ? INNER_TEST_SHARE * unitScores[unit] : unitScores[unit];
      if (role === SKELETON) {
        skeleton = score;
      } else if (score > fourth) {
        fourth = score > third ? third : score;
        if (score > third) third = score > second ? second : score;
        if (score > second) second = score > first ? first : score;
        if (score > first) first = score;
      }
    }
    const further = second * DECAY + third * DECAY ** 2 + fourth * DECAY ** 3;
    scores[file] = first + FURTHER_SHARE * further + SKELETON_SHARE * skeleton;
  }
  return scores;
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
