/**
 * The index with the lines of its units as they stand now, for files that differ from what was indexed. What reads units,
 * calls and names sees one corpus and need not know; units that are gone from the text are not there. Knows the index
 * interface and relocations; reads nothing.
 */
import type { Corpus } from '../index/corpus.ts';
import type { Call, Hit, UnitRecord } from '../types.ts';
import type { Relocation } from './relocate.ts';

export function presentView(corpus: Corpus, relocations: ReadonlyMap<string, Relocation>): Corpus {
  if (relocations.size === 0) return corpus;
  const now = (unit: UnitRecord): UnitRecord => {
    const standing = relocations.get(unit.path)?.standing(unit);
    return standing === undefined ? unit : { ...unit, startLine: standing.startLine, endLine: standing.endLine };
  };
  const gone = new Set([...relocations].flatMap(([path, relocation]) => goneFrom(corpus, path, relocation)));
  const isThere = (id: number) => !gone.has(id);
  return {
    generation: corpus.generation,
    unitCount: corpus.unitCount,
    isLive: (id) => corpus.isLive(id) && isThere(id),
    unit: (id) => now(corpus.unit(id)),
    calls: (id) => callsNow(corpus.unit(id), corpus.calls(id), relocations),
    paths: () => corpus.paths(),
    unitsOfFile: (path) => {
      const ids = corpus.unitsOfFile(path);
      return relocations.has(path) ? ids.filter(isThere) : ids;
    },
    imports: (path) => corpus.imports(path),
    unitsNamed: (name) => corpus.unitsNamed(name).filter(isThere),
    unitsCalling: (name) => corpus.unitsCalling(name).filter(isThere),
    callTable: () => corpus.callTable(),
  };
}

function goneFrom(corpus: Corpus, path: string, relocation: Relocation): readonly number[] {
  return corpus.unitsOfFile(path).filter((id) => relocation.standing(corpus.unit(id)) === undefined);
}

/** Hits with the lines of their units as `view` has them; one whose unit is gone keeps those of the index. */
export function presentHits(hits: readonly Hit[], indexed: Corpus, view: Corpus): readonly Hit[] {
  if (view === indexed) return hits;
  return hits.map((hit) => {
    const units = indexed.unitsOfFile(hit.path).map((id) => indexed.unit(id));
    const more = hit.more.map((one) => {
      const unit = units.find(({ startLine, endLine }) => startLine === one.startLine && endLine === one.endLine);
      return unit === undefined ? one : { ...one, ...linesOf(view.unit(unit.id)) };
    });
    return { ...hit, ...linesOf(view.unit(hit.unitId)), more };
  });
}

const linesOf = ({ startLine, endLine }: UnitRecord) => ({ startLine, endLine });

/** Calls move with their unit; in one that was edited they are near where they were. */
function callsNow(unit: UnitRecord, calls: readonly Call[], relocations: ReadonlyMap<string, Relocation>): readonly Call[] {
  const standing = relocations.get(unit.path)?.standing(unit);
  if (standing === undefined || standing.startLine === unit.startLine) return calls;
  const by = standing.startLine - unit.startLine;
  return calls.map((call) => ({ ...call, line: Math.min(call.line + by, standing.endLine) }));
}
