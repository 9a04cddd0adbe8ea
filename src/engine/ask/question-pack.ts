/** Which code to show for a question: the best hits first, then whom they work with, further hits, and where they stand. */
import { callees, callers } from '../graph/neighbours.ts';
import type { Hit, UnitRecord } from '../types.ts';
import { type AskedInput, addAttached } from './asked.ts';
import { type Pack, Packer, type PackOptions } from './pack.ts';
import { type Asked, addRecalled } from './recalled.ts';
import type { Target } from './target.ts';
import { labelOf, sureEdges, wantCaller, wantOutline, wantUnit } from './wants.ts';

export interface QuestionPackInput extends PackOptions, AskedInput {
  /** Best first. */
  readonly hits: readonly Hit[];
  /** What goes in first, whatever was found. */
  readonly attached: readonly Target[];
  /** What a follow-up means by "it", and what of it is asked; empty for a question that stands by itself. */
  readonly recalled: { readonly units: readonly UnitRecord[]; readonly asked: Asked };
}

/** Shares of the budget that one piece may take, by what it is. */
const BEST_HIT = 0.3;
const GOOD_HIT = 0.15;
const FURTHER_HIT = 0.1;
const NEIGHBOUR = 0.1;
const OUTLINE = 0.08;

/** All that was attached together. */
const ATTACHED = 0.5;

const BEST_HITS = 2;
const GOOD_HITS = 6;
const MOST_HITS = 20;
/** Hits of which callers, callees, siblings and the file's outline are shown. */
const EXPANDED_HITS = 2;
const NEIGHBOURS_EACH = 2;
const CALLERS_READ = 20;
/** Past the good ones, a hit with less than this share of the best score is noise. */
const LEAST_SHARE = 0.5;
const MOST_PER_FILE = 3;
/** An outline is given at least this. */
const LEAST_OUTLINE = 60;

export async function packForQuestion(input: QuestionPackInput): Promise<Pack> {
  const packer = new Packer(input);
  for (const target of input.attached)
    await addAttached(input, packer, target, (input.budget * ATTACHED) / input.attached.length);
  const { units, asked } = input.recalled;
  // Who works with it is in the call graph, and not to be searched for.
  if (asked !== 'itself') await addRecalled(input, packer, units, asked);
  const hits = input.hits.filter((hit) => input.corpus.isLive(hit.unitId));
  await addHits(input, packer, hits.slice(0, GOOD_HITS), (rank) => (rank < BEST_HITS ? BEST_HIT : GOOD_HIT));
  if (asked === 'itself') await addRecalled(input, packer, units, asked);
  for (const hit of hits.slice(0, EXPANDED_HITS)) await addNeighbours(input, packer, input.corpus.unit(hit.unitId));
  const strong = hits.slice(GOOD_HITS, MOST_HITS).filter((hit) => hit.score >= LEAST_SHARE * hits[0].score);
  await addHits(input, packer, strong, () => FURTHER_HIT);
  for (const hit of hits.slice(0, EXPANDED_HITS)) await addSiblings(input, packer, hit);
  await addOutlines(input, packer, hits);
  return packer.finish();
}

async function addHits(
  input: QuestionPackInput,
  packer: Packer,
  hits: readonly Hit[],
  share: (rank: number) => number,
): Promise<void> {
  for (const [rank, hit] of hits.entries()) {
    if (packer.chunksOf(hit.path) >= MOST_PER_FILE) continue;
    const reason = input.messages.matches(hit.why.slice(0, 2).join(', '));
    await packer.add(wantUnit(input.corpus, input.corpus.unit(hit.unitId), reason, input.budget * share(rank)));
  }
}

async function addNeighbours({ corpus, messages, budget }: QuestionPackInput, packer: Packer, unit: UnitRecord): Promise<void> {
  const cap = budget * NEIGHBOUR;
  const label = labelOf(unit);
  for (const edge of sureEdges(callees(corpus, unit.id), NEIGHBOURS_EACH)) {
    await packer.add(wantUnit(corpus, edge.to, messages.calledBy(label), cap));
  }
  for (const edge of sureEdges(callers(corpus, unit.id, CALLERS_READ), NEIGHBOURS_EACH)) {
    await packer.add(wantCaller(corpus, edge, messages.calls(label), cap));
  }
}

/** The file's next best units, which the search folded under its first. */
async function addSiblings({ corpus, messages, budget }: QuestionPackInput, packer: Packer, hit: Hit): Promise<void> {
  const units = corpus.unitsOfFile(hit.path).map((id) => corpus.unit(id));
  for (const { startLine, endLine } of hit.more) {
    const unit = units.find((one) => one.startLine === startLine && one.endLine === endLine && one.kind !== 'skeleton');
    if (unit === undefined || packer.chunksOf(hit.path) >= MOST_PER_FILE) continue;
    await packer.add(wantUnit(corpus, unit, messages.matches(''), budget * FURTHER_HIT));
  }
}

async function addOutlines({ corpus, messages, budget }: QuestionPackInput, packer: Packer, hits: readonly Hit[]): Promise<void> {
  for (const path of new Set(hits.slice(0, EXPANDED_HITS).map((hit) => hit.path))) {
    const cap = Math.min(budget * OUTLINE, packer.left - LEAST_OUTLINE);
    if (cap > LEAST_OUTLINE) await packer.add(wantOutline(corpus, path, messages.outline, cap));
  }
}
