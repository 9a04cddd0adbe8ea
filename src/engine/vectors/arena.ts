/**
 * Blocks of int8 rows where a kernel can reach them: the WebAssembly one over its own memory, or plain JavaScript where
 * SIMD is missing. Both give the same bits. This file knows memory and arithmetic, not what is searched for.
 */
import { PAGE, pages, runs, type WebAssemblyApi, webAssembly } from '../web-assembly.ts';
import { KERNEL } from './kernel.ts';

/** Rows per block; a multiple of four, because the kernel takes four rows at a time. */
export const BLOCK = 1024;

/** A query as the kernels want it: its components are `unit × values`; `values` is as long as a row's stride. */
export interface IntegerQuery {
  readonly values: Int16Array;
  readonly unit: number;
}

export interface Arena {
  /** Makes room for this many blocks in all; views handed out before are void. */
  reserve(blocks: number): void;
  /** BLOCK rows of `stride` values. */
  values(block: number): Int8Array;
  scales(block: number): Float32Array;
  /** Dot products of the first `count` rows of a block with the query. Valid until the next call. */
  score(query: IntegerQuery, block: number, count: number): Float32Array;
}

export type OpenArena = (stride: number) => Arena;

/** The fastest arena that this machine runs. */
export function openArena(stride: number): Arena {
  return isSimdSupported() ? openSimdArena(stride) : openPlainArena(stride);
}

export function isSimdSupported(): boolean {
  return runs(KERNEL);
}

/** Layout of the memory: scores of one block, the query, then block after block, each its values and its scales. */
export function openSimdArena(stride: number): Arena {
  const queryAt = BLOCK * 4;
  const blocksAt = queryAt + stride * 2;
  const blockSize = BLOCK * (stride + 4);
  const { Memory, Module, Instance } = webAssembly() as WebAssemblyApi;
  const memory = new Memory({ initial: pages(blocksAt), maximum: MAX_PAGES });
  const { scan } = new Instance(new Module(KERNEL), { host: { memory } }).exports as KernelExports;
  const at = (block: number) => blocksAt + block * blockSize;
  return {
    reserve(blocks) {
      const missing = pages(at(blocks)) - memory.buffer.byteLength / PAGE;
      if (missing > 0) memory.grow(missing);
    },
    values: (block) => new Int8Array(memory.buffer, at(block), BLOCK * stride),
    scales: (block) => new Float32Array(memory.buffer, at(block) + BLOCK * stride, BLOCK),
    score(query, block, count) {
      new Int16Array(memory.buffer, queryAt, stride).set(query.values);
      scan(at(block), stride, at(block) + BLOCK * stride, count, queryAt, query.unit, 0);
      return new Float32Array(memory.buffer, 0, count);
    },
  };
}

export function openPlainArena(stride: number): Arena {
  const blocks: { readonly values: Int8Array; readonly scales: Float32Array }[] = [];
  const scores = new Float32Array(BLOCK);
  return {
    reserve(count) {
      while (blocks.length < count) blocks.push({ values: new Int8Array(BLOCK * stride), scales: new Float32Array(BLOCK) });
    },
    values: (block) => blocks[block].values,
    scales: (block) => blocks[block].scales,
    score(query, block, count) {
      for (let row = 0; row < count; row += 4) scoreFour(query, blocks[block].values, blocks[block].scales, row, scores);
      return scores.subarray(0, count);
    },
  };
}

/** As kernel.wat does it: exact sums, and each piece of the query read once for four rows (a third faster than one by one). */
function scoreFour(
  { values: query, unit }: IntegerQuery,
  rows: Int8Array,
  scales: Float32Array,
  row: number,
  out: Float32Array,
): void {
  const stride = query.length;
  const at0 = row * stride;
  const at1 = at0 + stride;
  const at2 = at1 + stride;
  const at3 = at2 + stride;
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  for (let i = 0; i < stride; i++) {
    const q = query[i];
    sum0 += q * rows[at0 + i];
    sum1 += q * rows[at1 + i];
    sum2 += q * rows[at2 + i];
    sum3 += q * rows[at3 + i];
  }
  out[row] = sum0 * scales[row] * unit;
  out[row + 1] = sum1 * scales[row + 1] * unit;
  out[row + 2] = sum2 * scales[row + 2] * unit;
  out[row + 3] = sum3 * scales[row + 3] * unit;
}

/** 4 GB, all that a 32-bit memory addresses: 16 million rows of 256. */
const MAX_PAGES = 65536;

interface KernelExports {
  scan(rows: number, stride: number, scales: number, count: number, query: number, unit: number, out: number): void;
}
