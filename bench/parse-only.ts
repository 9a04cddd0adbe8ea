/** What web-tree-sitter alone takes for the files that the index reads by grammar: the yardstick of indexing. */
import { Parser, Language as TreeSitterLanguage } from 'web-tree-sitter';
import { shippedGrammars } from '../src/node/shipped.ts';
import { type Spent, spentOf, timed } from './measure.ts';
import { type CodeFile, codeFiles, type Place, workspaceFiles } from './workspace.ts';

export interface ParseTimes {
  /** Files that the walk lists, and the bytes of all of them. */
  readonly listed: { readonly files: number; readonly bytes: number };
  /** Of these, what is read by grammar. */
  readonly files: number;
  readonly bytes: number;
  /** From nothing loaded: the runtime, the grammars and every file, in code that has not run before. */
  readonly cold: Spent;
  /** Every file once more. */
  readonly warm: Spent;
}

/** One text as the parser gets it, already in memory. */
interface Prepared {
  readonly grammar: string;
  readonly text: string;
}

/** Runs in this thread alone. The texts are read, and files in several languages masked, before the clock starts. */
export async function parseOnly(place: Place): Promise<ParseTimes> {
  const files = await workspaceFiles(place);
  const listed = (await files.list()).files;
  const code = await codeFiles(files);
  const prepared = code.map(prepare);
  const cold = await timed(async () => {
    const bench = await openBareParser();
    await bench.load(new Set(prepared.map(({ grammar }) => grammar)));
    parseAll(bench, prepared);
    return bench;
  });
  const warm = await timed(() => parseAll(cold.value, prepared));
  return {
    listed: { files: listed.length, bytes: listed.reduce((sum, { size }) => sum + size, 0) },
    files: code.length,
    bytes: code.reduce((sum, { bytes }) => sum + bytes, 0),
    cold: spentOf(cold),
    warm: spentOf(warm),
  };
}

export function prepare({ language, text }: CodeFile): Prepared {
  return { grammar: language.grammar, text: language.mask?.(text) ?? text };
}

export interface BareParser {
  readonly parser: Parser;
  readonly grammars: Map<string, TreeSitterLanguage>;
  load(names: Iterable<string>): Promise<void>;
}

export async function openBareParser(): Promise<BareParser> {
  await Parser.init({ wasmBinary: await shippedGrammars.runtime() });
  const grammars = new Map<string, TreeSitterLanguage>();
  const load = async (names: Iterable<string>) => {
    for (const name of names)
      if (!grammars.has(name)) grammars.set(name, await TreeSitterLanguage.load(await shippedGrammars.grammar(name)));
  };
  return { parser: new Parser(), grammars, load };
}

export function parseAll({ parser, grammars }: BareParser, texts: readonly Prepared[]): void {
  for (const { grammar, text } of texts) {
    parser.setLanguage(grammars.get(grammar) ?? null);
    parser.parse(text)?.delete();
  }
}
