import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import openWabt from 'wabt';
import { BLOCK, isSimdSupported, openArena, openPlainArena, openSimdArena } from '../../../src/engine/vectors/arena.ts';
import { KERNEL } from '../../../src/engine/vectors/kernel.ts';
import { cosine, type Matrix, quantise } from '../../../src/engine/vectors/matrix.ts';
import { openScanner } from '../../../src/engine/vectors/scan.ts';
import { topK } from '../../../src/engine/vectors/top-k.ts';
import { randomRows } from '../../support/random-vectors.ts';

function matrixOf(rows: number, dimensions: number, seed = 1): Matrix {
  return quantise(randomRows({ rows, dimensions, seed }), dimensions);
}

/** Adds the rows in pieces of the given sizes, and compares every score with a plain dot product. */
function scan(sizes: readonly number[], dimensions: number, open = openArena) {
  const scanner = openScanner(dimensions, open);
  const query = randomRows({ rows: 1, dimensions, seed: 99 });
  const matrices = sizes.map((size, at) => matrixOf(size, dimensions, at));
  const firsts = matrices.map((matrix) => scanner.add(matrix));
  const scores = new Float32Array(scanner.rows);
  scanner.scores(query, scores);
  matrices.forEach((matrix, at) => {
    for (let row = 0; row < matrix.rows; row++) {
      assert.ok(Math.abs(scores[firsts[at] + row] - cosine(query, matrix, row)) < 5e-5, `${at}:${row}`);
    }
  });
  const best = scanner.nearest(query, 10);
  assert.deepEqual(
    best.map(({ row }) => row),
    [...topK(scores, 10)],
  );
  for (const { row, score } of best) assert.equal(score, scores[row]);
  return { scanner, query, scores };
}

function check(sizes: readonly number[], dimensions: number, open = openArena) {
  scan(sizes, dimensions, open);
}

test('this machine runs the SIMD kernel', () => assert.ok(isSimdSupported()));
test('a few rows', () => check([5], 256));
test('one row', () => check([1], 128));
test('no rows', () => check([], 128));
test('rows added in pieces across blocks', () => check([3, BLOCK - 4, 0, 2, BLOCK + 1, 1], 32));
test('exactly one block', () => check([BLOCK], 16));
test('dimensions that are no multiple of 16 are padded', () => check([70, 5], 100));
test('fewer dimensions than one vector', () => check([9], 3));
test('the dimensions of other embedders', () => {
  for (const dimensions of [384, 768, 1024, 1536, 3072]) check([9], dimensions);
});
test('plain JavaScript, where SIMD is missing', () => check([3, BLOCK, 7], 100, openPlainArena));

test('both kernels give the same bits', () => {
  for (const [rows, dimensions] of [
    [BLOCK + 37, 256],
    [50, 1536],
    [50, 40],
  ]) {
    const simd = scan([rows], dimensions, openSimdArena);
    const plain = scan([rows], dimensions, openPlainArena);
    assert.deepEqual(simd.scores, plain.scores);
    assert.deepEqual(simd.scanner.nearest(simd.query, 20), plain.scanner.nearest(plain.query, 20));
  }
});

test('the largest numbers there are do not overflow', () => {
  for (const dimensions of [256, 1536, 4096]) {
    const matrix = { rows: 4, dimensions, values: new Int8Array(4 * dimensions).fill(-128), scales: new Float32Array(4).fill(1) };
    for (const open of [openSimdArena, openPlainArena]) {
      const scanner = openScanner(dimensions, open);
      scanner.add(matrix);
      const [best] = scanner.nearest(new Float32Array(dimensions).fill(1), 1);
      assert.ok(Math.abs(best.score / (-128 * dimensions) - 1) < 1e-4, `${best.score}`);
    }
  }
});

test('only accepted rows', () => {
  const { scanner, query } = scan([300], 64);
  const odd = scanner.nearest(query, 300, (row) => row % 2 === 1);
  assert.equal(odd.length, 150);
  assert.ok(odd.every(({ row }) => row % 2 === 1));
});

test('more wanted than there are', () =>
  assert.equal(scan([30], 64).scanner.nearest(new Float32Array(64).fill(0.1), 1e9).length, 30));

test('only rows since a row', () => {
  const { scanner, query, scores } = scan([BLOCK * 2 + 50], 32);
  for (const first of [0, 1, BLOCK - 1, BLOCK, BLOCK * 2 + 49, BLOCK * 2 + 50]) {
    const expected = topK(scores, 5, (row) => row >= first);
    assert.deepEqual(
      scanner.nearestSince(first, query, 5).map(({ row }) => row),
      [...expected],
    );
  }
});

test('truncated rows are gone, and their numbers are given again', () => {
  const { scanner, query } = scan([BLOCK + 20], 100);
  scanner.truncate(BLOCK + 5);
  assert.equal(scanner.rows, BLOCK + 5);
  assert.ok(scanner.nearest(query, 2000).every(({ row }) => row < BLOCK + 5));
  const added = matrixOf(3, 100, 7);
  assert.equal(scanner.add(added), BLOCK + 5);
  const scores = new Float32Array(scanner.rows);
  scanner.scores(query, scores);
  assert.ok(Math.abs(scores[BLOCK + 7] - cosine(query, added, 2)) < 5e-5);
});

test('a query of zeros is equally far from everything', () => {
  const { scanner } = scan([5], 16);
  assert.deepEqual(scanner.nearest(new Float32Array(16), 2), [
    { row: 0, score: 0 },
    { row: 1, score: 0 },
  ]);
});
test('a query that is not a number finds nothing', () => {
  const { scanner } = scan([5], 16);
  assert.deepEqual(scanner.nearest(new Float32Array(16).fill(Number.NaN), 2), []);
});

test('rows and queries of another length are refused', () => {
  const { scanner } = scan([5], 16);
  assert.throws(() => scanner.add(matrixOf(1, 32)));
  assert.throws(() => scanner.nearest(new Float32Array(32), 1));
});

test('a closed scanner is of no use', () => {
  const { scanner, query } = scan([5], 16);
  scanner.close();
  assert.throws(() => scanner.nearest(query, 1));
});

test('two scanners do not see each other', () => {
  const one = scan([40], 64).scanner;
  const other = scan([7], 64).scanner;
  assert.deepEqual([one.rows, other.rows], [40, 7]);
});

test('kernel.ts is what kernel.wat says: `node scripts/kernel.mjs` makes it anew', async () => {
  const text = readFileSync(new URL('../../../src/engine/vectors/kernel.wat', import.meta.url), 'utf8');
  const { parseWat } = await openWabt();
  assert.deepEqual(KERNEL, parseWat('kernel.wat', text, { simd: true }).toBinary({}).buffer);
});
