/**
 * The k best of many scores without sorting them all. It knows numbers and their places, not where they come from.
 * Equal scores rank by place, lower first, so that an answer never depends on the order of work.
 */

export interface Nearest {
  readonly row: number;
  readonly score: number;
}

export type Accept = (row: number) => boolean;

/** Rows of the k highest scores, best first. A score of -Infinity or NaN never counts, so either marks a row as absent. */
export function topK(scores: Float32Array, k: number, accept?: Accept): Int32Array {
  const best = new BestRows(k);
  best.offerAll(scores, 0, accept);
  return Int32Array.from(best.take(), ({ row }) => row);
}

/**
 * A binary heap of at most k rows with the worst on top. `accept` is asked only about rows that would enter the heap, so it
 * may cost something: of n scores in random order about k · ln(n / k) get so far.
 */
export class BestRows {
  private readonly rows: Int32Array;
  private readonly scores: Float64Array;
  private size = 0;
  private floor: number;

  constructor(private readonly k: number) {
    this.rows = new Int32Array(k);
    this.scores = new Float64Array(k);
    this.floor = k > 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }

  /** Offers `scores[i]` as row `first + i`. Rows must be offered in ascending order: a later equal score ranks lower. */
  offerAll(scores: Float32Array, first: number, accept?: Accept): void {
    for (let i = 0; i < scores.length; i++) {
      const score = scores[i];
      if (score > this.floor && (accept === undefined || accept(first + i))) this.push(first + i, score);
    }
  }

  offer(row: number, score: number): void {
    if (score > this.floor) this.push(row, score);
  }

  /** Best first. */
  take(): Nearest[] {
    const order = Array.from(this.rows.subarray(0, this.size), (row, at) => ({ row, score: this.scores[at] }));
    return order.sort((a, b) => b.score - a.score || a.row - b.row);
  }

  private push(row: number, score: number): void {
    if (this.size < this.k) this.siftUp(this.size++, row, score);
    else this.siftDown(row, score);
    if (this.size === this.k) this.floor = this.scores[0];
  }

  private siftUp(at: number, row: number, score: number): void {
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.isWorse(row, score, parent)) break;
      this.move(parent, at);
      at = parent;
    }
    this.set(at, row, score);
  }

  private siftDown(row: number, score: number): void {
    let at = 0;
    for (let child = 1; child < this.size; child = 2 * at + 1) {
      if (child + 1 < this.size && this.isWorse(this.rows[child + 1], this.scores[child + 1], child)) child++;
      if (this.isWorse(row, score, child)) break;
      this.move(child, at);
      at = child;
    }
    this.set(at, row, score);
  }

  private isWorse(row: number, score: number, at: number): boolean {
    return score < this.scores[at] || (score === this.scores[at] && row > this.rows[at]);
  }

  private move(from: number, to: number): void {
    this.set(to, this.rows[from], this.scores[from]);
  }

  private set(at: number, row: number, score: number): void {
    this.rows[at] = row;
    this.scores[at] = score;
  }
}
