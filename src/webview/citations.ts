/** Finds citations in Markdown text as an answer writes them: `[3]`, `[1, 4]`, `[2-5]`, `【1、2】`. It knows numbers, not sources. */
import { written } from './names.ts';

export interface Citation {
  /** As written. */
  readonly raw: string;
  /** -1 stands for a range that is none. */
  readonly numbers: readonly number[];
}

/** A range wider than this is not a list of sources. */
const WIDEST_RANGE = 50;
/** Anchored where a scanner stands; a bracket that a parenthesis follows is a link. White space is bounded, as in the engine's. */
const CITATION =
  /[[【]\s{0,3}\^?\s{0,3}(?:sources?|来源)?\s{0,3}(\d{1,4}(?:\s{0,3}[,，、;–—-]\s{0,3}\d{1,4})*)\s{0,3}[\]】](?!\()/iuy;

/** The citation that begins at `at`, or undefined. An index into something, `rows[0]`, is none. */
export function citationAt(text: string, at: number): Citation | undefined {
  CITATION.lastIndex = at;
  const match = CITATION.exec(text);
  if (match === null) return undefined;
  if (match[1] === '0' && /[\w)]/.test(text[at - 1] ?? '')) return undefined;
  return { raw: match[0], numbers: match[1].split(/[,，、;]/).flatMap(numbersOf) };
}

function numbersOf(item: string): readonly number[] {
  const [first, last = first] = item.split(/[–—-]/).map(Number);
  if (last < first || last - first > WIDEST_RANGE) return [-1];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** What a chip says: file name and first line, with the folder where two sources would look the same. */
export function chipLabels(
  sources: readonly { readonly n: number; readonly path: string; readonly startLine: number }[],
): ReadonlyMap<number, string> {
  const labelOf = (path: string, depth: number) => path.split('/').slice(-depth).join('/');
  const paths = [...new Set(sources.map(({ path }) => path))];
  const short = (path: string): string => {
    const depth = path.split('/').length;
    for (let i = 1; i < depth; i++) {
      if (!paths.some((other) => other !== path && labelOf(other, i) === labelOf(path, i))) return labelOf(path, i);
    }
    return path;
  };
  return new Map(sources.map(({ n, path, startLine }) => [n, written(`${short(path)}:${startLine}`)]));
}
