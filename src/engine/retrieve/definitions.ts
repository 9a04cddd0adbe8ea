/** Units that define what a question names: found by the parser, so in every language, whatever the keyword. */
import type { Snapshot } from '../index/snapshot.ts';
import { countIn, NAME } from '../sparse/fields.ts';
import { termsOf } from '../text/terms.ts';
import { partsOf } from '../text/words.ts';
import type { Question } from './question.ts';

/** A definition that others can use comes before a private namesake. */
const EXPORTED = 1;
const PRIVATE = 0.85;
/** `parse_url` asked for as `parseUrl`. */
const OTHER_SPELLING = 0.4;
/** A capitalised word may be a type's name or just a product's: 0.003 NDCG@10. The more it counts, the worse for questions made of comments. */
const LIKELY = 0.2;

/** Per unit: how surely it defines a name of the question, 0–1. */
export function definitionsOf({ names, likelyNames }: Question, snapshot: Snapshot): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const name of names) collect(name, 1, snapshot, found);
  for (const name of likelyNames) collect(name, LIKELY, snapshot, found);
  return found;
}

function collect(name: string, share: number, snapshot: Snapshot, found: Map<number, number>): void {
  for (const unit of unitsBearing(name, snapshot)) {
    const sureness = share * surenessOf(name, unit, snapshot);
    if (sureness > (found.get(unit) ?? 0)) found.set(unit, sureness);
  }
}

/** Units whose name has the term that the whole of `name` makes: every spelling of it, and some more. */
function unitsBearing(name: string, snapshot: Snapshot): readonly number[] {
  const term = termsOf(name.replace(/\W/g, '')).at(-1);
  if (term === undefined) return [];
  return snapshot.parts.flatMap(({ segment, firstUnit }) => {
    const { units, counts } = segment.postings(segment.terms.find(term));
    return Array.from(units.keys())
      .filter((i) => countIn(counts[i], NAME) > 0)
      .map((i) => firstUnit + units[i])
      .filter((unit) => snapshot.isLive(unit));
  });
}

function surenessOf(name: string, unit: number, snapshot: Snapshot): number {
  const { part, local } = snapshot.locate(unit);
  const { name: own, exported, kind } = part.segment.unit(local);
  if (kind === 'window') return 0;
  const visible = exported ? EXPORTED : PRIVATE;
  if (own === name) return visible;
  return plain(own) === plain(name) ? OTHER_SPELLING * visible : 0;
}

const plain = (name: string) => partsOf(name).join('');
