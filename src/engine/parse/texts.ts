/** Files without a grammar. It knows text formats by their extension; it must not know trees. */
import type { ParsedFile } from '../types.ts';
import { linesOf } from './lines.ts';
import { windowsOf } from './windows.ts';

export function parseText(_path: string, text: string): ParsedFile {
  const lines = linesOf(text);
  return {
    language: 'text',
    units: windowsOf(text, lines, { start: 0, end: text.length }, { scope: [], calls: { list: [], starts: [] } }),
    imports: [],
    syntaxErrors: false,
  };
}
