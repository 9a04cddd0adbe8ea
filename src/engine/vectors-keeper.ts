/** Keeps one scanner in step with the snapshots: rows of segments that stay are not copied again. */
import type { Segment } from './index/segment.ts';
import type { Snapshot } from './index/snapshot.ts';
import { openScanner, type Scanner } from './vectors/scan.ts';

export class ScannerKeeper {
  readonly #dimensions: number;
  #scanner: Scanner | undefined;
  #segments: Segment[] = [];

  constructor(dimensions: number) {
    this.#dimensions = dimensions;
  }

  get description(): string {
    return `exact scan of ${this.#scanner?.rows ?? 0} rows`;
  }

  /** A scanner whose rows are the snapshot's units. */
  over(snapshot: Snapshot): Scanner {
    this.#scanner ??= openScanner(this.#dimensions);
    const wanted = snapshot.parts.map(({ segment }) => segment);
    const firstNew = wanted.findIndex((segment, i) => this.#segments[i] !== segment);
    const kept = firstNew < 0 ? wanted.length : firstNew;
    const rows = wanted.slice(0, kept).reduce((sum, { unitCount }) => sum + unitCount, 0);
    this.#scanner.truncate(rows);
    for (const { whole } of wanted.slice(kept)) if (whole) this.#scanner.add(whole);
    this.#segments = wanted;
    return this.#scanner;
  }

  close(): void {
    this.#scanner?.close();
    this.#scanner = undefined;
    this.#segments = [];
  }
}
