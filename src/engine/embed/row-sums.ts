/**
 * Weighted sums of the model's rows: by a SIMD kernel over its own memory, or in plain JavaScript where SIMD is missing.
 * Knows rows and factors; not tokens, not texts. Nearly all the time of embedding is spent here.
 */
import { pages, runs, type WebAssemblyApi, webAssembly } from '../web-assembly.ts';
import { KERNEL } from './kernel.ts';

export interface RowSums {
  /** Where the rows lie, one after the other. */
  readonly rows: Int8Array;
  /** Row numbers and factors of the next sum: the caller fills the first `count` places. */
  readonly numbers: Int32Array;
  readonly factors: Float32Array;
  /** Writes the sum of factor times row, over the first `count` places, into `out` (as long as a row). */
  sum(count: number, out: Float32Array): void;
}

/** Rows of one sum at most. */
export const MOST_ROWS = 512;

export function openRowSums(rows: Int8Array, dimensions: number): RowSums {
  return dimensions % 16 === 0 && runs(KERNEL) ? openSimdRowSums(rows, dimensions) : openPlainRowSums(rows, dimensions);
}

/** Layout of the memory: numbers, factors, the sum, then the rows. */
export function openSimdRowSums(source: Int8Array, dimensions: number): RowSums {
  const { Memory, Module, Instance } = webAssembly() as WebAssemblyApi;
  const factorsAt = MOST_ROWS * 4;
  const sumAt = factorsAt + MOST_ROWS * 4;
  const rowsAt = sumAt + dimensions * 4;
  const size = pages(rowsAt + source.length);
  const memory = new Memory({ initial: size, maximum: size });
  const { sum } = new Instance(new Module(KERNEL), { host: { memory } }).exports as KernelExports;
  const rows = new Int8Array(memory.buffer, rowsAt, source.length);
  rows.set(source);
  const found = new Float32Array(memory.buffer, sumAt, dimensions);
  return {
    rows,
    numbers: new Int32Array(memory.buffer, 0, MOST_ROWS),
    factors: new Float32Array(memory.buffer, factorsAt, MOST_ROWS),
    sum(count, out) {
      sum(0, factorsAt, count, rowsAt, dimensions, sumAt);
      out.set(found);
    },
  };
}

interface KernelExports {
  sum(numbers: number, factors: number, count: number, rows: number, dimensions: number, out: number): void;
}

export function openPlainRowSums(rows: Int8Array, dimensions: number): RowSums {
  const numbers = new Int32Array(MOST_ROWS);
  const factors = new Float32Array(MOST_ROWS);
  return { rows, numbers, factors, sum };

  function sum(count: number, out: Float32Array): void {
    out.fill(0);
    for (let i = 0; i < count; i++) {
      const at = numbers[i] * dimensions;
      const factor = factors[i];
      for (let d = 0; d < dimensions; d++) out[d] += factor * rows[at + d];
    }
  }
}
