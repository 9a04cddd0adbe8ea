/** Callers and callees of a unit: calls resolved one unit at a time, when somebody asks. Nothing is stored. */
import type { Corpus } from '../index/corpus.ts';
import type { Call, Edge, UnitRecord } from '../types.ts';
import { openResolver, type Resolver } from './resolve.ts';

/** Units that call a name, beyond which the rest are left unread; a name called more often is part of the language to its readers. */
const MOST_CALLERS_READ = 50_000;

/** An overlong function is several units; its calls are those of all its parts, and it is spoken of by its first. */
function partsOf(corpus: Corpus, unit: UnitRecord): readonly UnitRecord[] {
  if (unit.parts <= 1) return [unit];
  const siblings = corpus.unitsOfFile(unit.path).map((id) => corpus.unit(id));
  const same = siblings.filter((one) => one.parts === unit.parts && one.name === unit.name && one.scope === unit.scope);
  const first = same.filter((one) => one.part === 0 && one.startLine <= unit.startLine).at(-1) ?? unit;
  return same.filter((one) => one.startLine >= first.startLine).slice(0, unit.parts);
}

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

function edgesOf(resolver: Resolver, from: UnitRecord, call: Call): readonly Edge[] {
  return resolver(from, call).map(({ unit, confidence }) => ({ from, to: unit, line: call.line, confidence }));
}

/** What the unit calls, likeliest first. A definition called at several places is one edge, at the first of its likeliest lines. */
export function callees(corpus: Corpus, id: number): Edge[] {
  const resolver = openResolver(corpus);
  const from = partsOf(corpus, corpus.unit(id))[0];
  return mergeEdges(callsOf(corpus, from).flatMap((call) => edgesOf(resolver, from, call)));
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
  const scope = unit.scope === '' ? unit.name : `${unit.scope}.${unit.name}`;
  const members = corpus.unitsOfFile(unit.path).map((id) => corpus.unit(id));
  const built = members.filter((one) => one.kind === 'constructor' && one.scope === scope);
  return new Set([unit.id, ...built.map((one) => one.id)]);
}

/** Who calls the unit, likeliest first, at most `limit`. */
export function callers(corpus: Corpus, id: number, limit = 1000): Edge[] {
  const resolver = openResolver(corpus);
  const target = partsOf(corpus, corpus.unit(id))[0];
  const targets = targetsOf(corpus, target);
  const names = calledNames(target);
  const calling = new Set(names.flatMap((name) => corpus.unitsCalling(name).slice(0, MOST_CALLERS_READ)));
  const edges: Edge[] = [];
  for (const caller of calling) {
    const written = corpus.unit(caller);
    const calls = corpus.calls(caller).filter((call) => names.includes(call.name));
    for (const call of calls) edges.push(...edgesOf(resolver, written, call).filter((edge) => targets.has(edge.to.id)));
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
