import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import openWabt from 'wabt';
import { KERNEL } from '../../../src/engine/embed/kernel.ts';
import { openPlainRowSums, openSimdRowSums, type RowSums } from '../../../src/engine/embed/row-sums.ts';

const DIMENSIONS = 64;
const ROWS = Int8Array.from({ length: 50 * DIMENSIONS }, (_, i) => ((i * 7919) % 255) - 127);

function sumOf(sums: RowSums, numbers: readonly number[], factors: readonly number[]): Float32Array {
  sums.numbers.set(numbers);
  sums.factors.set(factors);
  const out = new Float32Array(DIMENSIONS).fill(9);
  sums.sum(numbers.length, out);
  return out;
}

/** What the definition says, in double precision. */
function expected(numbers: readonly number[], factors: readonly number[]): number[] {
  return Array.from({ length: DIMENSIONS }, (_, d) =>
    numbers.reduce((sum, n, i) => sum + factors[i] * ROWS[n * DIMENSIONS + d], 0),
  );
}

function check(numbers: readonly number[], factors: readonly number[]): void {
  for (const open of [openSimdRowSums, openPlainRowSums]) {
    const actual = sumOf(open(ROWS, DIMENSIONS), numbers, factors);
    for (const [d, value] of expected(numbers, factors).entries())
      assert.ok(Math.abs(actual[d] - value) < 1e-3, `${open.name} ${d}`);
  }
}

test('one row', () => check([3], [0.5]));
test('several rows, the last among them', () => check([49, 0, 7, 7], [1, -0.25, 0.125, 2]));
test('no rows are zero', () => check([], []));

test('kernel.ts is what kernel.wat says: `node scripts/kernel.mjs` makes it anew', async () => {
  const text = readFileSync(new URL('../../../src/engine/embed/kernel.wat', import.meta.url), 'utf8');
  const { parseWat } = await openWabt();
  assert.deepEqual(KERNEL, parseWat('kernel.wat', text, { simd: true }).toBinary({}).buffer);
});
