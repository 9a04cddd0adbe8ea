/**
 * Bags of tokens and their vectors. Knows numbers only. Counting is done in arrays that are reused from text to text,
 * because a large workspace has millions of texts and a Map for each would cost more than the sums themselves.
 */
import type { EmbedSide } from '../ports.ts';
import { forEachWord, normalise } from '../text/words.ts';
import type { StaticModel } from './static-model.ts';

/** Distinct tokens of one text that take part, as in training. */
export const MOST_TOKENS: Readonly<Record<EmbedSide, number>> = { question: 60, code: 400 };

export class TokenBag {
  readonly #model: StaticModel;
  readonly #counts: Float32Array;
  readonly #tokens: number[] = [];

  constructor(model: StaticModel) {
    this.#model = model;
    this.#counts = new Float32Array(model.tokenCount);
  }

  add(tokens: readonly number[], weight = 1): void {
    for (const token of tokens) {
      if (this.#counts[token] === 0) this.#tokens.push(token);
      this.#counts[token] += weight;
    }
  }

  /**
   * Adds the bag's weighted sum to `sum` (length D), scaled to length 1 and times `share`, and empties the bag.
   * Each distinct token counts with the root of its count. @returns false where the bag was empty.
   */
  drainInto(sum: Float32Array, side: EmbedSide): boolean {
    const { sums, weight } = this.#model;
    const tokens = this.#tokens;
    const used = Math.min(tokens.length, MOST_TOKENS[side]);
    for (let i = 0; i < used; i++) {
      sums.numbers[i] = tokens[i];
      sums.factors[i] = weight[side][tokens[i]] * Math.sqrt(this.#counts[tokens[i]]);
    }
    sums.sum(used, sum);
    for (const token of tokens) this.#counts[token] = 0;
    tokens.length = 0;
    return normaliseLength(sum);
  }
}

/** Scales to length 1 in place. @returns false for a zero vector, which stays as it is. */
export function normaliseLength(vector: Float32Array): boolean {
  let square = 0;
  for (let d = 0; d < vector.length; d++) square += vector[d] * vector[d];
  if (square < 1e-20) return false;
  const factor = 1 / Math.sqrt(square);
  for (let d = 0; d < vector.length; d++) vector[d] *= factor;
  return true;
}

/** The vector of a whole text, length 1 (or 0 where nothing in it is known). */
export function embedText(model: StaticModel, text: string, side: EmbedSide): Float32Array {
  const bag = new TokenBag(model);
  forEachWord(normalise(text), (word) => bag.add(model.tokensOf(word)));
  const vector = new Float32Array(model.dimensions);
  bag.drainInto(vector, side);
  return vector;
}
