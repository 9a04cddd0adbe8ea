/**
 * A question to hits: files in order, each with its best unit, the reasons in words, and the angles. Pure: everything it
 * needs is in the searcher and the question's vector.
 */

import { normaliseLength } from '../embed/bag.ts';
import type { Snapshot } from '../index/snapshot.ts';
import { qualifiedName } from '../qualified-name.ts';
import { scoreUnits } from '../sparse/bm25f.ts';
import { ANGLES, type Angle, type Hit, type SearchQuery, type UnitRecord } from '../types.ts';
import { topK } from '../vectors/top-k.ts';
import type { Question } from './question.ts';
import { type RankedFile, type Ranking, rankFiles, WEIGHTS } from './rank.ts';
import { REASON_WORDS, type ReasonWords } from './reason-words.ts';
import { reasonsFor } from './reasons.ts';
import { INNER_TEST, ORDINARY, SKELETON, WINDOW } from './roles.ts';
import type { Searcher } from './searcher.ts';

/** Lets a file through by number: language and path filters in one. */
export type AcceptFile = (file: number) => boolean;

export const DEFAULT_LIMIT = 10;

export function search(
  question: Question,
  vector: Float32Array,
  query: SearchQuery,
  searcher: Searcher,
  accept: AcceptFile,
): Found {
  const limit = query.limit ?? DEFAULT_LIMIT;
  const words = REASON_WORDS[query.words ?? 'en'];
  if (query.angle) {
    const short = shortened(vector, searcher.angleDimensions);
    const inFile = (unit: number) => accept(searcher.snapshot.fileOfUnit[unit]);
    return { hits: hitsByAngle(short, query.angle, searcher, limit, inFile, words), strength: 1 };
  }
  const ranking = rankFiles(question, vector, searcher, limit, accept);
  const basis = { question, ranking, searcher, words, vector: shortened(vector, searcher.angleDimensions) };
  return { hits: ranking.files.map((file) => hitOf(file, basis)), strength: strengthOf(ranking, question, searcher) };
}

export interface Found {
  readonly hits: readonly Hit[];
  /** As SearchResult has it. */
  readonly strength: number;
}

/**
 * Scores are brought to one scale within a result, and say nothing outside it. Cosines, the share of the question's terms
 * that a file has, and whether it defines what is named do.
 */
function strengthOf({ files, cosines, definitions }: Ranking, question: Question, { layout }: Searcher): number {
  const [best] = files;
  if (best === undefined) return 0;
  const weights = WEIGHTS[question.class];
  let [cosine, defines] = [0, 0];
  for (let unit = layout.firstUnitOfFile[best.file]; unit < layout.firstUnitOfFile[best.file + 1]; unit++) {
    cosine = Math.max(cosine, cosines[unit]);
    defines = Math.max(defines, definitions.get(unit) ?? 0);
  }
  const { dense, sparse, path, definition } = weights;
  const evidence = dense * cosine + sparse * best.coverage + path * best.path + definition * defines;
  return Math.min(1, Math.max(0, evidence / (dense + sparse + path + definition)));
}

/** What every hit of one search is made from. */
interface Basis {
  readonly question: Question;
  readonly ranking: Ranking;
  readonly searcher: Searcher;
  /** The question's, as long as the angles' vectors. */
  readonly vector: Float32Array;
  readonly words: ReasonWords;
}

function hitOf(file: RankedFile, { question, ranking, searcher, words, vector }: Basis): Hit {
  const units = unitsInOrder(file.file, question, ranking, searcher);
  const [unit, ...more] = units.map((id) => searcher.snapshot.unit(id));
  const angles = anglesOf(unit.id, vector, searcher);
  return {
    ...shown(unit),
    score: round(file.score / ranking.files[0].score),
    angles,
    why: reasonsFor({ question, unit, file, angles, ranking, searcher, words }),
    more: more.map((one) => ({ symbol: qualifiedName(one), startLine: one.startLine, endLine: one.endLine })),
    unitId: unit.id,
  };
}

function shown(
  unit: UnitRecord,
): Pick<Hit, 'path' | 'startLine' | 'endLine' | 'symbol' | 'kind' | 'language' | 'signature' | 'doc'> {
  const { path, startLine, endLine, kind, language, signature, doc } = unit;
  const symbol = kind === 'window' ? '' : qualifiedName(unit);
  return { path, startLine, endLine, symbol, kind, language, signature, doc };
}

const round = (score: number) => Math.round(score * 10_000) / 10_000;

/** Further units of a hit's file that are worth showing. */
const MORE = 3;

/** A file's units, best first: by meaning and by words, definitions of what was named before all. */
function unitsInOrder(file: number, question: Question, ranking: Ranking, searcher: Searcher): readonly number[] {
  const { firstUnitOfFile, roles } = searcher.layout;
  const [from, to] = [firstUnitOfFile[file], firstUnitOfFile[file + 1]];
  const sparse = scoreUnits(question.terms, ranking.sparse.idf, searcher.sparse, searcher.lengths, from, to);
  const strongest = sparse.reduce((most, score) => Math.max(most, score), 1e-6);
  const scores = sparse.map((score, i) => {
    const unit = from + i;
    const defines = ranking.definitions.get(unit) ?? 0;
    return ranking.cosines[unit] + (WORDS_SHARE * score) / strongest + 3 * defines + LATE[roles[unit]];
  });
  return Array.from(topK(scores, MORE + 1), (i) => from + i).filter((unit, i) => i === 0 || roles[unit] !== SKELETON);
}

/** Within a file meaning tells units apart better than words, which its neighbours share (docs/bench.md, function MRR). */
const WORDS_SHARE = 0.35;

/** By role: a skeleton stands for its file only where nothing in it does, tests and loose lines where no other unit does. */
const LATE: Readonly<Record<number, number>> = { [ORDINARY]: 0, [SKELETON]: -0.6, [INNER_TEST]: -0.4, [WINDOW]: -0.15 };

/** Units read for each that is wanted, since several may be parts of one function. */
const PARTS_READ = 4;

/** The unit that begins the function of which `unit` is a part: parts stand one after the other. */
export function firstPart(unit: number, snapshot: Snapshot): number {
  const { part, local } = snapshot.locate(unit);
  return unit - part.segment.unitPart[local];
}

/** Units nearest to a vector of the angles' dimensions; skeletons stand for files and are left out. */
export function hitsByAngle(
  vector: Float32Array,
  angle: Angle,
  searcher: Searcher,
  limit: number,
  accept: (unit: number) => boolean,
  words: ReasonWords,
): readonly Hit[] {
  const { snapshot, layout } = searcher;
  const scores = new Float32Array(snapshot.unitCount);
  const counts = (unit: number) => snapshot.isLive(unit) && layout.roles[unit] !== SKELETON && accept(unit);
  searcher.angleCosines(vector, angle, scores);
  // An overlong function's parts are near one another: the best of them speaks for all.
  const best = topK(scores, PARTS_READ * limit, (unit) => scores[unit] > 0 && counts(unit));
  const seen = new Set<number>();
  const whole = Array.from(best).filter((unit) => !seen.has(firstPart(unit, snapshot)) && seen.add(firstPart(unit, snapshot)));
  return whole.slice(0, limit).map((unit) => hitFrom(vector, angle, searcher, unit, scores[unit], words));
}

/** A unit as it is seen from one angle. */
export function hitFrom(
  vector: Float32Array,
  angle: Angle,
  searcher: Searcher,
  unit: number,
  score: number,
  words: ReasonWords,
): Hit {
  return {
    ...shown(searcher.snapshot.unit(unit)),
    score: round(score),
    angles: anglesOf(unit, vector, searcher),
    why: [words.similar(angle, score.toFixed(2))],
    more: [],
    unitId: unit,
  };
}

function anglesOf(unit: number, vector: Float32Array, searcher: Searcher): Readonly<Record<Angle, number>> {
  const entries = ANGLES.map((angle) => [angle, Math.round(searcher.angleCosine(vector, angle, unit) * 1_000) / 1_000]);
  return Object.fromEntries(entries) as Record<Angle, number>;
}

/** The first `dimensions` of a vector, length 1 again. */
function shortened(vector: Float32Array, dimensions: number): Float32Array {
  const short = vector.slice(0, dimensions);
  normaliseLength(short);
  return short;
}
