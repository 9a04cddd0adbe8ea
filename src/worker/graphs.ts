/** HNSW graphs for the engine: made in a thread of their own, taken up in this one. */
import type { Graphs } from '../engine/ports.ts';
import { loadHnswLibrary } from '../node/hnsw-library.ts';
import type { GraphProtocol } from './graph-thread.ts';
import { startThread } from './thread.ts';

/** `makes` is for processes that live long enough to see a graph finished, `background` for those beside people at work. */
export function openGraphs(folder: string, makes: boolean, background: boolean): Graphs {
  return { makes, library: loadHnswLibrary, make };

  async function make(segments: readonly string[], signal: AbortSignal): Promise<Uint8Array> {
    const thread = startThread<GraphProtocol>({ role: 'graph', background });
    try {
      return await thread.call('make', { folder, segments }, { signal });
    } finally {
      await thread.end('the graph is made');
    }
  }
}
