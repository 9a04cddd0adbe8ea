/** An overlong piece of code, cut to the lines that matter: its head, the lines in focus, those that speak to the question. */
import { scoreLines, type Terms } from './relevance.ts';
import { estimateTokens } from './tokens.ts';

export interface Cut {
  readonly lines: readonly string[];
  /** 1-based, of `lines[0]`. */
  readonly startLine: number;
  readonly maxTokens: number;
  readonly terms: Terms;
  /** Line numbers that should stay before any others: the line asked for, the line of a call. */
  readonly focus: readonly number[];
  readonly linesLeftOut: (lines: number) => string;
}

/** Lines kept around one that matters. */
const CONTEXT = 2;
const MOST_HEAD_LINES = 6;
/** Tokens set aside for each mark of left-out lines. */
const MARK_TOKENS = 10;
const LONGEST_LINE = 400;

function shortened(line: string): string {
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
}

/** Up to the line that opens the body, in the way of most languages. */
function headLines(lines: readonly string[]): number {
  const open = lines.slice(0, MOST_HEAD_LINES).findIndex((line) => /[{:]\s*$|=>\s*$|=\s*$|\bdo\s*$|\bthen\s*$/.test(line));
  return open < 0 ? Math.min(2, lines.length) : open + 1;
}

/** Offsets of lines, those that matter most first: head, focus, then by worth, then in order. */
function byWorth({ lines, startLine, terms, focus }: Cut): readonly number[] {
  const scores = scoreLines(lines, terms);
  const head = headLines(lines);
  const focused = new Set(focus.map((line) => line - startLine));
  const worth = (i: number) => (i < head ? 1000 - i : 0) + (focused.has(i) ? 500 : 0) + scores[i];
  const offsets = lines.map((_, i) => i);
  return offsets.sort((a, b) => worth(b) - worth(a) || a - b);
}

function around(offset: number, count: number): readonly number[] {
  const from = Math.max(0, offset - CONTEXT);
  const to = Math.min(count - 1, offset + CONTEXT);
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** A gap of one short line costs no more than the mark that would stand for it. */
function withoutSmallGaps(kept: ReadonlySet<number>, texts: readonly string[]): ReadonlySet<number> {
  const isGap = (i: number) => !kept.has(i) && kept.has(i - 1) && (kept.has(i + 1) || i === texts.length - 1);
  const gaps = texts.flatMap((line, i) => (isGap(i) && estimateTokens(line) < MARK_TOKENS ? [i] : []));
  return new Set([...kept, ...gaps]);
}

/** Adds the best lines with their surroundings while they fit; a line that does not fit alone ends it. */
function choose(cut: Cut, texts: readonly string[]): ReadonlySet<number> {
  const costs = texts.map((line) => estimateTokens(`${line}\n`));
  const kept = new Set<number>();
  let left = cut.maxTokens - MARK_TOKENS;
  const take = (offsets: readonly number[], mark: number): boolean => {
    const fresh = offsets.filter((i) => !kept.has(i));
    const cost = fresh.reduce((sum, i) => sum + costs[i], mark);
    if (cost > left) return false;
    for (const i of fresh) kept.add(i);
    left -= fresh.length === 0 ? 0 : cost;
    return true;
  };
  for (const offset of byWorth(cut)) {
    const mark = kept.has(offset - 1) || kept.has(offset + 1) ? 0 : MARK_TOKENS;
    if (!take(around(offset, texts.length), mark) && !take([offset], mark)) break;
  }
  return kept;
}

/** Kept lines in order, each gap marked by one line that says how many are missing. */
export function cutLines(cut: Cut): string {
  const texts = cut.lines.map(shortened);
  const kept = withoutSmallGaps(choose(cut, texts), texts);
  const shown: string[] = [];
  for (let i = 0; i < texts.length; ) {
    if (kept.has(i)) {
      shown.push(texts[i++]);
      continue;
    }
    const from = i;
    while (i < texts.length && !kept.has(i)) i++;
    shown.push(cut.linesLeftOut(i - from));
  }
  return shown.join('\n');
}
