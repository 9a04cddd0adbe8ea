/** The types that a piece of code names, as units. It reads names out of text; it knows no type system. */
import type { Corpus } from '../index/corpus.ts';
import type { UnitKind, UnitRecord } from '../types.ts';
import { weighDefinition } from './evidence.ts';
import { openView } from './view.ts';

const TYPE_KINDS: ReadonlySet<UnitKind> = new Set(['class', 'interface', 'type', 'enum', 'schema']);
/** Same file, imported or same folder; a type of that name elsewhere is somebody else's. */
const NEAR = 0.1;
/** A name with more definitions than this names no one type. */
const MANY_DEFINITIONS = 20;
const TYPE_NAME = /\b(?:struct|union|enum|class|interface|trait)\s+(\w+)|\b(\p{Lu}[\p{L}\p{N}_]+|\w+_t)\b/gu;

/** Type names in order of appearance, each once. */
function typeNames(text: string): readonly string[] {
  return [...new Set([...text.matchAll(TYPE_NAME)].map((match) => match[1] ?? match[2]))];
}

/** Types named in `text`, which stands in the unit `id`, in order of appearance; the unit and its own scope left out. */
export function typesUsed(corpus: Corpus, id: number, text: string, limit: number): UnitRecord[] {
  const view = openView(corpus);
  const from = view.record(id);
  const found: UnitRecord[] = [];
  for (const name of typeNames(`${from.bases.join(' ')} ${text}`)) {
    if (found.length >= limit) break;
    if (name === from.name || from.scope.split('.').includes(name)) continue;
    const named = corpus.unitsNamed(name);
    if (named.length > MANY_DEFINITIONS) continue;
    const weighed = named
      .map(view.record)
      .filter((one) => TYPE_KINDS.has(one.kind))
      .map((to) => ({ to, weight: weighDefinition(view, from, { name, receiver: '', line: 0 }, to) }))
      .sort((a, b) => b.weight - a.weight);
    if (weighed.length > 0 && weighed[0].weight >= NEAR) found.push(weighed[0].to);
  }
  return found;
}
