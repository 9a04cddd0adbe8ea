/**
 * The exact scan: the cosine of a query with every row there is, by brute force. It knows rows and scores; not what a row
 * stands for, nor which rows are still wanted (a caller says so with `accept`).
 *
 * The query is rounded to int16 (an error below 2e-5 of its largest component), so that products with int8 rows are exact
 * integers, and every kernel gives the same bits.
 */
import { type Arena, BLOCK, type IntegerQuery, type OpenArena, openArena } from './arena.ts';
import type { Matrix } from './matrix.ts';
import { type Accept, BestRows, type Nearest } from './top-k.ts';

export interface Scanner {
  readonly dimensions: number;
  /** Rows are numbered 0 … rows - 1 in the order in which they were added. */
  readonly rows: number;
  /** Copies the rows; returns the number of the first one. */
  add(matrix: Matrix): number;
  /** Forgets every row from `rows` on; the memory is kept for those that follow. */
  truncate(rows: number): void;
  /** `out[row]` = cosine with an L2-normalised query, for every row. `out` holds at least `rows` numbers. */
  scores(query: Float32Array, out: Float32Array): void;
  /** Best first, equal scores by row. */
  nearest(query: Float32Array, k: number, accept?: Accept): Nearest[];
  /** The same, over rows first … rows - 1 only. */
  nearestSince(first: number, query: Float32Array, k: number, accept?: Accept): Nearest[];
  /** Gives the memory back; the scanner is of no use afterwards. */
  close(): void;
}

export function openScanner(dimensions: number, open: OpenArena = openArena): Scanner {
  return new BlockScanner(dimensions, open(strideOf(dimensions)));
}

class BlockScanner implements Scanner {
  private count = 0;
  private readonly stride: number;
  private arena: Arena | undefined;

  constructor(
    readonly dimensions: number,
    arena: Arena,
  ) {
    this.stride = strideOf(dimensions);
    this.arena = arena;
  }

  get rows(): number {
    return this.count;
  }

  add(matrix: Matrix): number {
    if (matrix.dimensions !== this.dimensions) throw new Error(`Rows of ${matrix.dimensions} in a scanner of ${this.dimensions}`);
    const first = this.count;
    this.open().reserve(Math.ceil((first + matrix.rows) / BLOCK));
    for (let from = 0; from < matrix.rows; ) from += this.fillBlock(matrix, from);
    return first;
  }

  truncate(rows: number): void {
    this.count = Math.min(this.count, rows);
  }

  scores(query: Float32Array, out: Float32Array): void {
    this.eachBlock(query, 0, (scores, first) => out.set(scores, first));
  }

  nearest(query: Float32Array, k: number, accept?: Accept): Nearest[] {
    return this.nearestSince(0, query, k, accept);
  }

  nearestSince(first: number, query: Float32Array, k: number, accept?: Accept): Nearest[] {
    const best = new BestRows(Math.min(k, Math.max(0, this.count - first)));
    this.eachBlock(query, first, (scores, at) => best.offerAll(scores, at, accept));
    return best.take();
  }

  close(): void {
    this.arena = undefined;
    this.count = 0;
  }

  /** Copies rows up to the end of the block that the next row falls into; returns how many. */
  private fillBlock(matrix: Matrix, from: number): number {
    const { dimensions, stride } = this;
    const block = Math.floor(this.count / BLOCK);
    const at = this.count % BLOCK;
    const rows = Math.min(BLOCK - at, matrix.rows - from);
    const values = this.open().values(block);
    const source = matrix.values.subarray(from * dimensions, (from + rows) * dimensions);
    if (stride === dimensions) values.set(source, at * stride);
    else for (let row = 0; row < rows; row++) this.copyPadded(source, row, values, at + row);
    this.open()
      .scales(block)
      .set(matrix.scales.subarray(from, from + rows), at);
    this.count += rows;
    return rows;
  }

  private copyPadded(source: Int8Array, from: number, values: Int8Array, to: number): void {
    const { dimensions, stride } = this;
    values.set(source.subarray(from * dimensions, (from + 1) * dimensions), to * stride);
    values.fill(0, to * stride + dimensions, (to + 1) * stride);
  }

  /** Calls back with the scores of rows first …, block by block, ascending. */
  private eachBlock(query: Float32Array, first: number, use: (scores: Float32Array, first: number) => void): void {
    if (query.length !== this.dimensions) throw new Error(`A query of ${query.length} against rows of ${this.dimensions}`);
    const arena = this.open();
    const integers = toIntegers(query, this.stride);
    for (let at = Math.floor(first / BLOCK) * BLOCK; at < this.count; at += BLOCK) {
      const scores = arena.score(integers, at / BLOCK, Math.min(BLOCK, this.count - at));
      use(at < first ? scores.subarray(first - at) : scores, Math.max(at, first));
    }
  }

  private open(): Arena {
    if (this.arena === undefined) throw new Error('The scanner is closed.');
    return this.arena;
  }
}

/** Rows are padded with zeros to whole vectors of 16 bytes. */
function strideOf(dimensions: number): number {
  return Math.ceil(dimensions / 16) * 16;
}

/** As fine as fits: one i32 lane of the kernel adds up a quarter of the products, each at most 128 × limit. */
function toIntegers(query: Float32Array, stride: number): IntegerQuery {
  const limit = Math.min(32767, Math.floor((2 ** 31 - 1) / (128 * (stride / 4))));
  const values = new Int16Array(stride);
  const max = query.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (!(max > 0)) return { values, unit: max };
  for (let i = 0; i < query.length; i++) values[i] = Math.round((query[i] / max) * limit);
  return { values, unit: max / limit };
}
