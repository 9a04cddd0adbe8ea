/**
 * Postings: which units have a term, and in which fields how often. Knows term numbers and units; not text, not files.
 * Gathered unit by unit, then turned round to term by term once, by counting sort.
 */
import { counted, FIELDS } from './fields.ts';

export interface PostingSections {
  /** Where each term's postings start, and the end of the last: terms + 1 entries. */
  readonly postingStart: Uint32Array;
  /** Units of each term, ascending. */
  readonly postingUnit: Uint32Array;
  /** Packed counts, see fields.ts. */
  readonly postingCounts: Uint32Array;
  /** Words per field: units x FIELDS, at most 65,535. */
  readonly fieldLength: Uint16Array;
}

export class PostingsBuilder {
  /** Per term number: packed counts within the unit being read. */
  #counts = new Uint32Array(1024);
  readonly #touched: number[] = [];
  readonly #terms = new GrowingNumbers();
  readonly #packed = new GrowingNumbers();
  readonly #unitStart: number[] = [0];
  readonly #lengths: number[] = [];
  readonly #lengthsNow = FIELDS.map(() => 0);

  add(term: number, field: number): void {
    if (term >= this.#counts.length) this.#grow(term);
    const before = this.#counts[term];
    if (before === 0) this.#touched.push(term);
    this.#counts[term] = counted(before, field);
  }

  addWord(field: number): void {
    this.#lengthsNow[field]++;
  }

  endUnit(): void {
    for (const term of this.#touched) {
      this.#terms.push(term);
      this.#packed.push(this.#counts[term]);
      this.#counts[term] = 0;
    }
    this.#touched.length = 0;
    this.#unitStart.push(this.#terms.length);
    for (let f = 0; f < FIELDS.length; f++) this.#lengths.push(Math.min(65_535, this.#lengthsNow[f]));
    this.#lengthsNow.fill(0);
  }

  /** The distinct term numbers seen, ascending. */
  terms(): number[] {
    return [...new Set(this.#terms.values())].sort((a, b) => a - b);
  }

  /** `rank[term]` is the term's place in the order wanted, 0 … count - 1. */
  finish(rank: Int32Array, count: number): PostingSections {
    const [terms, packed] = [this.#terms.values(), this.#packed.values()];
    const postingStart = new Uint32Array(count + 1);
    for (const term of terms) postingStart[rank[term] + 1]++;
    for (let t = 0; t < count; t++) postingStart[t + 1] += postingStart[t];
    const next = postingStart.slice(0, count);
    const postingUnit = new Uint32Array(terms.length);
    const postingCounts = new Uint32Array(terms.length);
    for (let unit = 0; unit + 1 < this.#unitStart.length; unit++) {
      for (let i = this.#unitStart[unit]; i < this.#unitStart[unit + 1]; i++) {
        const at = next[rank[terms[i]]]++;
        postingUnit[at] = unit;
        postingCounts[at] = packed[i];
      }
    }
    return { postingStart, postingUnit, postingCounts, fieldLength: Uint16Array.from(this.#lengths) };
  }

  #grow(term: number): void {
    const larger = new Uint32Array(Math.max(term + 1, this.#counts.length * 2));
    larger.set(this.#counts);
    this.#counts = larger;
  }
}

/** Whole numbers as they come, in an array that doubles as it fills: millions of them would burden the collector. */
class GrowingNumbers {
  #numbers = new Uint32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(number: number): void {
    if (this.#length === this.#numbers.length) {
      const larger = new Uint32Array(this.#length * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.#length++] = number;
  }

  values(): Uint32Array {
    return this.#numbers.subarray(0, this.#length);
  }
}
