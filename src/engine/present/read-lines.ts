/** The lines that an answer shows, from files as they are now. Each file is read once per answer. */
import type { FileLines, ReadLines } from '../ask/pack.ts';
import type { Snapshot } from '../index/snapshot.ts';
import type { Relocation } from './relocate.ts';
import { type PresentText, type PresentTexts, shifted } from './texts.ts';

/** `known` are the files whose units the asker already sees where they stand now; units of others come as they were indexed. */
export function readLinesNow(texts: PresentTexts, snapshot: Snapshot, known: ReadonlyMap<string, Relocation>): ReadLines {
  const read = new Map<string, Promise<PresentText | undefined>>();
  return async (path, startLine, endLine) => {
    const reading = read.get(path) ?? texts.read(path);
    read.set(path, reading);
    const text = await reading;
    if (text === undefined) return undefined;
    const range = { path, startLine, endLine };
    const relocation = known.get(path) ?? texts.relocation(path, text, snapshot);
    const at = relocation === undefined || known.has(path) ? range : shifted(snapshot, range, relocation);
    return linesAt(text, at, relocation !== undefined);
  };
}

function linesAt(
  { lines }: PresentText,
  at: { readonly startLine: number; readonly endLine: number } | undefined,
  changed: boolean,
): FileLines {
  if (at === undefined) return { lines: [], startLine: 0, endLine: 0, changed };
  const { startLine, endLine } = at;
  return { lines: lines.slice(startLine, endLine), startLine, endLine, changed };
}
