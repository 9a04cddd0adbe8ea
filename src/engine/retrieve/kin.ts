/**
 * Words of one family that the index's light stemmer keeps apart: validate and validation, serialize and serializer,
 * resolve and resolution. Looked for beside the question's own word, so that the index stays as it is. Knows English endings.
 */
import { stem } from '../text/stem.ts';

/** An ending, and what may stand in its place: first come, first served. */
const FAMILIES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/i[sz]ations?$/, ['ize']],
  [/ations?$/, ['ate']],
  [/at(e|es|ed|ing|ors?|ive)$/, ['ation']],
  [/i[sz](e|es|ed|ing|ers?)$/, ['ize', 'ization']],
  [/ptions?$/, ['be']],
  [/olutions?$/, ['olve']],
  [/versions?$/, ['vert']],
  [/isons?$/, ['e']],
  [/(al|ance|ence|ancy|ency|able|ible|ity|ive|ness|ure|ful|ous)$/, ['', 'e']],
];

const LEAST_ROOT = 3;

/** Stems of a lower-case word's kin, without its own. */
export function kinOf(word: string): readonly string[] {
  if (!/^[a-z]{5,}$/.test(word)) return [];
  const family = FAMILIES.find(([ending]) => ending.test(word) && word.replace(ending, '').length >= LEAST_ROOT);
  if (family === undefined) return [];
  const [ending, others] = family;
  const own = stem(word);
  return [...new Set(others.map((other) => stem(word.replace(ending, other))))].filter((kin) => kin !== own);
}
