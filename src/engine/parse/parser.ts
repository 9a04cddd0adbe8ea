/**
 * Text to units. It runs tree-sitter, one parser and one query per language, and keeps a file whatever happens to it: what
 * cannot be parsed becomes windows. Bytes of the runtime and the grammars come from the host, so that nothing here knows
 * about disks.
 */
import { Parser, Query, type Tree, Language as TreeSitterLanguage } from 'web-tree-sitter';
import type { ParsedFile } from '../types.ts';
import { languageOf } from './detect.ts';
import { extract } from './extract.ts';
import { type Language, TOP_DEPTH } from './language.ts';
import { parseText } from './texts.ts';

export interface GrammarSource {
  /** The bytes of web-tree-sitter.wasm. */
  runtime(): Promise<Uint8Array>;
  /** The bytes of `<name>.wasm`, as named in scripts/grammars.json. */
  grammar(name: string): Promise<Uint8Array>;
}

export interface CodeParser {
  /** Takes a file apart. Never throws for what the text holds; throws where a grammar's bytes cannot be had. */
  parse(path: string, text: string): Promise<ParsedFile>;
  close(): void;
}

/** A file that takes longer is read as windows. */
const TIME_LIMIT_MS = 5000;
/** Between two looks at the clock, more than this is no work: the process was stopped, or the machine asleep. */
const LONGEST_STEP_MS = 2000;

interface Loaded {
  readonly grammar: TreeSitterLanguage;
  readonly query: Query;
  readonly topQuery: Query | undefined;
}

export async function openParser(source: GrammarSource): Promise<CodeParser> {
  await Parser.init({ wasmBinary: await source.runtime() });
  const loaded = new Map<Language, Promise<Loaded>>();
  let parser = new Parser();

  const load = async (language: Language): Promise<Loaded> => {
    const grammar = await TreeSitterLanguage.load(await source.grammar(language.grammar));
    const topQuery = language.topQuery === undefined ? undefined : new Query(grammar, language.topQuery);
    return { grammar, query: new Query(grammar, language.query), topQuery };
  };
  const loadOnce = (language: Language): Promise<Loaded> => {
    const alike = () => [...loaded].find(([one]) => isReadAlike(one, language))?.[1];
    const known = loaded.get(language) ?? alike() ?? load(language);
    loaded.set(language, known);
    return known;
  };

  return {
    async parse(path, text) {
      const language = languageOf(path, text);
      if (!language) return parseText(path, text);
      const ready = await loadOnce(language);
      try {
        return parseCode(parser, ready, language, path, text) ?? asWindows(language, path, text);
      } catch (error) {
        if (!isWebAssemblyFailure(error)) throw error;
        // The failed parser's memory is not to be trusted again, not even to be freed.
        parser = new Parser();
        return asWindows(language, path, text);
      }
    },
    close() {
      parser.delete();
      loaded.clear();
    },
  };
}

/** Vue and Svelte hold TypeScript. */
function isReadAlike(a: Language, b: Language): boolean {
  return a.grammar === b.grammar && a.query === b.query && a.topQuery === b.topQuery;
}

/** Says whether the work since it was opened has taken too long. */
function openWatch(): () => boolean {
  let spent = 0;
  let last = performance.now();
  return () => {
    const now = performance.now();
    spent += Math.min(now - last, LONGEST_STEP_MS);
    last = now;
    return spent > TIME_LIMIT_MS;
  };
}

/** Undefined when the time limit was reached. */
function parseCode(parser: Parser, loaded: Loaded, language: Language, path: string, text: string): ParsedFile | undefined {
  const isLate = openWatch();
  parser.setLanguage(loaded.grammar);
  const tree = parser.parse(language.mask?.(text) ?? text, null, { progressCallback: isLate });
  if (!tree) {
    parser.reset();
    return undefined;
  }
  const parsed = withTree(tree, loaded, language, path, text, isLate);
  tree.delete();
  return parsed;
}

/** A query over a tree that is one long error can take far longer than the parsing; stopped, it brings only some matches. */
function withTree(
  tree: Tree,
  { query, topQuery }: Loaded,
  language: Language,
  path: string,
  text: string,
  isLate: () => boolean,
): ParsedFile | undefined {
  const root = tree.rootNode;
  const topMatches = topQuery?.matches(root, { maxStartDepth: TOP_DEPTH, progressCallback: isLate }) ?? [];
  const matches = query.matches(root, { progressCallback: isLate });
  if (isLate()) return undefined;
  return { ...extract(path, text, language, matches, topMatches), syntaxErrors: root.hasError };
}

function asWindows(language: Language, path: string, text: string): ParsedFile {
  return { ...parseText(path, text), language: language.id, syntaxErrors: true };
}

function isWebAssemblyFailure(error: unknown): boolean {
  return error instanceof RangeError || (error instanceof Error && error.name === 'RuntimeError');
}
