/** Text that belongs to no definition, as windows of bounded size at natural boundaries. It knows lines and indentation alone. */
import type { Unit } from '../types.ts';
import type { Span } from './captures.ts';
import { type ChunkLimits, type CutCost, chunk } from './chunks.ts';
import type { Lines } from './lines.ts';
import { type Calls, callsWithin } from './units.ts';

const WINDOW: ChunkLimits = { lines: 60, chars: 2500 };

/** A window's surroundings. */
export interface Place {
  readonly name?: string;
  readonly scope: readonly string[];
  readonly calls: Calls;
}

/** Windows over one stretch of text, none where it holds nothing but white space. */
export function windowsOf(
  text: string,
  lines: Lines,
  span: Span,
  place: Place,
  cost: CutCost = layoutCost(text, lines),
  limits: ChunkLimits = WINDOW,
): readonly Unit[] {
  const stretch = trimmed(text, span);
  if (stretch.start >= stretch.end) return [];
  const chunks = chunk(text, lines, [stretch], limits, cost);
  return chunks.map(([one]) => windowOf(text, lines, trimmed(text, one), place)).filter(({ body }) => body !== '');
}

/** Best after a blank line, then where indentation is least; a closing bracket stays with what it closes. */
export function layoutCost(text: string, lines: Lines): CutCost {
  return (row) => {
    const line = text.slice(lines.start(row), lines.start(row + 1));
    const blankBefore = row > 0 && text.slice(lines.start(row - 1), lines.start(row)).trim() === '';
    const indent = Math.min(/^\s*/.exec(line)![0].length, 40) / 40;
    const closes = /^\s*(?:[)\]}>]|\/>|end\b)/.test(line);
    return indent + (closes ? 1 : 0) + (blankBefore ? 0 : 0.3);
  };
}

function windowOf(text: string, lines: Lines, { start, end }: Span, { name = '', scope, calls }: Place): Unit {
  return {
    kind: 'window',
    name,
    scope,
    signature: '',
    doc: '',
    start,
    end,
    startLine: lines.row(start) + 1,
    endLine: lines.row(Math.max(start, end - 1)) + 1,
    body: text.slice(start, end),
    calls: callsWithin(calls, { start, end }),
    bases: [],
    exported: false,
    part: 0,
    parts: 1,
  };
}

export function trimmed(text: string, { start, end }: Span): Span {
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

function isSpace(code: number): boolean {
  return code <= 32 || code === 0xa0 || code === 0xfeff || code === 0x3000;
}

/** Closing brackets, separators and `end`s that are left over when what they close has been taken out. */
export function isStray(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text) || /^\W*(?:\b(?:end\w*|fi|done|esac)\b\W*)+$/.test(text);
}
