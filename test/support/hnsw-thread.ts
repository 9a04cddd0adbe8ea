/** A thread that makes a graph of two rows, writes it, and says what it found: for test/node/hnsw-library.test.ts. */
import { parentPort } from 'node:worker_threads';
import { loadHnswLibrary } from '../../src/node/hnsw-library.ts';

const library = await loadHnswLibrary();
const graph = library.newGraph('ip', 2);
graph.initIndex(10, 16, 100, 1);
graph.addPoint(Float32Array.of(0, 1), 5, false);
graph.addPoint(Float32Array.of(1, 0), 6, false);
const { length } = await library.writeFile(graph);
parentPort?.postMessage({ length, found: graph.searchKnn(Float32Array.of(1, 0), 1, undefined).neighbors });
