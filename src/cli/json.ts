/** Results for scripts: the shapes that architecture.md promises, one line each. */
import type { Edge, Hit, SearchResult, UnitRecord } from '../engine/types.ts';
import { symbolOf } from './print.ts';

export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

export function searchJson({ query, hits, elapsedMs }: SearchResult): object {
  return { query, hits: hits.map(hitJson), elapsedMs };
}

export function hitJson({ path, startLine, endLine, symbol, kind, language, score, angles, why }: Hit): object {
  return { path, startLine, endLine, symbol, kind, language, score, angles, why };
}

export function edgeJson({ from, to, line, confidence }: Edge): object {
  return { from: unitJson(from), to: unitJson(to), line, confidence };
}

function unitJson(unit: UnitRecord): object {
  const { path, startLine, endLine, kind, language } = unit;
  return { path, startLine, endLine, symbol: symbolOf(unit), kind, language };
}
