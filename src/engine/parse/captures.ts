/**
 * Reads a query's matches into plain positions. It knows the capture names of language.ts and web-tree-sitter's nodes; it
 * must not know what a unit is. Crossing into WebAssembly is what costs here: a capture brings its start with it, each end
 * is one more call, so ends are asked for only where they are needed, and everything else is read from the text later.
 */
import type { Node, QueryCapture, QueryMatch } from 'web-tree-sitter';
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

/** A callee, or where its arguments begin: then `end` is -1. */
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

/** Captures whose meaning depends on what stands beside them. */
type Beside = Record<'name' | 'scope' | 'body' | 'lambda' | 'call' | 'callee' | 'receiver' | 'import', Node | undefined>;

/** Patterns of the top query come after all others. */
const TOP_ORDER = 10_000;

export function readCaptures(matches: readonly QueryMatch[], topMatches: readonly QueryMatch[]): Captures {
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
  for (const match of matches) readMatch(match, 0, lists);
  for (const match of topMatches) readMatch(match, TOP_ORDER, lists);
  for (const list of Object.values(lists)) sortByPosition(list);
  return lists;
}

function readMatch({ patternIndex, captures }: QueryMatch, firstOrder: number, lists: Lists): void {
  if (captures.length === 1) readSingle(captures[0], lists);
  else readPattern(firstOrder + patternIndex, captures, lists);
}

/** Nearly all matches are one call or one comment. */
function readSingle({ name, node }: QueryCapture, lists: Lists): void {
  if (name === 'call') lists.calls.push(callOf(node, undefined));
  else if (name === 'arguments') lists.calls.push(calledBefore(node));
  else if (name === 'callee') lists.calls.push(plainCall(node));
  else if (name === 'comment') lists.comments.push(new LazySpan(node));
  else if (name === 'import') lists.imports.push(importOf(node));
  else pushInto(LIST_OF_CAPTURE.get(name)?.(lists), name, node);
}

/** A broken import may have swallowed anything: it is read as text. */
function pushInto(list: Span[] | undefined, name: string, node: Node): void {
  if (name !== 'import.statement' || !node.hasError) list?.push(spanOf(node));
}

function readPattern(order: number, captures: readonly QueryCapture[], lists: Lists): void {
  const beside: Beside = {
    name: undefined,
    scope: undefined,
    body: undefined,
    lambda: undefined,
    call: undefined,
    callee: undefined,
    receiver: undefined,
    import: undefined,
  };
  let whole: QueryCapture | undefined;
  let isPackage = false;
  for (const capture of captures) {
    const { name, node } = capture;
    const list = LIST_OF_CAPTURE.get(name);
    if (list) pushInto(list(lists), name, node);
    else if (KIND_OF_CAPTURE.has(name)) whole = capture;
    else if (name in beside) beside[name as keyof Beside] = node;
    isPackage ||= name === 'package';
  }
  if (beside.call) lists.calls.push(callOf(beside.call, beside.receiver));
  if (beside.callee) lists.calls.push(plainCall(beside.callee));
  if (beside.import) lists.imports.push(importOf(beside.import));
  if (isPackage && beside.scope) lists.packageScopes.push(spanOf(beside.scope));
  if (whole) lists.definitions.push(definitionOf(order, whole, beside));
}

function definitionOf(order: number, { name: capture, node }: QueryCapture, beside: Beside): DefinitionMatch {
  const { name, scope } = beside;
  const body = beside.body ?? beside.lambda?.childForFieldName('body') ?? undefined;
  return {
    start: node.startIndex,
    end: endOf(node, body),
    kind: KIND_OF_CAPTURE.get(capture)!,
    extension: capture === 'extension',
    order,
    name: name && spanOf(name),
    scope: scope && spanOf(scope),
    bodyStart: body ? body.startIndex : -1,
    node,
  };
}

/** A body that stands after its definition's node (the block after a macro's call) still belongs to it. */
function endOf({ endIndex }: Node, body: Node | undefined): number {
  return body && body.startIndex >= endIndex ? body.endIndex : endIndex;
}

function callOf(node: Node, receiver: Node | undefined): CallMatch {
  return { start: node.startIndex, end: node.endIndex, receiver: receiver && spanOf(receiver), row: node.startPosition.row };
}

/** What stands before the name is no receiver. */
function plainCall(node: Node): CallMatch {
  return { ...callOf(node, undefined), receiver: NOTHING };
}

const NOTHING: Span = { start: 0, end: 0 };

function calledBefore({ startIndex, startPosition }: Node): CallMatch {
  return { start: startIndex, end: -1, receiver: undefined, row: startPosition.row };
}

/** Most comments stand inside functions, where nobody asks for their end. Good only as long as the tree is. */
class LazySpan implements Span {
  readonly start: number;
  readonly #node: Node;
  constructor(node: Node) {
    this.start = node.startIndex;
    this.#node = node;
  }
  get end(): number {
    return this.#node.endIndex;
  }
}

function importOf(node: Node): ImportMatch {
  return { start: node.startIndex, end: node.endIndex, row: node.startPosition.row };
}

function spanOf(node: Node): Span {
  return { start: node.startIndex, end: node.endIndex };
}

/** Matches come almost in order: a list is sorted only where one is out of place. */
function sortByPosition(list: Span[]): void {
  for (let i = 1; i < list.length; i++) {
    if (list[i].start >= list[i - 1].start) continue;
    list.sort((a, b) => a.start - b.start);
    return;
  }
}
