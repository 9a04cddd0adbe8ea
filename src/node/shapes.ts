/** Results as scripts and agents get them: the shapes that the contracts promise, on the command line and over MCP alike. */
import { qualifiedName } from '../engine/qualified-name.ts';
import type { Edge, Hit, SearchResult, UnitKind, UnitRecord } from '../engine/types.ts';

export type HitShape = Pick<Hit, 'path' | 'startLine' | 'endLine' | 'symbol' | 'kind' | 'language' | 'score' | 'angles' | 'why'>;

export interface SearchShape {
  readonly query: string;
  readonly hits: readonly HitShape[];
  readonly elapsedMs: number;
}

export interface UnitShape {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly symbol: string;
  readonly kind: UnitKind;
  readonly language: string;
}

export interface EdgeShape {
  readonly from: UnitShape;
  readonly to: UnitShape;
  /** Where the call is written, in `from`'s file. */
  readonly line: number;
  readonly confidence: number;
}

export function searchShape({ query, hits, elapsedMs }: SearchResult): SearchShape {
  return { query, hits: hits.map(hitShape), elapsedMs };
}

export function hitShape({ path, startLine, endLine, symbol, kind, language, score, angles, why }: Hit): HitShape {
  return { path, startLine, endLine, symbol, kind, language, score, angles, why };
}

export function edgeShape({ from, to, line, confidence }: Edge): EdgeShape {
  return { from: unitShape(from), to: unitShape(to), line, confidence };
}

function unitShape(unit: UnitRecord): UnitShape {
  const { path, startLine, endLine, kind, language } = unit;
  return { path, startLine, endLine, symbol: qualifiedName(unit), kind, language };
}
