/** One definition at a glance: who works with it and what is like it, from the index alone. */
import { callees, callers } from '../graph/neighbours.ts';
import { partsOf } from '../graph/parts.ts';
import type { Corpus } from '../index/corpus.ts';
import type { Edge, Glance, UnitRecord } from '../types.ts';
import { relatedAtAGlance } from './related.ts';
import type { Searcher } from './searcher.ts';

const RELATIVES = 2;
/** Less sure than this, an edge is a namesake more likely than a neighbour. */
const SURE_ENOUGH = 0.3;
/** Callers counted; a definition with more of them is called everywhere, and that is all that a glance can say. */
const MOST_CALLERS = 100;
/** Places read to find them: of a name that is called from thousands, the nearest. */
const MOST_READ = 200;

/** `corpus` is the searcher's snapshot, with lines as they stand now. */
export function glanceAt(searcher: Searcher, corpus: Corpus, path: string, line: number): Glance | undefined {
  const unit = definitionAt(corpus, path, line);
  if (unit === undefined) return undefined;
  const relatives = relatedAtAGlance(searcher, unit.id, 'purpose', RELATIVES);
  return {
    unit: whole(corpus, unit),
    callers: distinct(callers(corpus, unit.id, MOST_CALLERS, MOST_READ), ({ from }) => from.id),
    callees: distinct(callees(corpus, unit.id), ({ to }) => to.id),
    relatives,
  };
}

function definitionAt(corpus: Corpus, path: string, line: number): UnitRecord | undefined {
  const around = corpus
    .unitsOfFile(path)
    .map((id) => corpus.unit(id))
    .filter((unit) => unit.kind !== 'skeleton' && unit.kind !== 'window')
    .filter((unit) => unit.startLine <= line && line <= unit.endLine);
  return around.sort((a, b) => a.endLine - a.startLine - (b.endLine - b.startLine))[0];
}

/** An overlong function is several units and still one definition. */
function whole(corpus: Corpus, unit: UnitRecord): UnitRecord {
  const parts = partsOf(corpus, unit);
  return parts.length === 1 ? unit : { ...parts[0], endLine: parts[parts.length - 1].endLine };
}

function distinct(edges: readonly Edge[], end: (edge: Edge) => number): number {
  return new Set(edges.filter(({ confidence, from, to }) => confidence >= SURE_ENOUGH && from.id !== to.id).map(end)).size;
}
