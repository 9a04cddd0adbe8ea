/**
 * Reads a query's matches into plain positions. It knows the capture names of language.ts and web-tree-sitter's nodes; it
 * must not know what a unit is. Crossing into WebAssembly is what costs here: a capture brings its start with it, each end
 * is one call, and everything else is read from the text later.
 */
import type { Node, QueryMatch } from 'web-tree-sitter';
import { UNIT_KINDS, type UnitKind } from '../types.ts';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One match of a `@unit.<kind>` or `@extension` pattern. */
export interface DefinitionMatch extends Span {
  readonly kind: UnitKind;
  readonly extension: boolean;
  /** Place of the pattern in the query. */
  readonly order: number;
  readonly name: Span | undefined;
  readonly scope: Span | undefined;
  /** Where the body begins, or -1. */
  readonly bodyStart: number;
  readonly node: Node;
}

/** The callee's name. */
export interface CallMatch extends Span {
  readonly receiver: Span | undefined;
  /** 0-based. */
  readonly row: number;
}

/** The module's name. */
export interface ImportMatch extends Span {
  readonly row: number;
}

/** Each list is in order of position. */
export interface Captures {
  readonly definitions: readonly DefinitionMatch[];
  readonly calls: readonly CallMatch[];
  readonly imports: readonly ImportMatch[];
  readonly importStatements: readonly Span[];
  readonly importNames: readonly Span[];
  readonly comments: readonly Span[];
  readonly attributes: readonly Span[];
  readonly docs: readonly Span[];
  readonly bases: readonly Span[];
  readonly exports: readonly Span[];
  readonly packages: readonly Span[];
  readonly packageScopes: readonly Span[];
}

type Lists = { -readonly [K in keyof Captures]: Captures[K][number][] };

const KIND_OF_CAPTURE = new Map<string, UnitKind>([
  ...UNIT_KINDS.map((kind): [string, UnitKind] => [`unit.${kind}`, kind]),
  ['extension', 'module'],
]);

/** Captures that go into a list whatever stands beside them in their pattern. */
const LIST_OF_CAPTURE = new Map<string, (lists: Lists) => Span[]>([
  ['comment', (lists) => lists.comments],
  ['attribute', (lists) => lists.attributes],
  ['doc', (lists) => lists.docs],
  ['import.statement', (lists) => lists.importStatements],
  ['import.name', (lists) => lists.importNames],
  ['base', (lists) => lists.bases],
  ['export', (lists) => lists.exports],
  ['package', (lists) => lists.packages],
]);

export function readCaptures(matches: readonly QueryMatch[]): Captures {
  const lists: Lists = {
    definitions: [],
    calls: [],
    imports: [],
    importStatements: [],
    importNames: [],
    comments: [],
    attributes: [],
    docs: [],
    bases: [],
    exports: [],
    packages: [],
    packageScopes: [],
  };
  for (const match of matches) readMatch(match, lists);
  for (const list of Object.values(lists)) sortByPosition(list);
  return lists;
}

function readMatch({ patternIndex, captures }: QueryMatch, lists: Lists): void {
  let whole: Node | undefined;
  let wholeName = '';
  const beside: { [name: string]: Node | undefined } = {};
  for (const { name, node } of captures) {
    const list = LIST_OF_CAPTURE.get(name);
    if (list) list(lists).push(spanOf(node));
    if (KIND_OF_CAPTURE.has(name)) {
      whole = node;
      wholeName = name;
    } else beside[name] = node;
  }
  const { call, scope } = beside;
  if (call) lists.calls.push({ ...spanOf(call), receiver: optionalSpan(beside.receiver), row: call.startPosition.row });
  if (beside.import) lists.imports.push({ ...spanOf(beside.import), row: beside.import.startPosition.row });
  if (beside.package && scope) lists.packageScopes.push(spanOf(scope));
  if (!whole) return;
  lists.definitions.push({
    ...spanOf(whole),
    kind: KIND_OF_CAPTURE.get(wholeName)!,
    extension: wholeName === 'extension',
    order: patternIndex,
    name: optionalSpan(beside.name),
    scope: optionalSpan(scope),
    bodyStart: beside.body ? beside.body.startIndex : -1,
    node: whole,
  });
}

function spanOf(node: Node): Span {
  return { start: node.startIndex, end: node.endIndex };
}

function optionalSpan(node: Node | undefined): Span | undefined {
  return node && spanOf(node);
}

/** Matches come almost in order: a list is sorted only where one is out of place. */
function sortByPosition(list: Span[]): void {
  for (let i = 1; i < list.length; i++) {
    if (list[i].start >= list[i - 1].start) continue;
    list.sort((a, b) => a.start - b.start);
    return;
  }
}
