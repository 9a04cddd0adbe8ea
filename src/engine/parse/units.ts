/**
 * From definitions to units: own text less nested units, the calls in it, and parts where it is too long for one unit.
 * It knows positions; it must not know languages.
 */
import type { Call, Unit } from '../types.ts';
import type { Span } from './captures.ts';
import { type ChunkLimits, chunk } from './chunks.ts';
import { MAX_DOC, plainText } from './comments.ts';
import { type Lines, lastAtMost } from './lines.ts';
import { type Definition, sizeOf } from './outline.ts';
import { statementCost } from './statements.ts';

/** Own text beyond this is split into parts. */
const WHOLE: ChunkLimits = { lines: 120, chars: 5000 };
const PART: ChunkLimits = { lines: 100, chars: 5000 };

/** Calls in order of position, and where each begins. */
export interface Calls {
  readonly list: Call[];
  readonly starts: number[];
}

/** What was found inside a definition and in no definition nested in it. */
export interface Contents {
  readonly calls: Calls;
  readonly bases: string[];
  readonly innerDocs: Span[];
}

/** A module gives scope, and is a unit only where it has something to say. */
export function isUnit(definition: Definition, contents: Contents): boolean {
  return definition.kind !== 'module' || definition.comments.length > 0 || contents.innerDocs.length > 0;
}

export function unitsOf(text: string, lines: Lines, definition: Definition, contents: Contents): readonly Unit[] {
  const doc = docOf(text, definition, contents);
  const isWhole = sizeOf(definition.comments) + sizeOf(contents.innerDocs) <= MAX_DOC;
  const spans = ownSpans(text, definition, isWhole ? contents.innerDocs : [], lines);
  const groups = isOverlong(lines, spans)
    ? chunk(text, lines, spans, PART, statementCost(text, lines, definition.node))
    : [spans];
  const parts = groups.map((group) => withContent(text, group)).filter((group) => group.length > 0);
  if (parts.length < 2) return [unitOf(text, lines, definition, doc, contents, definition, spans, 0, 1)];
  return parts.map((group, part) => {
    const span = { start: group[0].start, end: group[group.length - 1].end };
    return unitOf(text, lines, definition, doc, contents, span, group, part, parts.length);
  });
}

function unitOf(
  text: string,
  lines: Lines,
  definition: Definition,
  doc: string,
  contents: Contents,
  { start, end }: Span,
  spans: readonly Span[],
  part: number,
  parts: number,
): Unit {
  return {
    kind: definition.kind,
    name: definition.name,
    scope: definition.scope,
    signature: definition.signature,
    doc,
    start,
    end,
    startLine: lines.row(start) + 1,
    endLine: lines.row(Math.max(start, end - 1)) + 1,
    body: textOf(text, spans),
    calls: parts === 1 ? contents.calls.list : callsWithin(contents.calls, { start, end }),
    bases: contents.bases,
    exported: definition.exported,
    part,
    parts,
  };
}

/** One slice shares the file's text; only several are copied. */
function textOf(text: string, spans: readonly Span[]): string {
  if (spans.length === 1) return text.slice(spans[0].start, spans[0].end);
  return spans.map(({ start, end }) => text.slice(start, end)).join('');
}

export function callsWithin({ list, starts }: Calls, { start, end }: Span): readonly Call[] {
  return list.slice(lastAtMost(starts, start - 1) + 1, lastAtMost(starts, end - 1) + 1);
}

function docOf(text: string, { comments }: Definition, { innerDocs }: Contents): string {
  if (comments.length + innerDocs.length === 0) return '';
  return plainText([...comments, ...innerDocs].map(({ start, end }) => text.slice(start, end)));
}

/** A module's own text is its head alone: what else stands in it becomes windows. Inner documentation is left out where it is whole. */
function ownSpans(text: string, definition: Definition, innerDocs: readonly Span[], lines: Lines): readonly Span[] {
  const { start, kind, children } = definition;
  const end = kind === 'module' ? headEnd(definition, lines) : definition.end;
  if (children.length + innerDocs.length === 0) return [{ start, end }];
  const holes = [...children.map((child) => ({ start: child.docStart, end: child.end })), ...innerDocs];
  if (innerDocs.length > 0) holes.sort((a, b) => a.start - b.start);
  return withContent(text, between({ start, end }, holes));
}

/** Where the head of a module ends: its body begins, or its first line is over. */
export function headEnd({ start, bodyStart, end }: Definition, lines: Lines): number {
  return bodyStart >= 0 ? bodyStart : Math.min(lines.start(lines.row(start) + 1), end);
}

/** What `holes`, sorted by start, leave of a span. */
export function between({ start, end }: Span, holes: readonly Span[]): readonly Span[] {
  const spans: Span[] = [];
  let at = start;
  for (const hole of holes) {
    if (hole.start > at) spans.push({ start: at, end: Math.min(hole.start, end) });
    at = Math.max(at, hole.end);
    if (at >= end) return spans;
  }
  spans.push({ start: at, end });
  return spans;
}

function withContent(text: string, spans: readonly Span[]): readonly Span[] {
  return spans.filter(({ start, end }) => /\S/.test(text.slice(start, end)));
}

function isOverlong(lines: Lines, spans: readonly Span[]): boolean {
  let chars = 0;
  let rows = 0;
  for (const { start, end } of spans) {
    chars += end - start;
    rows += lines.row(end) - lines.row(start);
  }
  return chars > WHOLE.chars || rows >= WHOLE.lines;
}
