import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { topK } from '../../../src/engine/vectors/top-k.ts';

function check(scores: readonly number[], k: number, expected: readonly number[], accept?: (row: number) => boolean) {
  assert.deepEqual([...topK(Float32Array.from(scores), k, accept)], expected);
}

test('best first', () => check([1, 3, 2], 2, [1, 2]));
test('fewer rows than wanted', () => check([1, 3], 10, [1, 0]));
test('none wanted', () => check([1, 3], 0, []));
test('no rows', () => check([], 3, []));
test('equal scores rank by row', () => check([5, 7, 5, 7, 5], 4, [1, 3, 0, 2]));
test('negative scores count', () => check([-3, -1, -2], 2, [1, 2]));
test('-Infinity and NaN mark absent rows', () => check([Number.NEGATIVE_INFINITY, Number.NaN, -9], 3, [2]));
test('only accepted rows', () => check([9, 8, 7, 6], 2, [1, 3], (row) => row % 2 === 1));

test('it agrees with sorting everything', () => {
  const scores = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 200 });
  fc.assert(
    fc.property(scores, fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 4 }), (values, k, step) => {
      const accept = (row: number) => row % step === 0;
      const sorted = values.map((score, row) => ({ score, row })).filter(({ row }) => accept(row));
      sorted.sort((a, b) => b.score - a.score || a.row - b.row);
      check(
        values,
        k,
        sorted.slice(0, k).map(({ row }) => row),
        accept,
      );
    }),
  );
});
