/**
 * The open index as the rooms above it see it: units, calls and imports, by number. It knows nothing of how they are
 * stored. A corpus is a snapshot: an update makes a new one, and numbers of the old one mean nothing in it.
 */
import type { Call, Import, UnitRecord } from '../types.ts';

/** Names and calls as interned numbers, for passes over the whole corpus. Name ids run over unit names and call names alike. */
export interface CallTable {
  readonly nameCount: number;
  /** Per unit: name id of the unit, or -1 for windows and skeletons and for units that are no longer live. */
  readonly unitName: Int32Array;
  /** Per unit: file number. Files are numbered in the order of their units. */
  readonly unitFile: Int32Array;
  /** The calls of unit i are `callName[callStart[i] .. callStart[i + 1])`; length is units + 1. */
  readonly callStart: Uint32Array;
  readonly callName: Int32Array;
}

export interface Corpus {
  readonly generation: number;
  /** Units are numbered 0 … unitCount - 1; some of them may belong to files that have changed since. */
  readonly unitCount: number;
  isLive(id: number): boolean;
  unit(id: number): UnitRecord;
  calls(id: number): readonly Call[];
  /** Live paths, sorted. */
  paths(): readonly string[];
  /** Live units of a file: the skeleton first, then by position; empty for a path that is not in the index. */
  unitsOfFile(path: string): readonly number[];
  imports(path: string): readonly Import[];
  /** Live definitions with exactly this name, whatever their scope. */
  unitsNamed(name: string): readonly number[];
  /** Live units whose body calls this name. */
  unitsCalling(name: string): readonly number[];
  callTable(): CallTable;
}
