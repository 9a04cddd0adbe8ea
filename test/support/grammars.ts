/** Grammars for tests, straight from node_modules, so that tests need no build. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GrammarSource } from '../../src/engine/parse/parser.ts';

const ROOT = join(import.meta.dirname, '..', '..');

export const grammars: GrammarSource = {
  runtime: () => readFile(join(ROOT, 'node_modules', 'web-tree-sitter', 'web-tree-sitter.wasm')),
  grammar: async (name) => {
    const listed: { grammar: string; package: string; wasm: string }[] = JSON.parse(
      await readFile(join(ROOT, 'scripts', 'grammars.json'), 'utf8'),
    );
    const found = listed.find(({ grammar }) => grammar === name);
    if (!found) throw new Error(`scripts/grammars.json has no grammar ${name}`);
    return readFile(join(ROOT, 'node_modules', found.package, found.wasm));
  },
};
