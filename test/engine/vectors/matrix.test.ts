import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cosine, dequantise, quantise, quantiseInto } from '../../../src/engine/vectors/matrix.ts';
import { randomRows, rowOf } from '../../support/random-vectors.ts';

function check(row: readonly number[], expected: readonly number[], scale: number) {
  const values = new Int8Array(row.length + 2).fill(99);
  assert.equal(quantiseInto(Float32Array.from(row), values, 1), Math.fround(scale));
  assert.deepEqual([...values], [99, ...expected, 99]);
}

test('the largest component becomes 127', () => check([1, 0.5, -1, 0], [127, 64, -127, 0], 1 / 127));
test('the sign of the largest component does not matter', () => check([-2, 1], [-127, 64], 2 / 127));
test('values round to the nearest', () => check([127, 1.4, 1.6, -1.4, -1.6], [127, 1, 2, -1, -2], 1));
test('a row of zeros has scale 0', () => check([0, 0], [0, 0], 0));
test('a row with a NaN becomes zeros', () => check([1, Number.NaN, 2], [0, 0, 0], 0));
test('a row with an infinity becomes zeros', () => check([1, Number.NEGATIVE_INFINITY], [0, 0], 0));
test('a row too small to scale has scale 0', () => check([1e-45, 0], [127, 0], 0));

test('every component is within half a scale of what it was', () => {
  const rows = randomRows({ rows: 50, dimensions: 96, seed: 1 });
  const matrix = quantise(rows, 96);
  for (let row = 0; row < 50; row++) {
    const back = dequantise(matrix, row);
    const errors = rowOf(rows, 96, row).map((value, i) => Math.abs(value - back[i]));
    assert.ok(Math.max(...errors) <= matrix.scales[row] * 0.5001);
  }
});

test('cosine agrees with the floats', () => {
  const rows = randomRows({ rows: 40, dimensions: 64, seed: 2 });
  const matrix = quantise(rows, 64);
  const query = rowOf(rows, 64, 0);
  for (let row = 0; row < 40; row++) {
    const exact = rowOf(rows, 64, row).reduce((sum, value, i) => sum + value * query[i], 0);
    assert.ok(Math.abs(cosine(query, matrix, row) - exact) < 0.01);
  }
});

test('numbers that are no whole rows are refused', () => {
  assert.throws(() => quantise(new Float32Array(7), 3));
});
