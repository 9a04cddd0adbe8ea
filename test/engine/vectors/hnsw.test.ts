import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isEngineError } from '../../../src/engine/errors.ts';
import { type Hnsw, loadHnsw, openHnsw } from '../../../src/engine/vectors/hnsw.ts';
import { type Matrix, quantise } from '../../../src/engine/vectors/matrix.ts';
import { openScanner } from '../../../src/engine/vectors/scan.ts';
import { loadHnswLibrary } from '../../../src/node/hnsw-library.ts';
import { bagRows, randomRows, rowOf } from '../../support/random-vectors.ts';

const library = await loadHnswLibrary();

/** The query is int16 in the scan and f32 in the graph, so equal rows may differ by this much. */
const TIE = 1e-5;

function build(rows: Float32Array, dimensions: number): { hnsw: Hnsw; matrix: Matrix } {
  const matrix = quantise(rows, dimensions);
  const hnsw = openHnsw(library, { dimensions });
  hnsw.add(matrix);
  return { hnsw, matrix };
}

/** Share of the exact scan's first ten that the graph finds, over all queries; an equally good row counts. */
function recallAt10(hnsw: Hnsw, matrix: Matrix, queries: Float32Array, accept?: (row: number) => boolean): number {
  const scanner = openScanner(matrix.dimensions);
  scanner.add(matrix);
  let found = 0;
  let wanted = 0;
  for (let i = 0; i < queries.length / matrix.dimensions; i++) {
    const query = rowOf(queries, matrix.dimensions, i);
    const exact = scanner.nearest(query, 10, accept);
    const worst = exact[exact.length - 1].score - TIE;
    found += (hnsw.nearest(query, 10, accept) ?? exact).filter(({ score }) => score >= worst).length;
    wanted += exact.length;
  }
  return found / wanted;
}

function check(rows: Float32Array, queries: Float32Array, dimensions: number) {
  const { hnsw, matrix } = build(rows, dimensions);
  const recall = recallAt10(hnsw, matrix, queries);
  assert.ok(recall >= 0.98, `recall@10 is ${recall}`);
  hnsw.close();
}

test('recall on rows in clusters, asked near them', () => {
  const shape = { dimensions: 64, clusters: 60 };
  check(randomRows({ rows: 3000, seed: 1, ...shape }), randomRows({ rows: 60, seed: 1, spread: 0.9, ...shape }), 64);
});
test('recall on rows in all directions', () => {
  check(randomRows({ rows: 2000, dimensions: 48, seed: 3 }), randomRows({ rows: 60, dimensions: 48, seed: 4 }), 48);
});
test('recall on sums of words, asked with a few words', () => {
  const dimensions = 128;
  check(
    bagRows({ rows: 3000, dimensions, seed: 5, words: 40 }),
    bagRows({ rows: 60, dimensions, seed: 6, words: 5 }),
    dimensions,
  );
});
test('recall where every row is there twice', () => {
  const once = randomRows({ rows: 1000, dimensions: 32, seed: 7 });
  const twice = Float32Array.from({ length: once.length * 2 }, (_, i) => once[i % once.length]);
  check(twice, randomRows({ rows: 40, dimensions: 32, seed: 8 }), 32);
});

const DIMENSIONS = 32;
const rows = randomRows({ rows: 2500, dimensions: DIMENSIONS, seed: 9, clusters: 20 });
const queries = randomRows({ rows: 40, dimensions: DIMENSIONS, seed: 9, clusters: 20, spread: 0.8 });

test('scores are those of the exact scan', () => {
  const { hnsw, matrix } = build(rows, DIMENSIONS);
  const scanner = openScanner(DIMENSIONS);
  scanner.add(matrix);
  const scores = new Float32Array(scanner.rows);
  scanner.scores(rowOf(queries, DIMENSIONS, 0), scores);
  for (const { row, score } of hnsw.nearest(rowOf(queries, DIMENSIONS, 0), 20) ?? []) {
    assert.ok(Math.abs(score - scores[row]) < TIE);
  }
});

test('rows that are not accepted are left out, and recall stays', () => {
  const { hnsw, matrix } = build(rows, DIMENSIONS);
  const accept = (row: number) => row % 3 === 0;
  const found = hnsw.nearest(rowOf(queries, DIMENSIONS, 0), 10, accept) ?? [];
  assert.equal(found.length, 10);
  assert.ok(found.every(({ row }) => accept(row)));
  assert.ok(recallAt10(hnsw, matrix, queries, accept) >= 0.98);
});

test('where hardly any row is accepted it leaves the question to the exact scan', () => {
  const { hnsw } = build(rows, DIMENSIONS);
  assert.equal(
    hnsw.nearest(rowOf(queries, DIMENSIONS, 0), 10, (row) => row === 7),
    undefined,
  );
});

test('more wanted than there are', () => {
  const { hnsw } = build(rowOf(rows, DIMENSIONS * 7, 0), DIMENSIONS);
  assert.equal(hnsw.nearest(rowOf(queries, DIMENSIONS, 0), 50)?.length, 7);
  assert.deepEqual(hnsw.nearest(rowOf(queries, DIMENSIONS, 0), 0), []);
});

test('an empty graph', async () => {
  const { hnsw } = build(new Float32Array(0), DIMENSIONS);
  assert.deepEqual(hnsw.nearest(rowOf(queries, DIMENSIONS, 0), 5), []);
  const again = await loadHnsw(library, await hnsw.save(), [], DIMENSIONS);
  assert.equal(again.rows, 0);
});

test('slices make the same graph as the whole', () => {
  const { hnsw, matrix } = build(rows, DIMENSIONS);
  const sliced = openHnsw(library, { dimensions: DIMENSIONS });
  for (let from = 0; from < matrix.rows; from += 700) sliced.add(matrix, from, Math.min(from + 700, matrix.rows));
  const query = rowOf(queries, DIMENSIONS, 1);
  assert.deepEqual(sliced.nearest(query, 30), hnsw.nearest(query, 30));
});

test('a saved graph answers as before, over rows in several matrices, and can grow', async () => {
  const { hnsw, matrix } = build(rows, DIMENSIONS);
  const bytes = await hnsw.save();
  assert.ok(bytes.length < 200 * matrix.rows, 'the vectors are not saved');
  const halves = [rows.subarray(0, 1000 * DIMENSIONS), rows.subarray(1000 * DIMENSIONS)].map((half) =>
    quantise(half, DIMENSIONS),
  );
  const again = await loadHnsw(library, bytes, halves, DIMENSIONS);
  for (let i = 0; i < 10; i++) {
    const query = rowOf(queries, DIMENSIONS, i);
    assert.deepEqual(again.nearest(query, 30), hnsw.nearest(query, 30));
  }
  again.add(quantise(rowOf(queries, DIMENSIONS, 3), DIMENSIONS));
  assert.equal(again.nearest(rowOf(queries, DIMENSIONS, 3), 1)?.[0].row, 2500);
});

test('a graph loads beside another one, in a library of its own too', async () => {
  const { hnsw, matrix } = build(rows, DIMENSIONS);
  const bytes = await hnsw.save();
  const other = await loadHnswLibrary();
  const [here, there] = await Promise.all([library, other].map((one) => loadHnsw(one, bytes, [matrix], DIMENSIONS)));
  const query = rowOf(queries, DIMENSIONS, 2);
  assert.deepEqual(here.nearest(query, 10), there.nearest(query, 10));
});

async function checkRefused(bytes: Uint8Array, matrix: Matrix, dimensions = DIMENSIONS) {
  const damaged = (error: unknown) => isEngineError(error) && error.code === 'indexDamaged';
  await assert.rejects(loadHnsw(library, bytes, [matrix], dimensions), damaged);
}

test('bytes that are no graph over these rows are refused', async () => {
  const { hnsw, matrix } = build(rows, DIMENSIONS);
  const bytes = await hnsw.save();
  await checkRefused(new Uint8Array(10), matrix);
  await checkRefused(new Uint8Array(5000).fill(7), matrix);
  await checkRefused(bytes.subarray(0, 3000), matrix);
  await checkRefused(bytes, matrix, 64);
  await checkRefused(bytes, quantise(rows.subarray(0, DIMENSIONS * 100), DIMENSIONS));
});
