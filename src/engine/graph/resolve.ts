/**
 * Which definitions a call may mean. It runs no type inference, so it weighs evidence and keeps the ambiguity: every
 * possible definition gets its share, and so does "none of them". It knows nothing of edges or of who asks.
 */
import type { Corpus } from '../index/corpus.ts';
import type { Call, UnitRecord } from '../types.ts';
import { COMMON_NAMES } from './common-names.ts';
import { isSelf, ownerOf, receiverName, spokenName, weighDefinition } from './evidence.ts';
import { type CorpusView, importOf, openView } from './view.ts';

export interface Candidate {
  readonly unit: UnitRecord;
  /** 0–1; those of one call add up to less than 1. */
  readonly confidence: number;
}

/** At most five definitions, best first; empty when nothing in the workspace is at all likely. */
export type Resolver = (from: UnitRecord, call: Call) => readonly Candidate[];

const MOST_CANDIDATES = 5;
/** Edges below this say nothing a reader could use. */
const LEAST_CONFIDENCE = 0.02;
/** With more definitions of a name than this, only those in related files are weighed one by one. */
const MANY_DEFINITIONS = 200;

/*
 * Weights are squared before they are compared, so that one good reason outweighs many definitions that merely share the
 * name. The rivals below are on that scale: a lone definition far away, called on an unknown object, weighs about 0.001.
 */
const OUTSIDE = 0.001;
const OUTSIDE_COMMON = 0.3;
/** On `this`, where the own class does not define the name: inherited from a class that is not here. */
const OUTSIDE_INHERITED = 0.02;
const OUTSIDE_IMPORTED = 2;
/** Left to each definition that was not weighed, and to all of them together at most. */
const UNSEEN_DEFINITION = 0.0005;
const UNSEEN_DEFINITIONS = 1;
/** Evidence (not squared) below this does not stand up to an import that names the call and leads elsewhere. */
const WEAK = 0.3;

/** A resolver remembers what it decoded: make one per question. */
export function openResolver(corpus: Corpus): Resolver {
  const view = openView(corpus);
  return (from, call) => candidates(view, from, asConstruction(from, call));
}

/** Ruby writes `Client.new` where others write `Client(…)` or `new Client`. */
function asConstruction(from: UnitRecord, call: Call): Call {
  if (call.name !== 'new' || from.language !== 'ruby' || call.receiver === '') return call;
  return { name: receiverName(call.receiver), receiver: '', line: call.line };
}

function candidates(view: CorpusView, from: UnitRecord, call: Call): readonly Candidate[] {
  const { near, others } = definitions(view, from, call);
  const ranked = weigh(view, from, call, near);
  const rivals = Math.min(others * UNSEEN_DEFINITION, UNSEEN_DEFINITIONS) + outside(view, from, call, ranked[0]?.[1] ?? 0);
  const total = ranked.reduce((sum, [, weight]) => sum + weight ** 2, rivals);
  return ranked
    .map(([unit, weight]) => ({ unit, confidence: weight ** 2 / total }))
    .filter((one) => one.confidence >= LEAST_CONFIDENCE)
    .slice(0, MOST_CANDIDATES);
}

function weigh(view: CorpusView, from: UnitRecord, call: Call, ids: readonly number[]): readonly [UnitRecord, number][] {
  const weights = new Map<UnitRecord, number>();
  for (const id of ids) {
    const weight = weighDefinition(view, from, call, view.record(id));
    if (weight === 0) continue;
    const target = constructorOf(view, view.record(id));
    weights.set(target, Math.max(weight, weights.get(target) ?? 0));
  }
  return [...weights].sort((a, b) => b[1] - a[1] || a[0].id - b[0].id);
}

/** Calling a class means its constructor, where one is written. */
function constructorOf(view: CorpusView, unit: UnitRecord): UnitRecord {
  if (unit.kind !== 'class') return unit;
  const inFile = view.unitsOf(unit.path);
  return inFile.find((one) => one.kind === 'constructor' && one.part === 0 && ownerOf(one) === unit.name) ?? unit;
}

interface Definitions {
  readonly near: readonly number[];
  /** Definitions left unweighed, which share what is left. */
  readonly others: number;
}

function definitions(view: CorpusView, from: UnitRecord, call: Call): Definitions {
  const all = view.corpus.unitsNamed(call.name);
  if (all.length <= MANY_DEFINITIONS) return { near: all, others: 0 };
  const known = new Set(all);
  const near = [...relatedFiles(view, from, call)].flatMap((path) => view.corpus.unitsOfFile(path).filter((id) => known.has(id)));
  return { near, others: all.length - near.length };
}

/** The caller's own file, and those that define what it imports by name and what it calls upon (`client.get`: class Client). */
function relatedFiles(view: CorpusView, from: UnitRecord, call: Call): ReadonlySet<string> {
  const spoken = receiverName(call.receiver);
  const brought = view.imports(from.path).flatMap((one) => one.names);
  const names = new Set([...brought, spoken, spoken.charAt(0).toUpperCase() + spoken.slice(1)].filter((name) => name !== ''));
  const owners = [...names].map((name) => view.corpus.unitsNamed(name)).filter((ids) => ids.length <= MANY_DEFINITIONS);
  return new Set([from.path, ...owners.flat().map((id) => view.record(id).path)]);
}

function outside(view: CorpusView, from: UnitRecord, call: Call, best: number): number {
  if (isSelf(call.receiver)) return best < WEAK ? OUTSIDE_INHERITED : OUTSIDE;
  if (best < WEAK && importOf(view, from.path, spokenName(call)) !== undefined) return OUTSIDE_IMPORTED;
  return call.receiver !== '' && COMMON_NAMES.has(call.name) ? OUTSIDE_COMMON : OUTSIDE;
}
