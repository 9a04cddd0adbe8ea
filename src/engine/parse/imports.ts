/** Puts imported names with the module they come from. */
import type { Import } from '../types.ts';
import type { Captures, ImportMatch, Span } from './captures.ts';
import { lastBefore } from './lines.ts';
import { readName } from './names.ts';

export function importsOf(text: string, { imports, importStatements, importNames }: Captures): readonly Import[] {
  const names: string[][] = imports.map(() => []);
  for (const name of importNames) {
    const owner = ownerOf(name, imports, importStatements);
    if (owner >= 0) names[owner].push(text.slice(name.start, name.end));
  }
  return imports.map(({ start, end, row }, i) => ({
    module: moduleName(text.slice(start, end)),
    names: names[i],
    line: row + 1,
  }));
}

/** The module of the same statement that is written last before the name, else the first after it. */
function ownerOf(name: Span, imports: readonly ImportMatch[], statements: readonly Span[]): number {
  const statement = statements[lastBefore(statements, name.start + 1)];
  if (!statement || statement.end < name.end) return -1;
  const before = lastBefore(imports, name.start);
  if (before >= 0 && imports[before].start >= statement.start) return before;
  const after = before + 1;
  return after < imports.length && imports[after].end <= statement.end ? after : -1;
}

function moduleName(text: string): string {
  return readName(text).name.replace(/^<(.*)>$/, '$1');
}
