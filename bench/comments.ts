/**
 * Sources without the documentation of some functions. Pure: the words of a comment are looked for in the text around its
 * function and overwritten with spaces, so that lines, offsets and the comment's own marks stay, and the file still parses.
 */
import type { Unit } from '../src/engine/types.ts';

export interface Span {
  readonly start: number;
  readonly end: number;
}

export type DocumentedUnit = Pick<Unit, 'start' | 'end' | 'doc'>;

/**
 * Where the words of a unit's documentation stand: directly before the unit, inside it, or some here and some there.
 * Undefined where they are not found as written, line after line with nothing but marks between.
 */
export function docSpans(text: string, { start, end, doc }: DocumentedUnit): readonly Span[] | undefined {
  const lines = doc.split('\n').filter((line) => line !== '');
  for (let before = lines.length; before >= 0; before--) {
    const outer = linesBefore(text, start, lines.slice(0, before));
    const inner = outer && linesInside(text, { start, end }, lines.slice(before));
    if (inner) return [...outer, ...inner];
  }
  return undefined;
}

function linesBefore(text: string, start: number, lines: readonly string[]): readonly Span[] | undefined {
  const spans: Span[] = [];
  let at = start;
  for (const line of [...lines].reverse()) {
    const found = at < line.length ? -1 : text.lastIndexOf(line, at - line.length);
    if (found < 0 || hasWords(text, found + line.length, at)) return undefined;
    spans.unshift({ start: found, end: found + line.length });
    at = found;
  }
  return spans;
}

/** The first line may stand anywhere inside: behind the signature, or behind attributes. */
function linesInside(text: string, { start, end }: Span, lines: readonly string[]): readonly Span[] | undefined {
  const spans: Span[] = [];
  let at = start;
  for (const [i, line] of lines.entries()) {
    const found = text.indexOf(line, at);
    if (found < 0 || found + line.length > end || (i > 0 && hasWords(text, at, found))) return undefined;
    spans.push({ start: found, end: found + line.length });
    at = found + line.length;
  }
  return spans;
}

function hasWords(text: string, start: number, end: number): boolean {
  return /[\p{L}\p{N}]/u.test(text.slice(start, end));
}

/** The text with a space for every character of the spans; spans hold no line breaks. */
export function blanked(text: string, spans: readonly Span[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    if (start < at) continue;
    pieces.push(text.slice(at, start), ' '.repeat(end - start));
    at = end;
  }
  return pieces.join('') + text.slice(at);
}
