/** Counts what was passed over, and keeps a few examples of each reason for people. */
import type { SkippedFile } from '../../engine/ports.ts';
import type { SkipReason } from '../../engine/types.ts';

const EXAMPLES = 20;

export class Tally {
  readonly skipped: Partial<Record<SkipReason, number>> = {};
  readonly examples: SkippedFile[] = [];

  /** @param path relative to the root; a folder counts once and ends in a slash */
  add(reason: SkipReason, path: string): void {
    const before = this.skipped[reason] ?? 0;
    this.skipped[reason] = before + 1;
    if (before < EXAMPLES) this.examples.push({ path, reason });
  }
}
