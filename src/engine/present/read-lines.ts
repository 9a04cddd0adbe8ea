/** The lines that an answer shows, from files as they are now. Each file is read once per answer. */
import type { FileLines, ReadLines } from '../ask/pack.ts';
import { maskKeyBlocks } from '../ask/secrets.ts';
import type { Snapshot } from '../index/snapshot.ts';
import type { PresentLines, Relocation } from './relocate.ts';
import { type PresentText, type PresentTexts, shifted } from './texts.ts';

/** `known` are the files whose units the asker already sees where they stand now; units of others come as they were indexed. */
export function readLinesNow(texts: PresentTexts, snapshot: Snapshot, known: ReadonlyMap<string, Relocation>): ReadLines {
  const read = new Map<string, Promise<Shown | undefined>>();
  return async (path, startLine, endLine) => {
    const reading = read.get(path) ?? texts.read(path).then(shownOf);
    read.set(path, reading);
    const file = await reading;
    if (file === undefined) return undefined;
    const range = { path, startLine, endLine };
    const relocation = known.get(path) ?? texts.relocation(path, file.text, snapshot);
    const at = relocation === undefined || known.has(path) ? range : shifted(snapshot, range, relocation);
    return linesAt(file.shown, at, relocation !== undefined);
  };
}

interface Shown {
  readonly text: PresentText;
  /** Line for line, without the private keys, whose middle nobody can tell by itself. */
  readonly shown: PresentLines;
}

function shownOf(text: PresentText | undefined): Shown | undefined {
  return text && { text, shown: text.lines.changed(maskKeyBlocks) };
}

function linesAt(
  lines: PresentLines,
  at: { readonly startLine: number; readonly endLine: number } | undefined,
  changed: boolean,
): FileLines {
  if (at === undefined) return { lines: [], startLine: 0, endLine: 0, changed };
  const { startLine, endLine } = at;
  return { lines: lines.slice(startLine, endLine), startLine, endLine, changed };
}
