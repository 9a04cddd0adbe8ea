/** Units that define what a question names: found by the parser, so in every language, whatever the keyword. */
import type { Snapshot } from '../index/snapshot.ts';
import { countIn, NAME } from '../sparse/fields.ts';
import { termsOf } from '../text/terms.ts';
import { partsOf } from '../text/words.ts';

/** A definition that others can use comes before a private namesake. */
const EXPORTED = 1;
const PRIVATE = 0.85;
/** `parse_url` asked for as `parseUrl`. */
const OTHER_SPELLING = 0.4;

/** Per unit: how surely it defines one of `names`, 0–1. */
export function definitionsOf(names: readonly string[], snapshot: Snapshot): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const name of names) {
    for (const unit of unitsBearing(name, snapshot)) {
      const sureness = surenessOf(name, unit, snapshot);
      if (sureness > (found.get(unit) ?? 0)) found.set(unit, sureness);
    }
  }
  return found;
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
