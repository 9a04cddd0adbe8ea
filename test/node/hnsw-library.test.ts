import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import type { HnswLibrary, RawGraph } from '../../src/engine/vectors/hnsw.ts';
import { sourceEntry } from '../../src/node/assets.ts';
import { loadHnswLibrary } from '../../src/node/hnsw-library.ts';

test('loading leaves the global object as it was', async () => {
  const before = Object.getOwnPropertyNames(globalThis);
  await loadHnswLibrary();
  assert.deepEqual(Object.getOwnPropertyNames(globalThis), before);
});

/** Rows on the axes: row i points along axis i. */
function axes(library: HnswLibrary, count: number): RawGraph {
  const graph = library.newGraph('ip', 8);
  graph.initIndex(8, 16, 100, 1);
  for (let i = 0; i < count; i++) graph.addPoint(axis(i), i, false);
  return graph;
}

function axis(i: number): Float32Array {
  return Float32Array.from({ length: 8 }, (_, at) => (at === i ? 1 : 0));
}

test('files written and read at once do not meet', async () => {
  const library = await loadHnswLibrary();
  const counts = [1, 3, 8, 5];
  const files = await Promise.all(counts.map((count) => library.writeFile(axes(library, count))));
  const graphs = files.map(() => library.newGraph('ip', 8));
  await Promise.all(graphs.map((graph, i) => library.readFile(graph, files[i], 8)));
  for (const [i, graph] of graphs.entries()) {
    assert.deepEqual(graph.searchKnn(axis(counts[i] - 1), 1, undefined).neighbors, [counts[i] - 1]);
    assert.equal(graph.searchKnn(axis(0), 8, undefined).neighbors.length, counts[i]);
  }
});

test('a file that is no graph is refused, and the next one read', async () => {
  const library = await loadHnswLibrary();
  const file = await library.writeFile(axes(library, 2));
  await assert.rejects(library.readFile(library.newGraph('ip', 8), Uint8Array.of(1, 2, 3), 8), Error);
  const graph = library.newGraph('ip', 8);
  await library.readFile(graph, file, 8);
  assert.deepEqual(graph.searchKnn(axis(1), 1, undefined).neighbors, [1]);
});

test('it loads, works and stays silent in a thread', async () => {
  const module = new URL('../support/hnsw-thread.ts', import.meta.url);
  const worker = new Worker(sourceEntry(module), { execArgv: [], stdout: true, stderr: true });
  let printed = '';
  worker.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  worker.stderr.on('data', (chunk) => {
    printed += chunk;
  });
  const [answer] = await Promise.all([
    new Promise<{ length: number; found: number[] }>((resolve, reject) => worker.on('message', resolve).on('error', reject)),
    new Promise((resolve) => worker.on('exit', resolve)),
  ]);
  assert.deepEqual(answer.found, [6]);
  assert.ok(answer.length > 2 * 8);
  assert.equal(printed, '');
});
