/**
 * Files in order for one question. Every signal is brought to 0–1 and weighed here, in one place; the constants are the
 * prototype's, fitted on the annotated repositories.
 */
import { type SparseScores, scoreTerms } from '../sparse/bm25f.ts';
import { topK } from '../vectors/top-k.ts';
import { definitionsOf } from './definitions.ts';
import { normalisePool, scoreFiles } from './files.ts';
import { scorePaths } from './paths.ts';
import { penaltyOf } from './penalties.ts';
import type { Question, QuestionClass } from './question.ts';
import type { Searcher } from './searcher.ts';

export interface Weights {
  readonly dense: number;
  readonly sparse: number;
  readonly path: number;
  readonly definition: number;
  readonly centrality: number;
}

/** A name is looked for by letter; a behaviour by meaning; a design by meaning and by what much else rests on. */
export const WEIGHTS: Readonly<Record<QuestionClass, Weights>> = {
  name: { dense: 0.5, sparse: 1, path: 0.8, definition: 2, centrality: 0.05 },
  behaviour: { dense: 1.5, sparse: 1, path: 0.6, definition: 0.5, centrality: 0.02 },
  design: { dense: 1.5, sparse: 1, path: 0.6, definition: 0.5, centrality: 0.1 },
};

/** What was found of one file, each 0–1 before weighing. */
export interface RankedFile {
  readonly file: number;
  readonly score: number;
  readonly path: number;
  readonly coverage: number;
}

export interface Ranking {
  readonly files: readonly RankedFile[];
  /** Per unit. */
  readonly cosines: Float32Array;
  readonly sparse: SparseScores;
  /** Units that define a name of the question, with how surely. */
  readonly definitions: ReadonlyMap<number, number>;
}

/** Below any cosine, for files that do not count. */
const LEAST = -10;

/** The best `limit` files that `accept` lets through. */
export function rankFiles(
  question: Question,
  vector: Float32Array,
  searcher: Searcher,
  limit: number,
  accept: (file: number) => boolean,
): Ranking {
  const { snapshot, layout } = searcher;
  const weights = WEIGHTS[question.class];
  const cosines = searcher.cosines(vector);
  const sparse = scoreTerms(question.terms, searcher.sparse, searcher.lengths);
  const dense = normalisePool(scoreFiles(cosines, layout, LEAST), LEAST);
  const exact = normalisePool(sparse.file, 0);
  const path = scorePaths(question.terms, searcher.paths);
  const definitions = definitionsOf(question, snapshot);
  const defines = bestPerFile(definitions, snapshot.fileOfUnit);
  const scores = new Float32Array(layout.liveFiles.length);
  for (let file = 0; file < scores.length; file++) {
    scores[file] =
      weights.dense * dense[file] +
      weights.sparse * exact[file] +
      weights.path * path[file] +
      weights.definition * (defines.get(file) ?? 0);
  }
  const wanted = (file: number) => layout.liveFiles[file] === 1 && scores[file] > 0 && accept(file);
  const pool = topK(scores, Math.max(POOL, limit * 2), wanted);
  const files = Array.from(pool, (file) => {
    const penalty = penaltyOf(searcher.judged(file), question);
    const central = weights.centrality * fileCentrality(searcher, file);
    return { file, score: (scores[file] + central) * penalty, path: path[file], coverage: sparse.coverage[file] };
  });
  files.sort((a, b) => b.score - a.score || a.file - b.file);
  return { files: files.slice(0, limit), cosines, sparse, definitions };
}

/** Deep enough that penalties and small signals can bring up what they should. */
const POOL = 200;

function bestPerFile(definitions: ReadonlyMap<number, number>, fileOfUnit: Int32Array): ReadonlyMap<number, number> {
  const best = new Map<number, number>();
  for (const [unit, sureness] of definitions) best.set(fileOfUnit[unit], Math.max(sureness, best.get(fileOfUnit[unit]) ?? 0));
  return best;
}

function fileCentrality({ snapshot, layout }: Searcher, file: number): number {
  const { centrality } = snapshot.manifest;
  let best = 0;
  for (let unit = layout.firstUnitOfFile[file]; unit < layout.firstUnitOfFile[file + 1]; unit++)
    best = Math.max(best, centrality[unit] ?? 0);
  return best;
}
