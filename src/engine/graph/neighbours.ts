/** Callers and callees of a unit: calls resolved one unit at a time, when somebody asks. Nothing is stored. */

import type { Corpus } from '../index/corpus.ts';
import { qualifiedName } from '../qualified-name.ts';
import type { Call, Edge, UnitRecord } from '../types.ts';
import { partsOf } from './parts.ts';
import { openResolver } from './resolve.ts';

/** Callers read for each one wanted: some of them mean another definition of that name. */
const READ_PER_EDGE = 20;

/** An overlong function is several units; its calls are those of all its parts, and it is spoken of by its first. */
function callsOf(corpus: Corpus, unit: UnitRecord): readonly Call[] {
  return partsOf(corpus, unit).flatMap((part) => corpus.calls(part.id));
}

/** One edge per pair of units: the likeliest of its calls, the earliest of equals. */
function mergeEdges(edges: readonly Edge[]): Edge[] {
  const best = new Map<string, Edge>();
  for (const edge of edges) {
    const key = `${edge.from.id} ${edge.to.id}`;
    const known = best.get(key);
    if (known === undefined || edge.confidence > known.confidence) best.set(key, edge);
  }
  return [...best.values()].sort((a, b) => b.confidence - a.confidence || a.from.id - b.from.id || a.line - b.line);
}

/** What the unit calls, likeliest first. A definition called at several places is one edge, at the first of its likeliest lines. */
export function callees(corpus: Corpus, id: number): Edge[] {
  const resolver = openResolver(corpus);
  const from = partsOf(corpus, corpus.unit(id))[0];
  const edges = callsOf(corpus, from).flatMap((call) =>
    resolver(from, call).map(({ unit, confidence }) => ({ from, to: unit, line: call.line, confidence })),
  );
  return mergeEdges(edges);
}

/** Names under which a unit is called: a constructor answers to its class's name too. */
function calledNames(target: UnitRecord): readonly string[] {
  const owner = target.scope.slice(target.scope.lastIndexOf('.') + 1);
  const names = target.kind === 'constructor' ? [target.name, owner] : [target.name];
  const built = target.kind === 'constructor' || target.kind === 'class';
  return [...new Set(target.language === 'ruby' && built ? [...names, 'new'] : names)].filter((name) => name !== '');
}

/** The unit itself; for a class, its constructors as well, since calling the class means them. */
function targetsOf(corpus: Corpus, unit: UnitRecord): ReadonlySet<number> {
  if (unit.kind !== 'class') return new Set([unit.id]);
  const scope = qualifiedName(unit);
  const members = corpus.unitsOfFile(unit.path).map((id) => corpus.unit(id));
  const built = members.filter((one) => one.kind === 'constructor' && one.scope === scope);
  return new Set([unit.id, ...built.map((one) => one.id)]);
}

/** Units are numbered in the order of their paths, so that near numbers are near files. */
function nearestFirst(ids: ReadonlySet<number>, target: number, most: number): readonly number[] {
  if (ids.size <= most) return [...ids];
  return [...ids].sort((a, b) => Math.abs(a - target) - Math.abs(b - target)).slice(0, most);
}

/**
 * Who calls the unit, likeliest first, at most `limit`. Of a name that is called from many more places than that, those
 * nearest to the unit are read: at most `read` units.
 */
export function callers(corpus: Corpus, id: number, limit = 1000, read = limit * READ_PER_EDGE): Edge[] {
  const resolver = openResolver(corpus);
  const target = partsOf(corpus, corpus.unit(id))[0];
  const targets = targetsOf(corpus, target);
  const names = calledNames(target);
  const calling = new Set(names.flatMap((name) => corpus.unitsCalling(name)));
  const edges: Edge[] = [];
  for (const caller of nearestFirst(calling, target.id, read)) {
    const from = corpus.unit(caller);
    for (const call of corpus.calls(caller)) {
      if (!names.includes(call.name)) continue;
      for (const { unit, confidence } of resolver(from, call)) {
        if (targets.has(unit.id)) edges.push({ from, to: unit, line: call.line, confidence });
      }
    }
  }
  const whole = edges.map((edge) => (edge.from.part === 0 ? edge : { ...edge, from: partsOf(corpus, edge.from)[0] }));
  return mergeEdges(whole).slice(0, limit);
}

/** Names the unit calls that lead to nothing in the index, or to too much to say what: each once, in order. */
export function unresolvedCalls(corpus: Corpus, id: number): string[] {
  const resolver = openResolver(corpus);
  const from = partsOf(corpus, corpus.unit(id))[0];
  const open = callsOf(corpus, from).filter((call) => resolver(from, call).length === 0);
  return [...new Set(open.map((call) => call.name))];
}
