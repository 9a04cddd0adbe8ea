/** Cuts a run of text into chunks of bounded size at the best line boundaries. It knows sizes and costs, not languages. */

import type { Span } from './captures.ts';
import type { Lines } from './lines.ts';

export interface ChunkLimits {
  readonly lines: number;
  readonly chars: number;
}

/** Cost of beginning a chunk at a row, 0 is best; Infinity only where nothing else is possible. */
export type CutCost = (row: number) => number;

/**
 * Splits `spans` (in order, not overlapping) into groups of whole lines, each within `limits`, cutting where `cost` is least.
 * A line longer than `limits.chars` is cut inside. Text between the spans does not count.
 */
export function chunk(
  text: string,
  lines: Lines,
  spans: readonly Span[],
  limits: ChunkLimits,
  cost: CutCost,
): readonly (readonly Span[])[] {
  if (isWithin(lines, spans, limits)) return [spans];
  const pieces = spans.flatMap((span) => linePieces(text, lines, span, limits.chars));
  const weights = pieces.map(({ start, end }) => Math.max(1 / limits.lines, (end - start) / limits.chars));
  const total = sum(weights, (weight) => weight);
  const chunks: Span[][] = [];
  let from = 0;
  let left = total;
  while (from < pieces.length) {
    const to = left <= WHOLE_CHUNK ? pieces.length : bestCut(pieces, weights, from, left / Math.ceil(left - 1e-9), lines, cost);
    chunks.push(joined(pieces.slice(from, to)));
    for (let i = from; i < to; i++) left -= weights[i];
    from = to;
  }
  return chunks;
}

/** One, and the error of adding up its lines. */
const WHOLE_CHUNK = 1 + 1e-9;
/** What it costs to be off the even size, against the cost of a cut. */
const EVENNESS = 0.25;

function isWithin(lines: Lines, spans: readonly Span[], limits: ChunkLimits): boolean {
  const rows = sum(spans, ({ start, end }) => lines.row(end) - lines.row(start) + 1);
  return rows <= limits.lines && sum(spans, ({ start, end }) => end - start) <= limits.chars;
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}

/** The index at which the chunk that begins at `from` ends: at least half of `target`, at most one whole chunk. */
function bestCut(
  pieces: readonly Span[],
  weights: readonly number[],
  from: number,
  target: number,
  lines: Lines,
  cost: CutCost,
): number {
  let best = from + 1;
  let bestCost = Number.POSITIVE_INFINITY;
  let size = weights[from];
  let last = from + 1;
  for (let i = from + 1; i < pieces.length && size <= WHOLE_CHUNK; i++) {
    last = i;
    if (size >= target / 2) {
      const here = cost(lines.row(pieces[i].start)) + (EVENNESS * Math.abs(size - target)) / target;
      if (here < bestCost) {
        best = i;
        bestCost = here;
      }
    }
    size += weights[i];
  }
  return bestCost === Number.POSITIVE_INFINITY ? last : best;
}

/** One span per line, longer lines in several, never inside a surrogate pair. */
function linePieces(text: string, lines: Lines, { start, end }: Span, maxChars: number): readonly Span[] {
  const pieces: Span[] = [];
  let at = start;
  let row = lines.row(start);
  while (at < end) {
    const lineEnd = Math.min(lines.start(row + 1), end);
    while (at < lineEnd) {
      const to = lineEnd - at <= maxChars ? lineEnd : wholeCharacter(text, at + maxChars);
      pieces.push({ start: at, end: to });
      at = to;
    }
    row++;
  }
  return pieces;
}

function wholeCharacter(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff ? offset + 1 : offset;
}

function joined(pieces: readonly Span[]): Span[] {
  const spans: { start: number; end: number }[] = [];
  for (const { start, end } of pieces) {
    const previous = spans.at(-1);
    if (previous?.end === start) previous.end = end;
    else spans.push({ start, end });
  }
  return spans;
}
