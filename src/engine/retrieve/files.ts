/** From units to files: a file is as good as its best unit, and a little better for every further good one. */
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

/** Weight of the skeleton's own score on top of the units'. */
const SKELETON_SHARE = 0.5;
/** What a test says of the file it is written into counts this much. */
const INNER_TEST_SHARE = 0.6;

/** Per file, from a score per unit; files that are not live stay at `least`. */
export function scoreFiles(unitScores: Float32Array, layout: UnitLayout, least: number): Float32Array {
  const { firstUnitOfFile, liveFiles, roles } = layout;
  const scores = new Float32Array(liveFiles.length).fill(least);
  const best = new Float32Array(FURTHER + 1);
  for (let file = 0; file < liveFiles.length; file++) {
    if (liveFiles[file] === 0) continue;
    best.fill(0);
    let skeleton = 0;
    for (let unit = firstUnitOfFile[file]; unit < firstUnitOfFile[file + 1]; unit++) {
      if (roles[unit] === SKELETON) skeleton = unitScores[unit];
      else insert(best, roles[unit] === INNER_TEST ? INNER_TEST_SHARE * unitScores[unit] : unitScores[unit]);
    }
    let further = 0;
    for (let i = 1; i <= FURTHER; i++) further += Math.max(0, best[i]) * DECAY ** i;
    scores[file] = best[0] + FURTHER_SHARE * further + SKELETON_SHARE * skeleton;
  }
  return scores;
}

/** Keeps the largest numbers, largest first. */
function insert(best: Float32Array, score: number): void {
  let i = best.length - 1;
  if (score <= best[i]) return;
  for (; i > 0 && best[i - 1] < score; i--) best[i] = best[i - 1];
  best[i] = score;
}

/** How deep the pool is over which scores are brought to one scale. */
const POOL = 200;

/** To 0–1 over the best POOL values: the best is 1, the last of the pool and everything below is 0. */
export function normalisePool(scores: Float32Array, least: number): Float32Array {
  const counted = scores.filter((score) => score > least);
  if (counted.length === 0) return new Float32Array(scores.length);
  const ordered = counted.sort();
  const high = ordered[ordered.length - 1];
  const low = ordered.length > 1 ? ordered[Math.max(0, ordered.length - POOL)] : 0;
  if (high <= low) return scores.map((score) => (score > least ? 1 : 0));
  return scores.map((score) => Math.min(1, Math.max(0, (score - low) / (high - low))));
}
