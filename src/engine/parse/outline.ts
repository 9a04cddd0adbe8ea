/**
 * From captured definitions to a tree of definitions: which patterns mean the same one, who stands inside whom, full scope,
 * final kind, documentation, visibility. It knows the language table and the text; it must not know how units are cut.
 */
import type { Node } from 'web-tree-sitter';
import type { UnitKind } from '../types.ts';
import type { Captures, DefinitionMatch, Span } from './captures.ts';
import { MAX_DOC } from './comments.ts';
import type { Language } from './language.ts';
import { type Comments, leadBefore } from './leads.ts';
import { lastBefore } from './lines.ts';
import { readName, readScope } from './names.ts';
import { signatureOf } from './signature.ts';

export interface Definition {
  readonly kind: UnitKind;
  readonly name: string;
  /** Full path, outermost first; its innermost part where it is very long. */
  readonly scope: readonly string[];
  readonly extension: boolean;
  readonly exported: boolean;
  readonly signature: string;
  /** Attributes and decorators included, documentation before it not. */
  readonly start: number;
  readonly end: number;
  /** Where the documentation before it begins, or `start`: also where it is too long to be kept whole, and stands elsewhere too. */
  readonly docStart: number;
  readonly bodyStart: number;
  readonly comments: readonly Span[];
  readonly parent: Definition | undefined;
  readonly children: readonly Definition[];
  readonly node: Node;
}

/** A definition before its place is known. */
interface Draft extends Span {
  readonly kind: UnitKind;
  readonly extension: boolean;
  readonly order: number;
  readonly nameAt: number;
  readonly name: string;
  readonly ownScope: readonly string[];
  /** Start of the innermost capture: the definition less its wrappers. */
  readonly head: number;
  readonly bodyStart: number;
  readonly node: Node;
}

/** One file, and what holds for all of its definitions. */
export interface Source {
  readonly text: string;
  readonly language: Language;
  readonly captures: Captures;
  readonly comments: Comments;
}

/** Definitions in order of position, parents before children. */
export function outline(source: Source): readonly Definition[] {
  const { text, captures, language } = source;
  const drafts = sameNameMerged(captures.definitions.map((match) => draftOf(text, match, language)));
  drafts.sort((a, b) => a.start - b.start || b.end - a.end || a.nameAt - b.nameAt);
  return placed(source, language.mergesClauses ? clausesMerged(source, drafts) : drafts);
}

function draftOf(text: string, match: DefinitionMatch, language: Language): Draft {
  const { kind, extension, order, name, scope, start, end, bodyStart, node } = match;
  const read = name ? (language.readName ?? readName)(text.slice(name.start, name.end), kind) : { name: '', scope: [] };
  const written = scope ? (language.readScope ?? readScope)(text.slice(scope.start, scope.end)) : [];
  return {
    kind,
    extension,
    order,
    start,
    end: lastWord(text, start, end),
    bodyStart,
    node,
    nameAt: name ? name.start : start,
    name: read.name === '' && name ? text.slice(name.start, name.end) : read.name,
    ownScope: [...written, ...read.scope],
    head: start,
  };
}

/** The nodes of languages that go by indentation reach to the next statement; their definitions end with their last word. */
function lastWord(text: string, start: number, end: number): number {
  while (end > start && text.charCodeAt(end - 1) <= 32) end--;
  return end;
}

/** Patterns that captured the same name node describe one definition. */
function sameNameMerged(drafts: readonly Draft[]): Draft[] {
  const byName = new Map<number, Draft>();
  for (const draft of drafts) {
    const known = byName.get(draft.nameAt);
    byName.set(draft.nameAt, known ? merged(known, draft) : draft);
  }
  return [...byName.values()];
}

function merged(a: Draft, b: Draft): Draft {
  const first = a.order <= b.order ? a : b;
  const other = first === a ? b : a;
  return {
    ...first,
    start: Math.min(a.start, b.start),
    end: Math.max(a.end, b.end),
    head: Math.max(a.head, b.head),
    bodyStart: first.bodyStart >= 0 ? first.bodyStart : other.bodyStart,
    ownScope: first.ownScope.length > 0 ? first.ownScope : other.ownScope,
  };
}

/** Neighbours of one name with nothing but comments between them become one definition that begins with the first. */
function clausesMerged(source: Source, drafts: readonly Draft[]): readonly Draft[] {
  const result: Draft[] = [];
  for (const draft of drafts) {
    const last = result.at(-1);
    if (last && isClause(last, draft) && followsDirectly(source, last.end, draft.start)) {
      const bodyStart = last.bodyStart >= 0 ? last.bodyStart : draft.bodyStart;
      result[result.length - 1] = { ...last, end: draft.end, bodyStart };
    } else result.push(draft);
  }
  return result;
}

function isClause(last: Draft, { name, kind }: Draft): boolean {
  return last.name === name && last.kind === kind && (kind === 'function' || kind === 'method');
}

function followsDirectly({ text, captures, comments }: Source, end: number, start: number): boolean {
  if (end > start) return false;
  return /^[\s;,]*$/.test(text.slice(end, leadBefore(text, start, captures.attributes, comments).docStart));
}

const HOLDS_METHODS: ReadonlySet<UnitKind> = new Set(['class', 'interface', 'enum', 'type']);
const RUNS: ReadonlySet<UnitKind> = new Set(['function', 'method', 'constructor', 'macro', 'test']);
const VALUES: ReadonlySet<UnitKind> = new Set(['schema', 'constant']);
const CONSTRUCTORS: readonly string[] = ['__init__', 'constructor', 'initialize', 'init', '__construct'];

/** Innermost names kept of a scope: one full path per definition of a file nested a thousand deep would fill the disk. */
const MOST_SCOPES = 32;

type Open = Definition & { readonly children: Definition[] };

function placed(source: Source, drafts: readonly Draft[]): readonly Definition[] {
  const { text, captures } = source;
  const exportedNames = new Set(captures.exports.map(({ start, end }) => readName(text.slice(start, end)).name));
  const fileScope = captures.packageScopes.flatMap(({ start, end }) => readScope(text.slice(start, end)));
  const all: Definition[] = [];
  const open: Open[] = [];
  for (const draft of drafts) {
    while (open.length > 0 && open[open.length - 1].end <= draft.start) open.pop();
    const parent = open.at(-1);
    if (draft.name === '' && draft.kind !== 'module') continue;
    if ((parent && belongsToParent(text, draft, parent)) || isInside(captures.importStatements, draft)) continue;
    const definition = define(source, draft, parent, fileScope, exportedNames);
    if (VALUES.has(definition.kind) && !definition.exported && isOneLine(text, definition)) continue;
    parent?.children.push(definition);
    open.push(definition);
    all.push(definition);
  }
  return all;
}

/** What is local to a function and holds no function of its own to speak of is read with that function. */
function belongsToParent(text: string, draft: Draft, parent: Definition): boolean {
  if (draft.start === parent.start && draft.end === parent.end) return true;
  if (!RUNS.has(parent.kind)) return false;
  return VALUES.has(draft.kind) || (draft.kind === 'function' && isOneLine(text, draft));
}

function isOneLine(text: string, { start, end }: Span): boolean {
  return !text.slice(start, end).includes('\n');
}

function isInside(statements: readonly Span[], { start, end }: Span): boolean {
  const around = statements[lastBefore(statements, start + 1)];
  return around !== undefined && end <= around.end;
}

function define(
  { text, language, captures, comments }: Source,
  draft: Draft,
  parent: Definition | undefined,
  fileScope: readonly string[],
  exportedNames: ReadonlySet<string>,
): Open {
  const { name, start, end, bodyStart, head, extension, node } = draft;
  const lead = name === '' ? { start, docStart: start, comments: [] } : leadBefore(text, start, captures.attributes, comments);
  const scope = [...(parent ? innerScope(parent) : fileScope), ...draft.ownScope].slice(-MOST_SCOPES);
  const kind = finalKind(draft, parent, scope, language);
  const signature = signatureOf(text, { start: lead.start, head, nameAt: draft.nameAt, bodyStart, end }, name);
  const visible = !(parent && RUNS.has(parent.kind)) && language.exported({ kind, name, signature, parent });
  return {
    kind,
    name,
    scope,
    extension,
    signature,
    end,
    bodyStart,
    parent,
    node,
    exported: visible || (!parent && exportedNames.has(draft.ownScope[0] ?? name)),
    start: lead.start,
    docStart: sizeOf(lead.comments) > MAX_DOC ? lead.start : lead.docStart,
    comments: lead.comments,
    children: [],
  };
}

/** Characters in all of them. */
export function sizeOf(spans: readonly Span[]): number {
  return spans.reduce((size, { start, end }) => size + end - start, 0);
}

/** The scope of what stands inside; `a::b` as a module's name is two segments of it. */
export function innerScope({ scope, name, kind }: Definition): readonly string[] {
  if (name === '') return scope;
  return [...scope, ...(kind === 'module' || kind === 'class' ? readScope(name) : [name])];
}

function finalKind(
  { kind, name }: Draft,
  parent: Definition | undefined,
  scope: readonly string[],
  language: Language,
): UnitKind {
  const isMember = kind === 'method' || (kind === 'function' && parent && (parent.extension || HOLDS_METHODS.has(parent.kind)));
  if (!isMember) return kind;
  const isConstructor = name === scope.at(-1) || (language.constructors ?? CONSTRUCTORS).includes(name);
  return isConstructor ? 'constructor' : 'method';
}
