/**
 * What a follow-up means by "it": definitions that the last answer named, and, where it asks who works with them, those.
 * It knows names and the call graph; what was said is worked out elsewhere.
 */
import { callees, callers } from '../graph/neighbours.ts';
import type { Corpus } from '../index/corpus.ts';
import type { UnitRecord } from '../types.ts';
import type { Messages } from './messages.ts';
import type { Packer } from './pack.ts';
import { symbolOf } from './target.ts';
import { labelOf, sureEdges, wantCaller, wantUnit } from './wants.ts';

/** A conversation is about few things at a time. */
const MOST_RECALLED = 3;
/** A name that so many definitions bear says too little of which was meant. */
const MOST_NAMESAKES = 3;
const NEIGHBOURS_EACH = 3;
const CALLERS_READ = 30;

/** Shares of the budget. */
const RECALLED = 0.1;
const NEIGHBOUR = 0.1;

const ASKS_CALLEES =
  /\b(?:does|do|did|will)\s+(?:it|they|this|that|these|those)\s+(?:call|use|invoke|need|depend on|rely on)\b|(?:它|这|其)[^被]{0,8}(?:调用|依赖|用到)了?(?:什么|哪些|谁|哪个)|被调用方/i;
const ASKS_CALLERS =
  /\b(?:call(?:s|ed|ers?|ing)?|use[sd]?|users?|usages?|invok\w+|depends? on|relies on|triggers?|triggered)\b|调用|使用者|谁在?用|被.{0,4}用|依赖它|引用/i;

export type Asked = 'callers' | 'callees' | 'itself';

export function askedOf(question: string): Asked {
  if (ASKS_CALLEES.test(question)) return 'callees';
  return ASKS_CALLERS.test(question) ? 'callers' : 'itself';
}

/** Definitions that bear these names, written `send` or `Client.send`, in order. */
export function recalledUnits(corpus: Corpus, names: readonly string[]): readonly UnitRecord[] {
  const found = names.flatMap((name) => {
    const plain = name.replace(/::|->|#/g, '.');
    const bearing = corpus.unitsNamed(plain.slice(plain.lastIndexOf('.') + 1)).map((id) => corpus.unit(id));
    const exact = bearing.filter((unit) => symbolOf(unit) === plain || symbolOf(unit).endsWith(`.${plain}`));
    return exact.length <= MOST_NAMESAKES ? exact.filter(({ part }) => part === 0) : [];
  });
  return [...new Map(found.map((unit) => [unit.id, unit])).values()].slice(0, MOST_RECALLED);
}

export interface RecalledInput {
  readonly corpus: Corpus;
  readonly messages: Messages;
  readonly budget: number;
}

export async function addRecalled(
  { corpus, messages, budget }: RecalledInput,
  packer: Packer,
  units: readonly UnitRecord[],
  asked: Asked,
): Promise<void> {
  for (const unit of units) {
    await packer.add(wantUnit(corpus, unit, messages.spokenOf, budget * RECALLED));
    const label = labelOf(unit);
    const cap = budget * NEIGHBOUR;
    if (asked === 'callers')
      for (const edge of sureEdges(callers(corpus, unit.id, CALLERS_READ), NEIGHBOURS_EACH))
        await packer.add(wantCaller(corpus, edge, messages.calls(label), cap));
    if (asked === 'callees')
      for (const edge of sureEdges(callees(corpus, unit.id), NEIGHBOURS_EACH))
        await packer.add(wantUnit(corpus, edge.to, messages.calledBy(label), cap));
  }
}
