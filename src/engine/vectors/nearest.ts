/**
 * The rows nearest to a query, by whichever way is there: an exact scan, or an HNSW graph together with an exact scan of
 * the rows that came after it. It knows rows and scores; not how a graph is built, nor in which thread.
 */
import { fitsHnsw, type Hnsw } from './hnsw.ts';
import { openScanner, type Scanner } from './scan.ts';
import type { Accept, Nearest } from './top-k.ts';

/** A scanner that answers `nearest` faster once it was given a graph over its first rows. Everything else stays exact. */
export interface NearestRows extends Scanner {
  /** From now on `graph` answers for the rows it holds, which must be the first rows here. It is closed when it is given up. */
  use(graph: Hnsw): void;
  /** Rows that the graph answers for; 0 while there is none. */
  readonly graphRows: number;
  /** Whether a graph, or a new one, would answer so much faster that it pays to build it. */
  readonly wantsGraph: boolean;
}

/**
 * From how many rows on a graph pays. Processor time of a question for the ten nearest of real functions in 256 dimensions, on
 * one core of a busy AMD EPYC (Zen 5), recall@10 of the graph against the scan, and the time that building takes (M 16,
 * efConstruction 100):
 *
 * | rows       | 10,000 | 50,000 | 100,000 | 200,000 | 300,000 | 500,000 |
 * |------------|-------:|-------:|--------:|--------:|--------:|--------:|
 * | exact scan | 0.1 ms | 1.0 ms |  2.2 ms |  4.4 ms |  7.0 ms | 13.2 ms |
 * | HNSW       | 1.3 ms | 2.4 ms |  2.7 ms |  3.1 ms |  4.5 ms |  7.4 ms |
 * | recall@10  |        |        |   0.993 |   0.983 |   0.982 |   0.988 |
 * | building   |    3 s |   26 s |    63 s |   150 s |         |         |
 *
 * For ten rows they cross between 100,000 and 150,000. But ranking files wants the nearest 400, for which a graph looks at
 * 800 candidates and finds 0.93 of them at 500,000 rows, where the scan gives every row its exact score; and a graph takes
 * minutes of building and 1.33 KB of memory a row (the scan 0.26 KB). So it is for workspaces in which a scan is felt: 20 ms.
 */
export const HNSW_FROM_ROWS = 1_000_000;

/** Share of all rows that may lie outside the graph before a new one is wanted: they are scanned, at 4 ms per 200,000. */
const MOST_OUTSIDE = 1 / 4;

export function openNearestRows(dimensions: number, scanner: Scanner = openScanner(dimensions)): NearestRows {
  return new ScannerWithGraph(scanner);
}

class ScannerWithGraph implements NearestRows {
  private graph: Hnsw | undefined;
  /** Rows of the graph that still mean the same here: truncating makes it fewer, without touching the graph. */
  graphRows = 0;

  constructor(private readonly scanner: Scanner) {}

  get dimensions(): number {
    return this.scanner.dimensions;
  }

  get rows(): number {
    return this.scanner.rows;
  }

  get wantsGraph(): boolean {
    const { rows, dimensions, graphRows } = this;
    return rows >= HNSW_FROM_ROWS && fitsHnsw(rows, dimensions) && rows - graphRows > rows * MOST_OUTSIDE;
  }

  use(graph: Hnsw): void {
    if (graph.dimensions !== this.dimensions) throw new Error(`A graph of ${graph.dimensions} over rows of ${this.dimensions}`);
    if (graph.rows > this.rows) throw new Error(`A graph of ${graph.rows} rows over ${this.rows}`);
    this.dropGraph();
    this.graph = graph;
    this.graphRows = graph.rows;
  }

  add(matrix: Parameters<Scanner['add']>[0]): number {
    return this.scanner.add(matrix);
  }

  truncate(rows: number): void {
    this.scanner.truncate(rows);
    this.graphRows = Math.min(this.graphRows, this.rows);
    if (this.graph !== undefined && this.graphRows < this.graph.rows / 2) this.dropGraph();
  }

  scores(query: Float32Array, out: Float32Array): void {
    this.scanner.scores(query, out);
  }

  nearest(query: Float32Array, k: number, accept?: Accept): Nearest[] {
    const known = this.fromGraph(query, k, accept);
    if (known === undefined) return this.scanner.nearest(query, k, accept);
    const since = this.scanner.nearestSince(this.graphRows, query, k, accept);
    return [...known, ...since].sort((a, b) => b.score - a.score || a.row - b.row).slice(0, k);
  }

  nearestSince(first: number, query: Float32Array, k: number, accept?: Accept): Nearest[] {
    return this.scanner.nearestSince(first, query, k, accept);
  }

  close(): void {
    this.dropGraph();
    this.scanner.close();
  }

  private fromGraph(query: Float32Array, k: number, accept?: Accept): Nearest[] | undefined {
    const { graph, graphRows } = this;
    if (graph === undefined || graphRows === graph.rows) return graph?.nearest(query, k, accept);
    return graph.nearest(query, k, (row) => row < graphRows && (accept === undefined || accept(row)));
  }

  private dropGraph(): void {
    this.graph?.close();
    this.graph = undefined;
    this.graphRows = 0;
  }
}
