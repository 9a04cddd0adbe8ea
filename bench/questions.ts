/**
 * Questions made from a workspace's own documentation, so that a benchmark needs no labels. Pure: comments' words in,
 * sentences out.
 */
import type { Translations } from '../src/engine/retrieve/translate.ts';
import { isIdeograph } from '../src/engine/text/words.ts';

/** A question says something: that many letters … */
const LEAST_LETTERS = 30;
/** … of which an ideograph is worth as many as a short word has. */
const IDEOGRAPH_WORTH = 3;
const LEAST_WORDS = 5;
/** Share of letters, spaces and plain punctuation in what is prose rather than code or a table. */
const LEAST_PROSE = 0.85;

/**
 * The first sentence of a documentation comment as a question, or undefined where it is no sentence. The documented name is
 * taken out: many languages begin a comment with it, and then the question would be answered by the letter.
 */
export function questionOf(doc: string, name: string): string | undefined {
  const sentence = firstSentence(without(name, doc));
  return isSentence(sentence) ? sentence : undefined;
}

const TAG = /(?:^|\s)(?:[@\\][a-z]+\b|:[a-z]+ ?[^:]*:|(?:Args|Arguments|Parameters|Params|Returns?|Raises|Examples?|Note):)/i;
const ABBREVIATIONS = /\b(?:e\.g|i\.e|etc|vs|cf|resp|approx|incl|Mr|Dr|St|No)\.$|\b[A-Z]\.$/;

/** Up to the first full stop, blank line or tag, on one line, without markup. A paragraph without words is passed over. */
export function firstSentence(doc: string): string {
  const paragraph = doc.split(/\n\s*\n/).find((one) => /\p{L}/u.test(one)) ?? '';
  const text = withoutMarkup(paragraph).replace(/\s+/g, ' ').trim();
  const tag = text.search(TAG);
  const prose = tag >= 0 ? text.slice(0, tag) : text;
  for (const stop of prose.matchAll(/[.!?](?=\s|$)|[。！？]/g)) {
    const sentence = prose.slice(0, stop.index + 1);
    if (!ABBREVIATIONS.test(sentence)) return sentence.trim();
  }
  return prose.trim();
}

/** Tags of HTML, JavaDoc and Sphinx by their contents, code marks and emphasis taken off, links by their text. */
function withoutMarkup(text: string): string {
  return text
    .replace(/\{@\w+\s+([^}]*)\}/g, '$1')
    .replace(/:[a-z:]+:(?=`)/g, '')
    .replace(/<\/?[a-zA-Z][^>\n]*>/g, ' ')
    .replace(/\[`?([^\]`]+)`?\](?:\([^)]*\))?/g, '$1')
    .replace(/[`*~]/g, '');
}

/** A name that is an ordinary word stays where the sentence needs it: it goes from the beginning, and where it is called. */
function without(name: string, doc: string): string {
  if (name === '') return doc;
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const [before, after] = ['(?<![\\p{L}\\p{N}_])', '(?![\\p{L}\\p{N}_])'];
  const ordinary = `^\\s*${escaped}${after}|${before}${escaped}\\(\\)`;
  const telling = `${before}${escaped}(?:\\(\\))?${after}`;
  return doc.replace(new RegExp(/^\p{Ll}+$/u.test(name) ? ordinary : telling, 'gu'), ' ');
}

function isSentence(text: string): boolean {
  let [letters, ideographs, prose] = [0, 0, 0];
  for (const char of text) {
    if (isIdeograph(char.codePointAt(0) as number)) ideographs++;
    else if (/\p{L}/u.test(char)) letters++;
    if (/[\p{L}\p{N}\s,.!?'"’“”，。！？、；：-]/u.test(char)) prose++;
  }
  const words = text.split(/\s+/).length + ideographs / 2;
  return (
    letters + IDEOGRAPH_WORTH * ideographs >= LEAST_LETTERS && words >= LEAST_WORDS && prose >= LEAST_PROSE * [...text].length
  );
}

/** Translations that are less probable are noise of the table's alignment. */
const LEAST_PROBABLE = 0.25;

/** English words to the Chinese term that most probably means them. */
export function chineseWords(translations: Translations): ReadonlyMap<string, string> {
  const best = new Map<string, { readonly term: string; readonly probability: number }>();
  for (const [term, words] of Object.entries(translations)) {
    for (const [word, probability] of words)
      if (probability > (best.get(word)?.probability ?? LEAST_PROBABLE)) best.set(word, { term, probability });
  }
  return new Map([...best].map(([word, { term }]) => [word, term]));
}

/** Terms enough for a question, and no more than people write. */
const CHINESE_TERMS = { least: 3, most: 8 };

/** The words of an English sentence in Chinese, where enough of them are known: no good Chinese, but the same work to answer. */
export function inChinese(sentence: string, words: ReadonlyMap<string, string>): string | undefined {
  const known = (sentence.toLowerCase().match(/[a-z]+/g) ?? []).flatMap((word) => words.get(word) ?? []);
  const terms = [...new Set(known)].slice(0, CHINESE_TERMS.most);
  return terms.length >= CHINESE_TERMS.least ? terms.join('') : undefined;
}
