/**
 * Keeps the nearest-row search in step with the snapshots: rows of segments that stay are not copied again, and where
 * there are very many a graph is taken up or made. Until it is there, and for rows that came since, the exact scan answers.
 */
import type { Hasher } from './index/container.ts';
import { readGraph, writeGraph } from './index/graph-file.ts';
import type { Segment } from './index/segment.ts';
import type { Snapshot } from './index/snapshot.ts';
import type { Graphs, Log, Store } from './ports.ts';
import { loadHnsw } from './vectors/hnsw.ts';
import { type NearestRows, openNearestRows } from './vectors/nearest.ts';

export interface NearestParts {
  readonly dimensions: number;
  readonly store: Store;
  readonly hash: Hasher;
  readonly log: Log;
  /** Left out, every search is an exact scan. */
  readonly graphs: Graphs | undefined;
}

export class NearestKeeper {
  readonly #parts: NearestParts;
  #rows: NearestRows | undefined;
  #segments: readonly Segment[] = [];
  /** The one graph being read or made; a snapshot that comes meanwhile waits for its turn. */
  #making: Promise<void> | undefined;
  readonly #closed = new AbortController();

  constructor(parts: NearestParts) {
    this.#parts = parts;
  }

  get description(): string {
    const { rows = 0, graphRows = 0 } = this.#rows ?? {};
    const scanned = `exact scan of ${rows - graphRows} rows`;
    return graphRows > 0 ? `HNSW over ${graphRows} rows, ${scanned}` : this.#making ? `${scanned}, HNSW being made` : scanned;
  }

  /** Rows of what comes back are the snapshot's units. */
  over(snapshot: Snapshot): NearestRows {
    this.#rows ??= openNearestRows(this.#parts.dimensions);
    const wanted = snapshot.parts.map(({ segment }) => segment);
    const firstNew = wanted.findIndex((segment, i) => this.#segments[i] !== segment);
    const kept = wanted.slice(0, firstNew < 0 ? wanted.length : firstNew);
    this.#rows.truncate(kept.reduce((sum, { unitCount }) => sum + unitCount, 0));
    for (const { whole } of wanted.slice(kept.length)) if (whole) this.#rows.add(whole);
    this.#segments = wanted;
    if (this.#rows.wantsGraph) this.#making ??= this.#offerGraph().finally(() => this.#settle());
    return this.#rows;
  }

  close(): void {
    this.#closed.abort();
    this.#rows?.close();
    this.#rows = undefined;
    this.#segments = [];
  }

  #settle(): void {
    this.#making = undefined;
  }

  /**
   * A graph is a matter of speed: without one every answer is the same, so whatever goes wrong is told and no more. Nobody
   * awaits this, so nothing may be thrown from here.
   */
  async #offerGraph(): Promise<void> {
    try {
      if (!(await this.#takeUp())) await this.#make();
    } catch (error) {
      if (this.#closed.signal.aborted) return;
      this.#parts.log.warn(
        `The HNSW graph was not made (${error instanceof Error ? error.message : error}); searches scan instead.`,
      );
    }
  }

  async #takeUp(): Promise<boolean> {
    const { store, hash, graphs, dimensions } = this.#parts;
    const segments = this.#segments;
    const saved = graphs && (await readGraph(store, names(segments), hash));
    if (!saved) return false;
    const covered = segments.slice(0, saved.segments).flatMap(({ whole }) => (whole ? [whole] : []));
    const graph = await loadHnsw(await graphs.library(), saved.bytes, covered, dimensions);
    const stillThere = segments.slice(0, saved.segments).every((segment, i) => this.#segments[i] === segment);
    if (!stillThere || this.#rows === undefined) graph.close();
    else this.#rows.use(graph);
    return !(this.#rows?.wantsGraph ?? false);
  }

  async #make(): Promise<void> {
    const { store, hash, graphs } = this.#parts;
    if (!graphs?.makes) return;
    const segments = this.#segments;
    await writeGraph(store, names(segments), await graphs.make(names(segments), this.#closed.signal), hash);
    await this.#takeUp();
  }
}

const names = (segments: readonly Segment[]) => segments.map(({ name }) => name);
