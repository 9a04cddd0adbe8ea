import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Pooling, pool } from '../../../src/node/embedders/pooling.ts';

/** One text of three tokens with two dimensions each. */
function check(mask: readonly number[], pooling: Pooling, expected: readonly number[]) {
  const data = Float32Array.of(1, 10, 3, 30, 8, 80);
  assert.deepEqual([...pool({ data, dims: [1, 3, 2] }, mask.map(BigInt), pooling)[0]], expected);
}

test('mean of all', () => check([1, 1, 1], 'mean', [4, 40]));
test('mean without what was filled up', () => check([1, 1, 0], 'mean', [2, 20]));
test('first', () => check([1, 1, 0], 'cls', [1, 10]));
test('first, filled up on the left', () => check([0, 1, 1], 'cls', [3, 30]));
test('last', () => check([1, 1, 1], 'last_token', [8, 80]));
test('last, filled up on the right', () => check([1, 1, 0], 'last_token', [3, 30]));
test('nothing', () => check([0, 0, 0], 'mean', [0, 0]));
test('each text by itself', () => {
  const rows = pool({ data: Float32Array.of(1, 2, 3, 4), dims: [2, 2, 1] }, [1n, 1n, 0n, 1n], 'mean');
  assert.deepEqual(
    rows.map((row) => [...row]),
    [[1.5], [4]],
  );
});
