/** Finds a block of code that an answer shows in the sources it was made from, so that it can be opened where it stands. Pure. */
import type { ShownSource } from './messages.ts';

export interface FoundLines {
  readonly n: number;
  readonly startLine: number;
  readonly endLine: number;
}

/** Less proves nothing: `}` stands everywhere. */
const LEAST_CHARACTERS = 12;
/** What stands where lines of a source were left out. */
const GAP = '⋯';

/** White space at the ends of lines does not count. Undefined where no source has these lines. */
export function findCode(code: string, sources: readonly ShownSource[]): FoundLines | undefined {
  const wanted = code.split('\n').map((line) => line.trim());
  while (wanted.length > 0 && wanted[0] === '') wanted.shift();
  while (wanted.length > 0 && wanted.at(-1) === '') wanted.pop();
  if (wanted.join('').length < LEAST_CHARACTERS) return undefined;
  for (const source of sources) {
    const found = linesIn(source, wanted);
    if (found !== undefined) return { n: source.n, ...found };
  }
  return undefined;
}

function linesIn({ text, startLine, endLine }: ShownSource, wanted: readonly string[]) {
  const lines = text.split('\n').map((line) => line.trim());
  const at = lines.findIndex((_, i) => wanted.every((line, j) => lines[i + j] === line));
  if (at < 0) return undefined;
  // Behind a gap the lines cannot be counted: the whole source is shown.
  if (lines.slice(0, at + wanted.length).some((line) => line.includes(GAP))) return { startLine, endLine };
  const first = startLine + at;
  return { startLine: first, endLine: Math.min(endLine, first + wanted.length - 1) };
}
