/**
 * HNSW graphs on disk, one beside the segments it was made of. A graph over the first segments stays of use when more
 * come behind them, so it is named by the segments it covers.
 */
import type { Store } from '../ports.ts';
import { decodeContainer, encodeContainer, type Hasher } from './container.ts';

const GRAPH_KIND = 'graph';
const encoder = new TextEncoder();

/** The name of the graph over `segments`, in this order. */
export function graphName(segments: readonly string[], hash: Hasher): string {
  return `graph-${hash(encoder.encode(segments.join()))}.plx`;
}

/** Names of every graph that could serve the index: over the first segment, the first two, and so on. */
export function graphNames(segments: readonly string[], hash: Hasher): readonly string[] {
  return segments.map((_, i) => graphName(segments.slice(0, i + 1), hash));
}

export interface SavedGraph {
  readonly bytes: Uint8Array;
  /** How many segments it covers. */
  readonly segments: number;
}

/** The saved graph that covers most, if any. @throws EngineError indexDamaged, indexNewer */
export async function readGraph(store: Store, segments: readonly string[], hash: Hasher): Promise<SavedGraph | undefined> {
  const stored = new Set((await store.list()).map(({ name }) => name));
  const names = graphNames(segments, hash);
  const covered = names.findLastIndex((name) => stored.has(name));
  const buffer = covered < 0 ? undefined : await store.read(names[covered]);
  if (buffer === undefined) return undefined;
  return { bytes: decodeContainer(names[covered], GRAPH_KIND, buffer, hash).graph as Uint8Array, segments: covered + 1 };
}

export async function writeGraph(store: Store, segments: readonly string[], graph: Uint8Array, hash: Hasher): Promise<void> {
  await store.write(graphName(segments, hash), encodeContainer(GRAPH_KIND, { graph }, hash));
}
