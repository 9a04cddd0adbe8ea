/**
 * Words to index terms, for the sparse side. Knows words, parts and stems; not postings. A question and the code it is
 * asked of pass through the same function, so that each finds the other.
 */
import { stem } from './stem.ts';
import { isCjk, partsOf } from './words.ts';

/** CJK runs become all their characters and pairs of neighbours: no dictionary to miss a word, and pairs carry most meaning. */
function cjkTerms(run: string): readonly string[] {
  const terms = [...run];
  for (let i = 0; i + 1 < run.length; i++) terms.push(run.slice(i, i + 2));
  return terms;
}

/**
 * The terms of one word: the stem of each part, and for a compound the whole without separators, so that `urlparse`,
 * `url_parse` and `UrlParse` meet. Digits inside a compound count only as part of the whole.
 */
export function termsOf(word: string): readonly string[] {
  if (isCjk(word)) return cjkTerms(word);
  const parts = partsOf(word);
  if (parts.length === 1) return [stem(parts[0])];
  const terms = parts.filter((part) => !/^\d/.test(part)).map(stem);
  const whole = parts.join('');
  if (whole.length <= 48 && parts.length > 1) terms.push(whole);
  return terms;
}
