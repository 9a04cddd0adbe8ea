/**
 * One snapshot made ready for questions: what is worked out once per snapshot instead of once per question. Knows the
 * index; not how scores are weighed (rank.ts).
 */
import { isDefinition, type Snapshot } from '../index/snapshot.ts';
import { type Lengths, measureLengths, type SparseShape } from '../sparse/bm25f.ts';
import type { Angle } from '../types.ts';
import { cosine } from '../vectors/matrix.ts';
import type { NearestRows } from '../vectors/nearest.ts';
import { Callees } from './callees.ts';
import { fileCentrality, type UnitLayout } from './files.ts';
import { findMirrors, type Mirror } from './mirrors.ts';
import { indexPaths, type PathIndex } from './paths.ts';
import type { JudgedFile } from './penalties.ts';
import { rolesOf } from './roles.ts';
import { findTwins, type TwinKind } from './twins.ts';

/** Deep enough for ten files of several units each. */
const NEAREST = 400;

export class Searcher {
  readonly sparse: SparseShape;
  readonly layout: UnitLayout;
  /** Definitions per file. */
  readonly definitions: Uint32Array;
  readonly callees: Callees;
  /** Reused, because a large workspace would make and drop megabytes for every question. */
  readonly #cosines: Float32Array;
  #lengths: Lengths | undefined;
  #paths: PathIndex | undefined;
  #twins: readonly (TwinKind | undefined)[] | undefined;
  #mirrors: ReadonlyMap<number, Mirror> | undefined;
  #centrality: Float32Array | undefined;

  constructor(
    readonly snapshot: Snapshot,
    /** Rows are the snapshot's units. */
    readonly rows: NearestRows,
  ) {
    const { parts, fileOfUnit, liveFiles, firstUnitOfFile } = snapshot;
    const sources = parts.map(({ segment, firstUnit }) => ({
      firstUnit,
      fieldLength: segment.fieldLength,
      postings: (term: string) => segment.postings(segment.terms.find(term)),
    }));
    this.sparse = { sources, fileOfUnit, liveFiles };
    this.#cosines = new Float32Array(snapshot.unitCount);
    this.definitions = this.#countDefinitions();
    this.callees = new Callees(snapshot);
    this.layout = { firstUnitOfFile, liveFiles, roles: rolesOf(snapshot) };
  }

  get lengths(): Lengths {
    this.#lengths ??= measureLengths(this.sparse);
    return this.#lengths;
  }

  get paths(): PathIndex {
    this.#paths ??= indexPaths(this.filePaths());
    return this.#paths;
  }

  /** Per file, 0–1. */
  get centrality(): Float32Array {
    this.#centrality ??= fileCentrality(this.snapshot.manifest.centrality, this.layout);
    return this.#centrality;
  }

  get mirrors(): ReadonlyMap<number, Mirror> {
    const { snapshot, definitions } = this;
    this.#mirrors ??= findMirrors({ paths: this.filePaths(), definitions, imports: (path) => snapshot.imports(path) });
    return this.#mirrors;
  }

  /** What the rules of penalties.ts look at. */
  judged(file: number): JudgedFile {
    this.#twins ??= findTwins(this.filePaths());
    const { snapshot } = this;
    return {
      path: snapshot.pathOfFile(file),
      language: snapshot.languageOfFile(file),
      twin: this.#twins[file],
      mirror: this.mirrors.get(file),
      definitions: this.definitions[file],
    };
  }

  filePaths(): readonly (string | undefined)[] {
    return Array.from(this.snapshot.liveFiles, (live, file) => (live ? this.snapshot.pathOfFile(file) : undefined));
  }

  /**
   * Cosine of a vector with every unit, good until the next call; with a graph, with the NEAREST units, and for all others the last of these, which
   * they do not reach.
   */
  cosines(vector: Float32Array): Float32Array {
    const scores = this.#cosines;
    if (this.rows.graphRows === 0) this.rows.scores(vector, scores);
    else this.#fillNearest(vector, scores);
    return scores;
  }

  #fillNearest(vector: Float32Array, scores: Float32Array): void {
    const nearest = this.rows.nearest(vector, NEAREST, (unit) => this.snapshot.isLive(unit));
    scores.fill(nearest.at(-1)?.score ?? 0);
    for (const { row, score } of nearest) scores[row] = score;
  }

  /** Cosine with one angle of one unit; the vector is cut to the angle's dimensions by the caller. */
  angleCosine(vector: Float32Array, angle: Angle, unit: number): number {
    const found = this.snapshot.angleRow(unit, angle);
    return found ? cosine(vector, found.rows, found.row) : 0;
  }

  /** Cosine of a vector with one angle of every unit, into `out`; 0 for units without vectors. */
  angleCosines(vector: Float32Array, angle: Angle, out: Float32Array): void {
    const { snapshot } = this;
    for (const part of snapshot.parts) {
      const found = snapshot.angleRows(part, angle);
      for (let unit = 0; unit < part.segment.unitCount; unit++)
        out[part.firstUnit + unit] = found ? cosine(vector, found.rows, found.first + unit * found.step) : 0;
    }
  }

  /** Dimensions of the angles' vectors, 0 for an empty index. */
  get angleDimensions(): number {
    return this.snapshot.parts[0]?.segment.angles?.dimensions ?? 0;
  }

  /** Definitions per file. */
  #countDefinitions(): Uint32Array {
    const counts = new Uint32Array(this.snapshot.fileCount);
    for (const { segment, firstUnit } of this.snapshot.parts) {
      for (let unit = 0; unit < segment.unitCount; unit++)
        if (isDefinition(segment, unit)) counts[this.snapshot.fileOfUnit[firstUnit + unit]]++;
    }
    return counts;
  }
}
