/** Which code to show to explain what was pointed at: itself, whom it works with, what is like it, and where it stands. */
import { callees, callers } from '../graph/neighbours.ts';
import { typesUsed } from '../graph/types-used.ts';
import type { Corpus } from '../index/corpus.ts';
import type { Angle, Hit, UnitRecord } from '../types.ts';
import { addAsked, askedUnits, filesByUse, isDefinition, mostCentral } from './asked.ts';
import { type Pack, Packer, type PackOptions } from './pack.ts';
import { symbolOf, type Target } from './target.ts';
import { labelOf, sureEdges, wantCaller, wantOutline, wantUnit, withMembers } from './wants.ts';

export interface TargetPackInput extends PackOptions {
  readonly corpus: Corpus;
  readonly target: Target;
  /** Units near a unit from one angle, itself left out. */
  readonly related: (unitId: number, angle: Angle, limit: number) => Promise<readonly Hit[]>;
  /** Per unit, 0–1. */
  readonly centrality: () => Float32Array;
}

export interface TargetPack {
  readonly pack: Pack;
  /** The units asked for, or the central ones of a file or folder: those an answer is about. */
  readonly focus: readonly UnitRecord[];
}

const ASKED = 0.5;
const NEIGHBOUR = 0.08;
const TYPE = 0.06;
const SIMILAR = 0.08;
const OUTLINE = 0.1;
const FILE_OUTLINE = 0.35;
const CENTRAL = 0.15;
/** Outlines of a folder's files together, and the least that one of them is given. */
const FOLDER_OUTLINES = 0.7;
const LEAST_OUTLINE = 100;

const NEIGHBOURS_EACH = 5;
const CALLERS_READ = 20;
const TYPES_EACH = 4;
const SIMILAR_EACH = 2;
const CENTRAL_UNITS = 5;
/** Files of a folder among which its central definitions are sought. */
const MOST_USED_FILES = 50;

export async function packForTarget(input: TargetPackInput): Promise<TargetPack> {
  const packer = new Packer(input);
  const focus = await FILL[input.target.kind](input, packer);
  return { pack: packer.finish(), focus };
}

const FILL: Readonly<Record<Target['kind'], (input: TargetPackInput, packer: Packer) => Promise<readonly UnitRecord[]>>> = {
  lines: fillUnits,
  symbol: fillUnits,
  file: fillFile,
  folder: fillFolder,
};

async function fillUnits(input: TargetPackInput, packer: Packer): Promise<readonly UnitRecord[]> {
  const { corpus, target, budget } = input;
  const asked = askedUnits(corpus, target);
  await addAsked(input, packer, target, budget * ASKED);
  for (const unit of asked.filter(isDefinition)) await addNeighbours(input, packer, unit);
  for (const unit of asked) await addTypes(input, packer, unit);
  for (const unit of asked.slice(0, 1)) await addSimilar(input, packer, unit);
  await addOutline(input, packer, target.path, OUTLINE);
  return asked;
}

async function addNeighbours({ corpus, messages, budget }: TargetPackInput, packer: Packer, unit: UnitRecord): Promise<void> {
  const cap = budget * NEIGHBOUR;
  const own = withMembers(corpus, unit);
  const inside = new Set(own.map((one) => one.id));
  const used = own.flatMap((one) => callers(corpus, one.id, CALLERS_READ)).filter((edge) => !inside.has(edge.from.id));
  const uses = own.flatMap((one) => callees(corpus, one.id)).filter((edge) => !inside.has(edge.to.id));
  for (const edge of sureEdges(used, NEIGHBOURS_EACH)) {
    await packer.add(wantCaller(corpus, edge, messages.calls(labelOf(edge.to)), cap));
  }
  for (const edge of sureEdges(uses, NEIGHBOURS_EACH)) {
    await packer.add(wantUnit(corpus, edge.to, messages.calledBy(labelOf(edge.from)), cap));
  }
}

async function addTypes({ corpus, messages, budget }: TargetPackInput, packer: Packer, unit: UnitRecord): Promise<void> {
  const types = typesUsed(corpus, unit.id, packer.textOf(unit.id) || unit.signature, TYPES_EACH);
  for (const type of types) {
    await packer.add(wantUnit(corpus, type, messages.typeUsed(labelOf(unit)), budget * TYPE));
  }
}

async function addSimilar(
  { corpus, messages, budget, related }: TargetPackInput,
  packer: Packer,
  unit: UnitRecord,
): Promise<void> {
  for (const angle of ['purpose', 'construction'] as const) {
    for (const hit of await related(unit.id, angle, SIMILAR_EACH)) {
      if (!corpus.isLive(hit.unitId)) continue;
      await packer.add(wantUnit(corpus, corpus.unit(hit.unitId), messages.similar(angle), budget * SIMILAR));
    }
  }
}

async function addOutline(
  { corpus, messages, budget }: TargetPackInput,
  packer: Packer,
  path: string,
  share: number,
): Promise<void> {
  const cap = Math.min(budget * share, packer.left - LEAST_OUTLINE);
  if (cap > LEAST_OUTLINE) await packer.add(wantOutline(corpus, path, messages.outline, cap));
}

async function fillFile(input: TargetPackInput, packer: Packer): Promise<readonly UnitRecord[]> {
  const { corpus, target, messages, budget } = input;
  const ids = corpus.unitsOfFile(target.path);
  const central = mostCentral(corpus, ids, input.centrality(), CENTRAL_UNITS);
  await packer.add(wantOutline(corpus, target.path, messages.askedFor, budget * FILE_OUTLINE));
  for (const unit of central) await packer.add(wantUnit(corpus, unit, messages.askedFor, budget * CENTRAL));
  if (central.length === 0)
    for (const id of ids) await packer.add(wantUnit(corpus, corpus.unit(id), messages.askedFor, budget * ASKED));
  for (const unit of central.slice(0, 2)) await addNeighbours(input, packer, unit);
  if (ids.length > 0) await addSimilar(input, packer, corpus.unit(ids[0]));
  return central;
}

async function fillFolder(input: TargetPackInput, packer: Packer): Promise<readonly UnitRecord[]> {
  const { corpus, target, messages, budget } = input;
  if (target.kind !== 'folder') return [];
  const scores = input.centrality();
  const files = filesByUse(corpus, target.files, scores);
  const cap = Math.max(LEAST_OUTLINE, (budget * FOLDER_OUTLINES) / files.length);
  for (const [i, path] of files.entries()) {
    if (packer.left < budget * (1 - FOLDER_OUTLINES)) {
      packer.leaveOut(files.length - i);
      break;
    }
    await packer.add(wantOutline(corpus, path, messages.outline, Math.min(cap, budget * FILE_OUTLINE)));
  }
  const central = mostCentral(
    corpus,
    files.slice(0, MOST_USED_FILES).flatMap((path) => corpus.unitsOfFile(path)),
    scores,
    CENTRAL_UNITS,
  );
  for (const unit of central) {
    if (symbolOf(unit) !== '') await packer.add(wantUnit(corpus, unit, messages.askedFor, budget * CENTRAL));
  }
  return central;
}
