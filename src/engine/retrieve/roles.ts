/** What part a unit plays in its file: most say what the file does; some stand for all of it, some only test it. */
import type { Snapshot } from '../index/snapshot.ts';
import { UNIT_KINDS } from '../types.ts';

export const ORDINARY = 0;
/** Stands for the whole file. */
export const SKELETON = 1;
/** Tests what the same file defines (Rust's `mod tests`, Zig's test blocks). */
export const INNER_TEST = 2;
/** Lines that belong to no definition. */
export const WINDOW = 3;

const SKELETON_KIND = UNIT_KINDS.indexOf('skeleton');
const TEST_KIND = UNIT_KINDS.indexOf('test');
const WINDOW_KIND = UNIT_KINDS.indexOf('window');
const TEST_SCOPE = /(^|\.)tests?(\.|$)/;

/** One role per unit. */
export function rolesOf(snapshot: Snapshot): Uint8Array {
  const roles = new Uint8Array(snapshot.unitCount);
  for (const { segment, firstUnit } of snapshot.parts) {
    const scopes = segment.sections.unitScope as Uint32Array;
    const inTests = new Map<number, boolean>();
    for (let unit = 0; unit < segment.unitCount; unit++) {
      const scope = scopes[unit];
      if (!inTests.has(scope)) inTests.set(scope, TEST_SCOPE.test(segment.string(scope)));
      const kind = segment.unitKind[unit];
      if (kind === SKELETON_KIND) roles[firstUnit + unit] = SKELETON;
      else if (kind === TEST_KIND || inTests.get(scope)) roles[firstUnit + unit] = INNER_TEST;
      else if (kind === WINDOW_KIND) roles[firstUnit + unit] = WINDOW;
    }
  }
  return roles;
}
