/**
 * Chinese questions in the words that code uses. A run of ideographs is cut into the longest words that either table
 * knows, so that neither 求解 nor 解析 is read out of 请求解析; each word is looked for by its English. Knows both tables;
 * not the index.
 */
import { stem } from '../text/stem.ts';
import { forEachWord, isCjk, partsOf } from '../text/words.ts';
import { CHINESE_TERMS } from './chinese-terms.ts';
import { STOP_WORDS } from './stop-words.ts';

/** Chinese words of two and three characters to English words with probabilities, best first. */
export type Translations = Readonly<Record<string, readonly (readonly [string, number])[]>>;

export interface TranslatedWord {
  readonly word: string;
  /** 0–1. */
  readonly weight: number;
  /** Sure enough to be read by the embedding as well. */
  readonly sure: boolean;
}

/** What stands in the question, and its English, best first; none for words of asking. */
export interface TranslatedTerm {
  readonly term: string;
  readonly english: readonly TranslatedWord[];
}

/** Translations below this probability are noise from the table's alignment. */
const LEAST_PROBABLE = 0.08;
/** From here on a translation is sure enough to be read by the embedding as well. */
const SURE = 0.25;
/** The dictionary's third choices are wrong more often than right: reading four costs 0.004 of the Chinese NDCG@10. */
const CHOICES = 2;
/** What is not the usual English for a term of the trade. */
const SECOND_CHOICE = 0.6;

/** Characters; a user's own terms may be longer than either table's. */
const LONGEST_TERM = 12;
/** What a cut costs: leaving a character unread is worst, then many short words; a term of the trade before a learned word. */
const COST = { unread: 10, character: 3, term: 1, word: 1.4 } as const;

/** Terms in the order of the question. Characters that neither table knows are left out. */
export function translate(text: string, dictionary: Translations, terms = CHINESE_TERMS): readonly TranslatedTerm[] {
  const found: TranslatedTerm[] = [];
  forEachWord(text, (run) => {
    if (!isCjk(run)) return;
    for (const term of cut(run, dictionary, terms)) found.push({ term, english: englishOf(term, dictionary, terms) });
  });
  return found;
}

function englishOf(term: string, dictionary: Translations, terms: ReadonlyMap<string, readonly string[]>): TranslatedWord[] {
  const own = usersOwn(term, dictionary);
  if (own) return own.map(([word]) => ({ word, weight: 1, sure: true }));
  const known = terms.get(term);
  if (known) return known.map((word, i) => ({ word, weight: i === 0 ? 1 : SECOND_CHOICE, sure: i === 0 }));
  return (dictionary[term] ?? [])
    .slice(0, CHOICES)
    .filter(([word, probability]) => probability >= LEAST_PROBABLE && word.length > 1 && !STOP_WORDS.has(word))
    .map(([word, probability]) => ({ word, weight: Math.sqrt(probability), sure: probability >= SURE }));
}

/** A user's own terms stand in the dictionary as certain, and come before both tables. */
function usersOwn(term: string, dictionary: Translations): Translations[string] | undefined {
  const words = dictionary[term];
  return words?.[0]?.[1] === 1 ? words : undefined;
}

/** The cheapest way through a run of ideographs, from its end back to its beginning. */
function cut(run: string, dictionary: Translations, terms: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const cost = new Float64Array(run.length + 1).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(run.length + 1);
  cost[0] = 0;
  const reach = (end: number, start: number, price: number) => {
    if (cost[start] + price >= cost[end]) return;
    cost[end] = cost[start] + price;
    from[end] = start;
  };
  for (let start = 0; start < run.length; start++) {
    reach(start + 1, start, COST.unread);
    for (let end = start + 1; end <= Math.min(run.length, start + LONGEST_TERM); end++) {
      const word = run.slice(start, end);
      if (usersOwn(word, dictionary)) reach(end, start, COST.term);
      else if (terms.has(word)) reach(end, start, end - start === 1 ? COST.character : COST.term);
      else if (end - start > 1 && dictionary[word]) reach(end, start, COST.word);
    }
  }
  const words: string[] = [];
  for (let end = run.length; end > 0; end = from[end]) words.push(run.slice(from[end], end));
  return words.reverse().filter((word) => terms.has(word) || dictionary[word]);
}

/** Index terms of an English word: `stem`s of its parts. */
export function termsOfEnglish(word: string): readonly string[] {
  return partsOf(word).map(stem);
}
