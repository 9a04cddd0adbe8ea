/**
 * What is known of each word: its index terms and its model tokens, worked out once per word instead of once per
 * occurrence. One lexicon serves one digest thread over many files.
 */
import type { StaticModel } from '../embed/static-model.ts';
import { termsOf } from '../text/terms.ts';
import { StringSet } from './strings.ts';

export interface WordEntry {
  /** Numbers of this lexicon's own terms. */
  readonly terms: readonly number[];
  readonly tokens: readonly number[];
}

/** Past this many words a lexicon is worth replacing: 300,000 entries take about 60 MB. */
const FULL = 300_000;

const NO_TOKENS: readonly number[] = [];

export class Lexicon {
  readonly #words = new Map<string, WordEntry>();
  readonly #terms = new StringSet();
  readonly #model: StaticModel | undefined;

  /** Without a model, words have terms only. */
  constructor(model: StaticModel | undefined) {
    this.#model = model;
  }

  get isFull(): boolean {
    return this.#words.size > FULL;
  }

  get termCount(): number {
    return this.#terms.size;
  }

  entry(word: string): WordEntry {
    const known = this.#words.get(word);
    if (known !== undefined) return known;
    const entry = {
      terms: termsOf(word).map((term) => this.#terms.numberOf(term)),
      tokens: this.#model?.tokensOf(word) ?? NO_TOKENS,
    };
    this.#words.set(word, entry);
    return entry;
  }

  terms(): string[] {
    return this.#terms.values();
  }
}
