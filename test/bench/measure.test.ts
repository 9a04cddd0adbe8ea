import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alternated, median, medianRatio, percentile, sample, shuffled } from '../../bench/measure.ts';

test('the median of an odd number of values is the middle one', () => assert.equal(median([9, 1, 5]), 5));
test('the median of an even number of values lies between the two in the middle', () => assert.equal(median([4, 1, 10, 2]), 3));
test('values are ordered as numbers', () => assert.equal(median([10, 9, 100]), 10));
test('no values have no median', () => assert.throws(() => median([]), RangeError));

const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
test('p50 of 1 … 100', () => assert.equal(percentile(hundred, 0.5), 50));
test('p99 of 1 … 100', () => assert.equal(percentile(hundred, 0.99), 99));
test('p100 is the largest', () => assert.equal(percentile(hundred, 1), 100));
test('p0 is the smallest', () => assert.equal(percentile(hundred, 0), 1));
test('p99 of a few is the largest', () => assert.equal(percentile([3, 1, 2], 0.99), 3));

test('a ratio is taken within each run, so that one slow run does not spoil it', () => {
  assert.equal(medianRatio([20, 200, 20], [10, 100, 10]), 2);
});

test('two sides take turns, and neither is always first', async () => {
  const order: string[] = [];
  const results = await alternated(
    3,
    (run) => order.push(`a${run}`),
    (run) => order.push(`b${run}`),
  );
  assert.deepEqual(order, ['a0', 'b0', 'b1', 'a1', 'a2', 'b2']);
  assert.deepEqual(results, { first: [1, 4, 5], second: [2, 3, 6] });
});

const letters = [...'abcdefghijklmnop'];
test('a sample keeps the order, and is the same every time', () => {
  const some = sample(letters, 5);
  assert.equal(some.length, 5);
  assert.deepEqual([...some].sort(), some);
  assert.deepEqual(sample(letters, 5), some);
});
test('another seed draws another sample', () => assert.notDeepEqual(sample(letters, 5, 2), sample(letters, 5)));
test('a sample of more than there is, is all of it', () => assert.deepEqual(sample(letters, 99), letters));
test('shuffling loses nothing', () => assert.deepEqual([...shuffled(letters)].sort(), letters));
