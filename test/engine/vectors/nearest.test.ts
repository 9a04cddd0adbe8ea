import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Hnsw, openHnsw } from '../../../src/engine/vectors/hnsw.ts';
import { type Matrix, quantise } from '../../../src/engine/vectors/matrix.ts';
import { HNSW_FROM_ROWS, openNearestRows } from '../../../src/engine/vectors/nearest.ts';
import type { Nearest } from '../../../src/engine/vectors/top-k.ts';
import { loadHnswLibrary } from '../../../src/node/hnsw-library.ts';
import { randomRows, rowOf } from '../../support/random-vectors.ts';

const DIMENSIONS = 32;
const library = await loadHnswLibrary();
const matrix = quantise(randomRows({ rows: 1500, dimensions: DIMENSIONS, seed: 1, clusters: 15 }), DIMENSIONS);
const more = quantise(randomRows({ rows: 300, dimensions: DIMENSIONS, seed: 2, clusters: 15 }), DIMENSIONS);
const queries = randomRows({ rows: 20, dimensions: DIMENSIONS, seed: 1, clusters: 15, spread: 0.9 });

function graphOver(...matrices: Matrix[]): Hnsw {
  const graph = openHnsw(library, { dimensions: DIMENSIONS });
  for (const one of matrices) graph.add(one);
  return graph;
}

function rowsWith(...matrices: Matrix[]) {
  const rows = openNearestRows(DIMENSIONS);
  for (const one of matrices) rows.add(one);
  return rows;
}

/** Both find the same rows for every query. */
function check(one: ReturnType<typeof rowsWith>, other: ReturnType<typeof rowsWith>, accept?: (row: number) => boolean) {
  let same = 0;
  for (let i = 0; i < 20; i++) {
    const query = rowOf(queries, DIMENSIONS, i);
    const expected = new Set(other.nearest(query, 10, accept).map(({ row }) => row));
    same += one.nearest(query, 10, accept).filter(({ row }) => expected.has(row)).length;
  }
  assert.ok(same >= 0.98 * 20 * 10, `${same} of 200`);
}

test('without a graph it scans', () => {
  assert.equal(rowsWith(matrix).graphRows, 0);
  assert.equal(rowsWith(matrix).nearest(rowOf(queries, DIMENSIONS, 0), 5).length, 5);
});

test('with a graph it finds the same', () => {
  const rows = rowsWith(matrix);
  rows.use(graphOver(matrix));
  assert.equal(rows.graphRows, 1500);
  check(rows, rowsWith(matrix));
});

test('the graph is asked, not the scanner', () => {
  const rows = rowsWith(matrix);
  const answer: Nearest[] = [{ row: 3, score: 9 }];
  rows.use({ ...EMPTY_GRAPH, rows: 1500, nearest: () => answer });
  assert.deepEqual(rows.nearest(rowOf(queries, DIMENSIONS, 0), 10), answer);
});

test('what the graph gives up on is scanned', () => {
  const rows = rowsWith(matrix);
  rows.use(graphOver(matrix));
  assert.deepEqual(
    rows.nearest(rowOf(queries, DIMENSIONS, 0), 10, (row) => row === 77).map(({ row }) => row),
    [77],
  );
});

test('rows that came after the graph are found too', () => {
  const rows = rowsWith(matrix);
  rows.use(graphOver(matrix));
  assert.equal(rows.add(more), 1500);
  check(rows, rowsWith(matrix, more));
  check(rows, rowsWith(matrix, more), (row) => row % 2 === 0);
});

test('truncated rows are not found, though the graph still knows them', () => {
  const rows = rowsWith(matrix, more);
  rows.use(graphOver(matrix, more));
  rows.truncate(1500);
  assert.equal(rows.graphRows, 1500);
  check(rows, rowsWith(matrix));
  rows.add(more);
  check(rows, rowsWith(matrix, more));
});

test('a graph that lost half of its rows is given up and closed', () => {
  const rows = rowsWith(matrix);
  let closed = 0;
  rows.use({ ...EMPTY_GRAPH, rows: 1500, close: () => closed++ });
  rows.truncate(800);
  assert.deepEqual([rows.graphRows, closed], [800, 0]);
  rows.truncate(700);
  assert.deepEqual([rows.graphRows, closed], [0, 1]);
  assert.equal(rows.nearest(rowOf(queries, DIMENSIONS, 0), 5).length, 5);
});

test('a new graph takes the place of the old one', () => {
  const rows = rowsWith(matrix);
  let closed = 0;
  rows.use({ ...EMPTY_GRAPH, rows: 10, close: () => closed++ });
  rows.use(graphOver(matrix));
  assert.deepEqual([rows.graphRows, closed], [1500, 1]);
});

test('a graph over other rows is refused', () => {
  assert.throws(() => rowsWith(matrix).use(graphOver(matrix, more)));
  assert.throws(() => rowsWith(matrix).use({ ...EMPTY_GRAPH, dimensions: 64 }));
});

test('a graph is wanted from the measured size on, and again when a quarter of the rows came after it', () => {
  const rows = openNearestRows(DIMENSIONS);
  const block = {
    rows: HNSW_FROM_ROWS / 4,
    dimensions: DIMENSIONS,
    values: new Int8Array(HNSW_FROM_ROWS * 8),
    scales: new Float32Array(HNSW_FROM_ROWS / 4),
  };
  const wanted = () => {
    rows.add(block);
    return rows.wantsGraph;
  };
  assert.deepEqual([wanted(), wanted(), wanted(), wanted()], [false, false, false, true]);
  rows.use({ ...EMPTY_GRAPH, rows: HNSW_FROM_ROWS });
  assert.deepEqual([rows.wantsGraph, wanted(), wanted()], [false, false, true]);
});

const EMPTY_GRAPH: Hnsw = {
  dimensions: DIMENSIONS,
  rows: 0,
  reserve: () => {},
  add: () => {},
  nearest: () => [],
  save: async () => new Uint8Array(),
  close: () => {},
};
