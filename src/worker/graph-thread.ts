/** The inside of the thread that makes an HNSW graph over an index folder's own vectors. */
import { decodeContainer } from '../engine/index/container.ts';
import { SEGMENT_KIND, Segment } from '../engine/index/segment.ts';
import { openHnsw } from '../engine/vectors/hnsw.ts';
import type { Matrix } from '../engine/vectors/matrix.ts';
import { openHasher } from '../node/hasher.ts';
import { loadHnswLibrary } from '../node/hnsw-library.ts';
import { openStore } from '../node/store.ts';
import { type Port, serve } from './calls.ts';
import { giveWay } from './priority.ts';

export interface GraphOrder {
  readonly folder: string;
  /** Names of segment files, in the order of their rows. */
  readonly segments: readonly string[];
}

export type GraphProtocol = {
  /** Reports the rows done. */
  readonly make: { readonly argument: GraphOrder; readonly event: number; readonly answer: Uint8Array };
};

export function serveGraphs(port: Port, background: boolean): void {
  if (background) giveWay();
  serve<GraphProtocol>(port, { make }, (answer) => [(answer as Uint8Array).buffer as ArrayBuffer]);
}

/** So many rows between looks at the signal: about a third of a second. */
const SLICE = 512;

async function make(order: GraphOrder, report: (rows: number) => void, signal: AbortSignal): Promise<Uint8Array> {
  const matrices = await readVectors(order);
  const graph = openHnsw(await loadHnswLibrary(), { dimensions: matrices[0].dimensions });
  graph.reserve(matrices.reduce((sum, { rows }) => sum + rows, 0));
  for (const matrix of matrices) {
    for (let from = 0; from < matrix.rows; from += SLICE) {
      signal.throwIfAborted();
      graph.add(matrix, from, Math.min(matrix.rows, from + SLICE));
      report(graph.rows);
      await new Promise(setImmediate);
    }
  }
  const saved = await graph.save();
  graph.close();
  return saved;
}

async function readVectors({ folder, segments }: GraphOrder): Promise<readonly Matrix[]> {
  const store = openStore(folder);
  const hash = await openHasher();
  const matrices: Matrix[] = [];
  for (const name of segments) {
    const bytes = await store.read(name);
    const whole = bytes && new Segment(name, decodeContainer(name, SEGMENT_KIND, bytes, hash)).whole;
    // A writer that has moved on leaves nothing to make a graph of; the next generation asks again.
    if (!whole) throw new Error(`The segment ${name} is gone.`);
    matrices.push(whole);
  }
  return matrices;
}
