/**
 * Approximate nearest rows by a navigable small-world graph (HNSW, Malkov and Yashunin 2016), through hnswlib. It knows
 * rows and graphs; not how the library is loaded (a host does that), nor what a row stands for.
 *
 * The distance is 1 − dot product over the same quantised rows as the exact scan sees, so both give the same scores.
 */
import { packGraph, unpackGraph } from './hnsw-file.ts';
import { dequantise, type Matrix } from './matrix.ts';
import type { Accept, Nearest } from './top-k.ts';

/** hnswlib as a host loads it. Not thread-safe; an instance and its graphs belong to one thread. */
export interface HnswLibrary {
  newGraph(space: 'ip', dimensions: number): RawGraph;
  /** Fills an empty graph from an index file, with room for `maxRows`. */
  readFile(graph: RawGraph, file: Uint8Array, maxRows: number): Promise<void>;
  /** The graph as an index file. */
  writeFile(graph: RawGraph): Promise<Uint8Array>;
}

/** The part of hnswlib's class HierarchicalNSW that is used here. */
export interface RawGraph {
  initIndex(maxRows: number, m: number, efConstruction: number, seed: number): void;
  resizeIndex(maxRows: number): void;
  addPoint(point: Float32Array, label: number, replaceDeleted: boolean): void;
  searchKnn(query: Float32Array, k: number, filter: undefined): { readonly distances: number[]; readonly neighbors: number[] };
  setEfSearch(ef: number): void;
  writeIndex(name: string): void;
  readIndex(name: string, maxRows: number): void;
  delete(): void;
}

export interface HnswShape {
  readonly dimensions: number;
  /** Links per row and layer (twice as many in the lowest); 16 when left out. */
  readonly m?: number;
  /** Candidates looked at for a new row; 100 when left out. */
  readonly efConstruction?: number;
}

export interface Hnsw {
  readonly dimensions: number;
  /** Rows are numbered 0 … rows - 1 in the order in which they were added. */
  readonly rows: number;
  /** Makes room for this many rows in all; adding makes room too, but copies everything when it must. */
  reserve(rows: number): void;
  /** Adds rows from … to - 1 of a matrix, all of them when left out. About 0.6 ms a row, so hand over slices to stay responsive. */
  add(matrix: Matrix, from?: number, to?: number): void;
  /**
   * The k accepted rows nearest to an L2-normalised query, best first, equal scores by row; nearly always the true ones.
   * Undefined where so few rows are accepted that an exact scan finds them faster.
   */
  nearest(query: Float32Array, k: number, accept?: Accept): Nearest[] | undefined;
  /** The graph without its vectors, about 140 bytes a row: what `loadHnsw` wants together with the rows. */
  save(): Promise<Uint8Array>;
  /** Gives the memory back; the graph is of no use afterwards. */
  close(): void;
}

/**
 * Candidates kept while searching, at least, and one more for every ROWS_PER_EF rows. Measured on functions of Linux, embedded
 * by the shipped model and asked with their comments: recall@10 of 0.98 takes 300 at 100,000 rows, 400 at 200,000, 600 at
 * 300,000 and 800 at 500,000. (Recall falls where the same row is there many times over: ten times each gave 0.975.)
 */
const EF_SEARCH = 400;
const ROWS_PER_EF = 500;
/** For a deep pool the candidates must outnumber it: recall of the best 200 is 0.95 with twice as many, 0.98 with four times. */
const EF_PER_HIT = 2;
/** Past this many candidates for one question an exact scan is faster. */
const MOST_CANDIDATES = 2000;
const SEED = 100;
const FIRST_CAPACITY = 1024;

/** hnswlib-wasm has 2 GiB: 1.5 million rows of 256 dimensions. A row takes 4 bytes a dimension and, with its links, 300 more. */
export function fitsHnsw(rows: number, dimensions: number): boolean {
  return rows * (4 * dimensions + 300) < 2 ** 31;
}

export function openHnsw(library: HnswLibrary, shape: HnswShape): Hnsw {
  const graph = library.newGraph('ip', shape.dimensions);
  graph.initIndex(FIRST_CAPACITY, shape.m ?? 16, shape.efConstruction ?? 100, SEED);
  return new LibraryHnsw(library, graph, shape.dimensions, 0, FIRST_CAPACITY);
}

/**
 * Takes up a saved graph. `matrices` hold the rows it was made of, in the same order; they may hold more.
 * @throws EngineError indexDamaged where the bytes are no graph over such rows.
 */
export async function loadHnsw(
  library: HnswLibrary,
  bytes: Uint8Array,
  matrices: readonly Matrix[],
  dimensions: number,
): Promise<Hnsw> {
  const { file, rows } = unpackGraph(bytes, matrices, dimensions);
  const graph = library.newGraph('ip', dimensions);
  await library.readFile(graph, file, rows);
  return new LibraryHnsw(library, graph, dimensions, rows, rows);
}

class LibraryHnsw implements Hnsw {
  constructor(
    private readonly library: HnswLibrary,
    private readonly graph: RawGraph,
    readonly dimensions: number,
    private count: number,
    private capacity: number,
  ) {}

  get rows(): number {
    return this.count;
  }

  reserve(rows: number): void {
    if (rows <= this.capacity) return;
    if (!fitsHnsw(rows, this.dimensions)) throw new Error(`hnswlib has no room for ${rows} rows of ${this.dimensions}`);
    this.graph.resizeIndex(rows);
    this.capacity = rows;
  }

  add(matrix: Matrix, from = 0, to = matrix.rows): void {
    const rows = this.count + to - from;
    if (rows > this.capacity) this.reserve(Math.max(rows, 2 * this.capacity));
    for (let row = from; row < to; row++) this.graph.addPoint(dequantise(matrix, row), this.count++, false);
  }

  nearest(query: Float32Array, k: number, accept: Accept = () => true): Nearest[] | undefined {
    for (let want = k; want <= MOST_CANDIDATES; want *= 4) {
      const found = this.search(query, Math.min(want, this.count)).filter(({ row }) => accept(row));
      if (found.length >= k || want >= this.count) return found.slice(0, k);
    }
    return undefined;
  }

  async save(): Promise<Uint8Array> {
    return packGraph(await this.library.writeFile(this.graph), this.dimensions);
  }

  close(): void {
    this.graph.delete();
  }

  private search(query: Float32Array, k: number): Nearest[] {
    if (k === 0) return [];
    this.graph.setEfSearch(Math.max(EF_SEARCH, Math.ceil(this.count / ROWS_PER_EF), EF_PER_HIT * k));
    const { distances, neighbors } = this.graph.searchKnn(query, k, undefined);
    const found = neighbors.map((row, i) => ({ row, score: 1 - distances[i] }));
    return found.sort((a, b) => b.score - a.score || a.row - b.row);
  }
}
