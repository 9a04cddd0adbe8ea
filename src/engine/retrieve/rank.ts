/**
 * Files in order for one question. Every signal is brought to 0–1 by a function of its own and weighed here: the
 * constants of weighing are all in this file. What each is worth stands in docs/ranking.md.
 */
import { type SparseScores, scoreTerms } from '../sparse/bm25f.ts';
import { topK } from '../vectors/top-k.ts';
import { definitionsOf } from './definitions.ts';
import { normalisePool, scoreFiles } from './files.ts';
import { depthOf, scorePaths } from './paths.ts';
import { penaltyOf } from './penalties.ts';
import type { Question, QuestionClass } from './question.ts';
import type { Searcher } from './searcher.ts';
import { type Signal, WITHOUT_NONE, type Without } from './signals.ts';

export interface Weights {
  readonly dense: number;
  readonly sparse: number;
  readonly path: number;
  readonly definition: number;
}

/** A name is looked for by letter; a behaviour and a design by meaning. */
export const WEIGHTS: Readonly<Record<QuestionClass, Weights>> = {
  name: { dense: 0.5, sparse: 1, path: 0.8, definition: 2 },
  behaviour: { dense: 1.3, sparse: 1, path: 0.55, definition: 1 },
  design: { dense: 1.3, sparse: 1, path: 0.55, definition: 1 },
};

/**
 * `Table` in a sentence may be a type or a product: worth 0.004 NDCG@10 at a fifth of a name in backticks. It speaks for the
 * type's file; which unit of that file is shown first, meaning and words tell better.
 */
const LIKELY_NAME = 0.2;
/** What much else rests on is meant sooner: a tenth of the whole at most. */
const CENTRALITY = 0.3;
/** What the best files call, so that the place where the work is done follows the place that orders it. */
const ONE_HOP = 0.2;
const CALLING_FILES = 3;
/** Per folder below the shallowest file of the pool. */
const DEPTH = 0.07;

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
  without: Without = WITHOUT_NONE,
): Ranking {
  const { snapshot, layout } = searcher;
  const cosines = searcher.cosines(vector);
  const sparse = scoreTerms(question.terms, searcher.sparse, searcher.lengths);
  const path = scorePaths(question.terms, searcher.paths);
  const definitions = definitionsOf(question.names, snapshot);
  const evidence = {
    dense: normalisePool(scoreFiles(cosines, layout, LEAST), LEAST),
    sparse: normalisePool(sparse.file, 0),
    path,
    defines: bestPerFile(definitions, snapshot.fileOfUnit),
    mayDefine: bestPerFile(definitionsOf(question.likelyNames, snapshot), snapshot.fileOfUnit),
  };
  const scores = weigh(evidence, weightsFor(question.class, searcher.lengths.liveFileCount, without));
  const wanted = (file: number) => layout.liveFiles[file] === 1 && scores[file] > 0 && accept(file);
  const pool = topK(scores, Math.max(POOL, limit * 2), wanted);
  const files = refine(pool, scores, question, searcher, without);
  const ranked = files
    .slice(0, limit)
    .map(({ file, score }) => ({ file, score, path: path[file], coverage: sparse.coverage[file] }));
  return { files: ranked, cosines, sparse, definitions };
}

/** Deep enough that penalties and small signals can bring up what they should. */
const POOL = 200;

interface Evidence {
  readonly dense: Float32Array;
  readonly sparse: Float32Array;
  readonly path: Float32Array;
  readonly defines: ReadonlyMap<number, number>;
  /** By capitalised words, which need not be names. */
  readonly mayDefine: ReadonlyMap<number, number>;
}

function weigh({ dense, sparse, path, defines, mayDefine }: Evidence, weights: Weights): Float32Array {
  const scores = new Float32Array(dense.length);
  for (let file = 0; file < scores.length; file++)
    scores[file] = weights.dense * dense[file] + weights.sparse * sparse[file] + weights.path * path[file];
  for (const file of new Set([...defines.keys(), ...mayDefine.keys()])) {
    const sureness = Math.max(defines.get(file) ?? 0, LIKELY_NAME * (mayDefine.get(file) ?? 0));
    scores[file] += weights.definition * sureness;
  }
  return scores;
}

function weightsFor(kind: QuestionClass, fileCount: number, without: Without): Weights {
  const { dense, sparse, path, definition } = WEIGHTS[kind];
  const unless = (signal: Signal, weight: number) => (without.has(signal) ? 0 : weight);
  return {
    dense: unless('meaning', dense * (without.has('size of the workspace') ? 1 : denseShare(fileCount))),
    sparse: unless('words', sparse),
    path: unless('path', path),
    definition: unless('definitions', definition),
  };
}

/** What a tenfold tree takes from the weight of meaning, beyond so many files. */
const PER_TENFOLD = 0.15;
const SMALL_WORKSPACE = 100;
const LEAST_DENSE_SHARE = 0.5;

/**
 * The more files, the more of them are near a question by chance, while rare words stay rare: on a tree of 1,900 files
 * words alone found what the fusion missed, and this brings back 0.009 of its file MRR (docs/ranking.md).
 */
export function denseShare(fileCount: number): number {
  const tenfold = Math.log10(Math.max(1, fileCount / SMALL_WORKSPACE));
  return Math.max(LEAST_DENSE_SHARE, 1 - PER_TENFOLD * tenfold);
}

interface Scored {
  readonly file: number;
  readonly score: number;
}

/** The pool in order, by what is looked at in good files only. */
function refine(
  pool: ArrayLike<number>,
  scores: Float32Array,
  question: Question,
  searcher: Searcher,
  without: Without,
): readonly Scored[] {
  const files = Array.from(pool);
  const depths = files.map((file) => depthOf(searcher.snapshot.pathOfFile(file)));
  const shallowest = Math.min(...depths);
  const penalties = files.map((file) => penaltyOf(searcher.judged(file), question, without));
  // Nothing calls a test, and what a test calls is what it tests: both would lead away from tests that are asked for.
  const leads = !question.wantsTests;
  const central = leads && !without.has('centrality') ? CENTRALITY : 0;
  const deep = without.has('depth') ? 0 : DEPTH;
  const sums = files.map((file, i) => scores[file] + central * searcher.centrality[file] - deep * (depths[i] - shallowest));
  const first = inOrder(files.map((file, i) => ({ file, score: sums[i] * penalties[i] })));
  if (!leads || without.has('one hop')) return first;
  const called = searcher.callees.of(first.slice(0, CALLING_FILES));
  return inOrder(files.map((file, i) => ({ file, score: (sums[i] + ONE_HOP * (called.get(file) ?? 0)) * penalties[i] })));
}

function inOrder(files: Scored[]): readonly Scored[] {
  return files.sort((a, b) => b.score - a.score || a.file - b.file);
}

function bestPerFile(definitions: ReadonlyMap<number, number>, fileOfUnit: Int32Array): ReadonlyMap<number, number> {
  const best = new Map<number, number>();
  for (const [unit, sureness] of definitions) best.set(fileOfUnit[unit], Math.max(sureness, best.get(fileOfUnit[unit]) ?? 0));
  return best;
}
