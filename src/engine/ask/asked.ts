/**
 * What was asked for by name, as pieces for a pack: the units that a target means, and of a file or folder those that most
 * else rests on. It knows targets and the index; not what else belongs beside them.
 */
import type { Corpus } from '../index/corpus.ts';
import type { UnitRecord } from '../types.ts';
import type { Messages } from './messages.ts';
import type { Packer } from './pack.ts';
import type { Target } from './target.ts';
import { wantFile, wantOutline, wantUnit, wantWhole } from './wants.ts';

export interface AskedInput {
  readonly corpus: Corpus;
  readonly messages: Messages;
  /** Per unit, 0–1. */
  readonly centrality: () => Float32Array;
}

const MOST_ASKED = 4;

export function isDefinition(unit: UnitRecord): boolean {
  return unit.kind !== 'skeleton' && unit.kind !== 'window';
}

/** Asked-for units, those that hold them left out: a method is asked for, not its class. */
export function askedUnits(corpus: Corpus, target: Target): readonly UnitRecord[] {
  if (target.kind !== 'lines' && target.kind !== 'symbol') return [];
  const units = target.units.map((id) => corpus.unit(id));
  if (target.kind === 'symbol') return units.filter((unit) => unit.part === 0).slice(0, MOST_ASKED);
  const inside = units.filter(
    (unit) => isDefinition(unit) && target.startLine <= unit.startLine && unit.endLine <= target.endLine,
  );
  return inside.length > 0 ? inside.slice(0, MOST_ASKED) : units.slice(0, 1);
}

/** Definitions, the most used first; of equals the first in the text. Constants explain little by themselves. */
export function mostCentral(corpus: Corpus, ids: readonly number[], scores: Float32Array, limit: number): readonly UnitRecord[] {
  const ranked = [...ids].sort((a, b) => scores[b] - scores[a] || a - b);
  const units: UnitRecord[] = [];
  for (const id of ranked) {
    if (units.length >= limit) break;
    const unit = corpus.unit(id);
    if (isDefinition(unit) && unit.kind !== 'constant' && unit.part === 0) units.push(unit);
  }
  return units;
}

/** A file counts by its most used definition and a tenth of the rest, so that size alone does not lead. */
export function filesByUse(corpus: Corpus, files: readonly string[], scores: Float32Array): readonly string[] {
  const worth = new Map(
    files.map((path) => {
      const own = corpus.unitsOfFile(path).map((id) => scores[id]);
      return [path, Math.max(0, ...own) + 0.1 * own.reduce((sum, one) => sum + one, 0)] as const;
    }),
  );
  return [...files].sort((a, b) => worth.get(b)! - worth.get(a)!);
}

/** The lines or the symbol of a target, as it was asked for. */
export async function addAsked(
  { corpus, messages }: Pick<AskedInput, 'corpus' | 'messages'>,
  packer: Packer,
  target: Target,
  cap: number,
): Promise<void> {
  const asked = askedUnits(corpus, target);
  if (target.kind !== 'lines') {
    for (const unit of asked) await packer.add(wantWhole(corpus, unit, messages.askedFor, cap / asked.length));
    return;
  }
  const { path, startLine, endLine } = target;
  const only = asked.find((unit) => unit.startLine === startLine && unit.endLine === endLine);
  const lines = { path, startLine, endLine, symbol: '', language: asked[0]?.language ?? '', contentHash: '', unitId: -1 };
  const reason = messages.askedFor;
  await packer.add(only === undefined ? { ...lines, reason, cap } : wantUnit(corpus, only, reason, cap));
}

/** Of what is left of the cap. */
const ATTACHED_OUTLINE = 0.4;
const ATTACHED_UNIT = 0.2;
const ATTACHED_UNITS = 3;
const MOST_OUTLINES = 10;

/** A target beside a question: itself, and of a file or folder too large for the cap its outlines and what most rests on. */
export async function addAttached(input: AskedInput, packer: Packer, target: Target, cap: number): Promise<void> {
  const { corpus, messages, centrality } = input;
  if (target.kind === 'lines' || target.kind === 'symbol') return addAsked(input, packer, target, cap);
  const files = target.kind === 'file' ? [target.path] : filesByUse(corpus, target.files, centrality()).slice(0, MOST_OUTLINES);
  const whole = target.kind === 'file' ? wantFile(corpus, target.path, messages.askedFor, cap) : undefined;
  if (whole !== undefined) return void (await packer.add(whole));
  for (const path of files) {
    await packer.add(wantOutline(corpus, path, messages.askedFor, (cap * ATTACHED_OUTLINE) / files.length));
  }
  const ids = files.flatMap((path) => corpus.unitsOfFile(path));
  for (const unit of mostCentral(corpus, ids, centrality(), ATTACHED_UNITS)) {
    await packer.add(wantUnit(corpus, unit, messages.askedFor, cap * ATTACHED_UNIT));
  }
}
