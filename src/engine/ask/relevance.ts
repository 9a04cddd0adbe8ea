/** Which lines of a piece of code speak to a question: its terms, and the statements that decide. It knows lines and terms only. */
import { termsOf } from '../text/terms.ts';
import { forEachWord, normalise } from '../text/words.ts';

/** Index terms of the question with their weights, 0–1. */
export type Terms = ReadonlyMap<string, number>;

/** Lines that hand something over, and lines that decide, say more than lines that declare. */
const OUTCOME = /\b(return|throw|raise|yield|panic)\b\W*\w/;
const DECISION = /\b(if|elif|unless|switch|match|while|for|await|defer|goto)\b/;
const NOISE = /^[\s{}()[\];,]*$|^\s*(\/\/|#|\*|\/\*|--|"""|''')/;

/** 0 for lines that say nothing; a line's worth is the weight of its distinct terms, each less the more lines have it. */
export function scoreLines(lines: readonly string[], terms: Terms): readonly number[] {
  const found = lines.map((line) => termsIn(line, terms));
  const frequency = new Map<string, number>();
  for (const set of found) for (const term of set) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  return lines.map((line, i) => {
    if (line.trim().length < 3) return 0;
    let score = 0;
    for (const term of found[i]) score += (terms.get(term) ?? 0) / Math.sqrt(frequency.get(term) ?? 1);
    if (NOISE.test(line)) return score * 0.5;
    return score + (OUTCOME.test(line) ? 0.15 : DECISION.test(line) ? 0.1 : 0);
  });
}

function termsIn(line: string, terms: Terms): ReadonlySet<string> {
  const found = new Set<string>();
  forEachWord(normalise(line.slice(0, 2000)), (word) => {
    for (const term of termsOf(word)) if (terms.has(term)) found.add(term);
  });
  return found;
}
