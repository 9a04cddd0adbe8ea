/** Units of the index as pieces that a pack may want. It reads no file. */
import { partAt, partsOf } from '../graph/parts.ts';
import type { Corpus } from '../index/corpus.ts';
import type { Edge, UnitKind, UnitRecord } from '../types.ts';
import { membersOf, outlineOfFile, outlineOfUnit } from './outline.ts';
import type { Want } from './pack.ts';
import { symbolOf } from './target.ts';

/** A line of code, on the average of many languages. */
const TOKENS_PER_LINE = 11;
const HOLDERS: ReadonlySet<UnitKind> = new Set(['class', 'interface', 'module']);

/** An edge less sure than this is not worth the reader's tokens. */
export const SURE_ENOUGH = 0.3;

/** What to call a unit in a sentence: its symbol, or its file for top-level code. */
export function labelOf(unit: UnitRecord): string {
  return symbolOf(unit) || unit.path;
}

/** The whole unit; the outline of a class too long for its cap, or of a file. */
export function wantUnit(corpus: Corpus, unit: UnitRecord, reason: string, cap: number): Want {
  if (unit.kind === 'skeleton') return wantOutline(corpus, unit.path, reason, cap);
  const { id, path, startLine, endLine, language, contentHash } = unit;
  const want = { path, startLine, endLine, symbol: symbolOf(unit), language, reason, contentHash, unitId: id, cap };
  const tooLong = HOLDERS.has(unit.kind) && (endLine - startLine + 1) * TOKENS_PER_LINE > cap;
  return tooLong ? { ...want, text: outlineOfUnit(corpus, unit, cap).text } : want;
}

export function wantOutline(corpus: Corpus, path: string, reason: string, cap: number): Want {
  const ids = corpus.unitsOfFile(path);
  const units = ids.map((id) => corpus.unit(id));
  const endLine = units.reduce((most, unit) => Math.max(most, unit.endLine), 1);
  const skeleton = units.find((unit) => unit.kind === 'skeleton');
  return {
    path,
    startLine: 1,
    endLine,
    symbol: '',
    language: units[0]?.language ?? '',
    reason,
    contentHash: skeleton?.contentHash ?? '',
    unitId: skeleton?.id ?? -1,
    cap,
    text: outlineOfFile(corpus, path, cap).text,
  };
}

/** All lines of a file; undefined where they are likely to take more tokens than `cap`. */
export function wantFile(corpus: Corpus, path: string, reason: string, cap: number): Want | undefined {
  const { text: _, ...want } = wantOutline(corpus, path, reason, cap);
  return want.endLine * TOKENS_PER_LINE > cap ? undefined : { ...want, contentHash: '' };
}

/** The caller of an edge, or the part of it that calls, with the call in focus. */
export function wantCaller(corpus: Corpus, edge: Edge, reason: string, cap: number): Want {
  return { ...wantUnit(corpus, partAt(corpus, edge.from, edge.line), reason, cap), focus: [edge.line] };
}

/** A unit with all its parts, where it is the first of several. */
export function wantWhole(corpus: Corpus, unit: UnitRecord, reason: string, cap: number): Want {
  const last = partsOf(corpus, unit).at(-1) ?? unit;
  const want = wantUnit(corpus, unit, reason, cap);
  return last.id === unit.id ? want : { ...want, endLine: last.endLine, contentHash: '' };
}

export function sureEdges(edges: readonly Edge[], limit: number): readonly Edge[] {
  return edges.filter((edge) => edge.confidence >= SURE_ENOUGH && edge.from.id !== edge.to.id).slice(0, limit);
}

/** A class works with others through its members, as much as by itself. */
export function withMembers(corpus: Corpus, unit: UnitRecord): readonly UnitRecord[] {
  return HOLDERS.has(unit.kind) ? [unit, ...membersOf(corpus, unit)] : [unit];
}
