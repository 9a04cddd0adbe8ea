/** What follows from all files together: how central each unit is, and the company it keeps across files. */
import { centrality } from '../graph/centrality.ts';
import type { Matrix } from '../vectors/matrix.ts';
import { linkCompany } from './company.ts';
import type { Snapshot } from './snapshot.ts';

export interface Links {
  /** Per unit, 0–1. */
  readonly centrality: Float32Array;
  /** Per segment; undefined where a segment's own rows stand. */
  readonly company: readonly (Matrix | undefined)[];
}

export function linkAll(snapshot: Snapshot): Links {
  return { centrality: centrality(snapshot), company: linkCompany(snapshot) };
}

/** A saved file moves few callers: segments keep their links, and new units have none until the next whole update. */
export function keepLinks(next: Snapshot, before: Snapshot): Links {
  const values = new Float32Array(next.unitCount);
  const company = next.parts.map(({ segment, firstUnit }) => {
    const place = before.parts.findIndex((part) => part.segment.name === segment.name);
    if (place < 0) return undefined;
    const from = before.parts[place].firstUnit;
    values.set(before.manifest.centrality.subarray(from, from + segment.unitCount), firstUnit);
    return before.company[place];
  });
  return { centrality: values, company };
}
