/**
 * What no definition of a file holds: the stretches of text that must become windows or go into the skeleton. It knows positions and definitions; it must not know languages.
 */
import type { Span } from './captures.ts';
import type { Lines } from './lines.ts';
import { type Definition, innerScope } from './outline.ts';
import { between, headEnd } from './units.ts';
import { isStray, trimmed } from './windows.ts';

/** Leftovers with no more than this go into the skeleton: there are too many of them to be worth finding one by one. */
const LOOSE_CHARS = 60;
const LOOSE_LINES = 8;
/** … until there are too many for the skeleton. */
const MAX_LOOSE = 1500;

/** A stretch outside every definition, with the scope of the modules around it. */
export interface Gap extends Span {
  readonly scope: readonly string[];
}

export function leftovers(
  text: string,
  lines: Lines,
  definitions: readonly Definition[],
  taken: readonly Span[],
): { readonly gaps: readonly Gap[]; readonly loose: readonly string[] } {
  const modules = definitions.filter(({ kind, parent }) => kind === 'module' && isScopeOnly(parent));
  const covers = [...definitions.flatMap((definition) => coversOf(text, definition, lines)), ...taken].sort(
    (a, b) => a.start - b.start,
  );
  const gaps: Gap[] = [];
  const loose: string[] = [];
  let looseSize = 0;
  for (const span of between({ start: 0, end: text.length }, covers)) {
    const gap = trimmed(text, { start: afterStray(text, span), end: span.end });
    const size = gap.end - gap.start;
    if (size <= 0 || (size < 200 && isStray(text.slice(gap.start, gap.end)))) continue;
    if (definitions.length > 0 && looseSize + size <= MAX_LOOSE && isSlight(text, lines, gap)) {
      loose.push(text.slice(gap.start, gap.end));
      looseSize += size;
    } else gaps.push({ ...gap, scope: scopeAt(modules, gap.start) });
  }
  return { gaps, loose };
}

/** What closes or ends the definition before a gap is no beginning for a window. */
function afterStray(text: string, { start, end }: Span): number {
  while (start < end && ' \t\r\n;,)}]'.includes(text[start])) start++;
  return start;
}

function isScopeOnly(definition: Definition | undefined): boolean {
  for (let at = definition; at; at = at.parent) if (at.kind !== 'module') return false;
  return true;
}

/** A module covers its head, and nothing at its end, where a gap must not run on. */
function coversOf(text: string, definition: Definition, lines: Lines): readonly Span[] {
  const { parent, kind, docStart, end } = definition;
  if (!isScopeOnly(parent)) return [];
  if (kind !== 'module') return [{ start: docStart, end }];
  const head = headEnd(definition, lines);
  return [
    { start: docStart, end: text[head] === '{' ? head + 1 : head },
    { start: end, end },
  ];
}

function isSlight(text: string, lines: Lines, { start, end }: Span): boolean {
  if (end - start > 4 * LOOSE_CHARS || lines.row(end) - lines.row(start) >= LOOSE_LINES) return false;
  return text.slice(start, end).replace(/\s+/g, '').length <= LOOSE_CHARS;
}

/** Scope inside the innermost module around an offset. */
function scopeAt(modules: readonly Definition[], offset: number): readonly string[] {
  const innermost = modules.findLast(({ start, end }) => start <= offset && offset < end);
  return innermost ? innerScope(innermost) : [];
}
