/** Why a hit is a hit, in words, strongest first. Says only what was measured. */
import { lowerBound } from '../sparse/bm25f.ts';
import { countIn, DOC, NAME } from '../sparse/fields.ts';
import { isCjk } from '../text/words.ts';
import { ANGLES, type Angle, type UnitRecord } from '../types.ts';
import type { Question } from './question.ts';
import type { RankedFile, Ranking } from './rank.ts';
import type { ReasonWords } from './reason-words.ts';
import type { Searcher } from './searcher.ts';

export interface ReasonParts {
  readonly question: Question;
  readonly unit: UnitRecord;
  readonly file: RankedFile;
  readonly angles: Readonly<Record<Angle, number>>;
  readonly ranking: Ranking;
  readonly searcher: Searcher;
  readonly words: ReasonWords;
}

const MOST_REASONS = 5;
/** Cosines below this are chance. */
const SIMILAR = 0.25;

export function reasonsFor(parts: ReasonParts): readonly string[] {
  const reasons = [...definition(parts), ...wordReasons(parts), ...path(parts), ...similarity(parts), ...callers(parts)];
  return reasons.slice(0, MOST_REASONS);
}

function definition({ unit, ranking, words }: ReasonParts): readonly string[] {
  return ranking.definitions.has(unit.id) ? [words.defines(unit.name)] : [];
}

/** A word that half of the files have explains nothing: its idf is below this. */
const TELLING = 0.7;

/** Pairs of ideographs are words; one alone only repeats half of a pair. */
const isLoneIdeograph = (term: string) => term.length === 1 && isCjk(term);

const wordOf = (question: Question, term: string) => question.shown.get(term) ?? term;
const distinct = (words: readonly string[], most: number) => [...new Set(words)].slice(0, most).join(', ');

/** Terms of the question that the unit has, rarest first, by where it has them. */
function wordReasons({ question, unit, ranking, searcher, words }: ReasonParts): readonly string[] {
  const { part, local } = searcher.snapshot.locate(unit.id);
  const [inName, inDoc, inText]: [string[], string[], string[]] = [[], [], []];
  const idf = (term: string) => ranking.sparse.idf.get(term) ?? 0;
  const rarestFirst = [...question.terms.keys()]
    .filter((term) => idf(term) > TELLING && !isLoneIdeograph(term) && wordOf(question, term) !== '')
    .sort((a, b) => idf(b) - idf(a));
  for (const term of rarestFirst) {
    const { units, counts } = part.segment.postings(part.segment.terms.find(term));
    const at = lowerBound(units, local);
    if (units[at] !== local) continue;
    (countIn(counts[at], NAME) > 0 ? inName : countIn(counts[at], DOC) > 0 ? inDoc : inText).push(wordOf(question, term));
  }
  const say = (reason: (shown: string) => string, found: readonly string[]) =>
    found.length > 0 ? [reason(distinct(found, 4))] : [];
  return [...say(words.inName, inName), ...say(words.inDocumentation, inDoc), ...say(words.inText, inText)];
}

function path({ question, file, searcher, words }: ReasonParts): readonly string[] {
  const own = searcher.paths.words[file.file];
  if (own === undefined || file.path === 0) return [];
  const shared = [...question.terms.keys()].filter((term) => own.stem.has(term) || own.folders.has(term));
  const shown = shared.map((term) => wordOf(question, term)).filter(Boolean);
  return shown.length > 0 ? [words.inPath(distinct(shown, 3))] : [];
}

function similarity({ angles, words }: ReasonParts): readonly string[] {
  const angle = ANGLES.reduce((best, one) => (angles[one] > angles[best] ? one : best));
  return angles[angle] >= SIMILAR ? [words.similar(angle, angles[angle].toFixed(2))] : [];
}

function callers({ unit, searcher, words }: ReasonParts): readonly string[] {
  if (unit.kind === 'window' || unit.kind === 'skeleton') return [];
  const count = searcher.snapshot.unitsCalling(unit.name).filter((id) => id !== unit.id).length;
  return count >= 2 ? [words.called(count)] : [];
}
