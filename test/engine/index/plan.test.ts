import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { batchJobs, byEnding } from '../../../src/engine/index/plan.ts';

const jobsOf = (sizes: readonly number[]) => sizes.map((size, i) => ({ path: `f${i}`, size, mtimeMs: 0, known: [] }));
const bytesOf = (batch: readonly { size: number }[]) => batch.reduce((sum, { size }) => sum + size, 0);

test('every job is in one batch, in order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1_000_000)), fc.integer({ min: 1, max: 8 }), (sizes, width) => {
      const jobs = jobsOf(sizes);
      assert.deepEqual(batchJobs(jobs, width).flat(), jobs);
    }),
  );
});

test('files of a rare ending come first, each ending in path order', () => {
  const jobs = [
    { path: 'a/x.c', size: 9 },
    { path: 'a/y.H', size: 5 },
    { path: 'b/x.c', size: 1 },
    { path: 'b/y.h', size: 1 },
    { path: 'c/Makefile', size: 2 },
  ].map((job) => ({ ...job, mtimeMs: 0, known: [] }));
  const paths = byEnding(jobs).map(({ path }) => path);
  assert.deepEqual(paths, ['c/Makefile', 'a/y.H', 'b/y.h', 'a/x.c', 'b/x.c']);
});

test('batches grow smaller towards the end', () => {
  const sizes = batchJobs(jobsOf(Array(5000).fill(1_000)), 2).map(bytesOf);
  assert.ok(sizes[0] > 3 * sizes.at(-2)!);
  assert.deepEqual(
    sizes,
    sizes.toSorted((a, b) => b - a),
  );
});

test('a small workspace makes few segments', () => assert.ok(batchJobs(jobsOf(Array(500).fill(10_000)), 2).length <= 8));
test('a few small files are one batch', () => assert.equal(batchJobs(jobsOf([100, 200, 300]), 8).length, 1));
test('no batch is larger than a thread should be given', () =>
  assert.ok(batchJobs(jobsOf(Array(2000).fill(500_000)), 2).every((batch) => bytesOf(batch) <= (8 << 20) + 500_000)));
