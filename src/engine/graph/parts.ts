/** The parts of an overlong function, which the index keeps as units of their own. It knows positions and names. */
import type { Corpus } from '../index/corpus.ts';
import type { UnitRecord } from '../types.ts';

/** All parts of the function that a unit belongs to, in order; a whole unit is its own only part. */
export function partsOf(corpus: Corpus, unit: UnitRecord): readonly UnitRecord[] {
  if (unit.parts <= 1) return [unit];
  const siblings = corpus.unitsOfFile(unit.path).map((id) => corpus.unit(id));
  const same = siblings.filter((one) => one.parts === unit.parts && one.name === unit.name && one.scope === unit.scope);
  const first = same.filter((one) => one.part === 0 && one.startLine <= unit.startLine).at(-1) ?? unit;
  return same.filter((one) => one.startLine >= first.startLine).slice(0, unit.parts);
}

/** The part with this line; the unit itself where no part has it. */
export function partAt(corpus: Corpus, unit: UnitRecord, line: number): UnitRecord {
  return partsOf(corpus, unit).find((part) => part.startLine <= line && line <= part.endLine) ?? unit;
}
