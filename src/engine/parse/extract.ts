/**
 * One parsed file: the query's captures become definitions, units, windows and a skeleton. It knows the language table; it
 * must not know how the tree was made.
 */
import type { QueryMatch } from 'web-tree-sitter';
import type { ParsedFile, Unit } from '../types.ts';
import { type Captures, readCaptures, type Span } from './captures.ts';
import { MAX_DOC, plainText, withoutLicence } from './comments.ts';
import { importsOf } from './imports.ts';
import type { Language } from './language.ts';
import { commentsOf, headerOf } from './leads.ts';
import { leftovers } from './leftovers.ts';
import { linesOf } from './lines.ts';
import { readCall, readCalled } from './names.ts';
import { type Definition, outline } from './outline.ts';
import { skeletonOf } from './skeleton.ts';
import { between, type Contents, callsWithin, isUnit, unitsOf } from './units.ts';
import { windowsOf } from './windows.ts';

/** Enough of a header comment to get past a licence. */
const MAX_HEADER = 20_000;

/** `matches` of the language's query, `topMatches` of its top query. */
export function extract(
  path: string,
  text: string,
  language: Language,
  matches: readonly QueryMatch[],
  topMatches: readonly QueryMatch[],
): Omit<ParsedFile, 'syntaxErrors'> {
  const captures = readCaptures(matches, topMatches);
  const lines = linesOf(text);
  const comments = commentsOf(text, captures, language);
  const definitions = outline({ text, language, captures, comments });
  const { inside, outside } = distribute(text, captures, definitions);
  const units = definitions.flatMap((definition, i) =>
    isUnit(definition, inside[i]) ? unitsOf(text, lines, definition, inside[i]) : [],
  );

  const documented = new Set(definitions[0]?.comments.map(({ start }) => start));
  const header = headerOf(text, comments).filter(({ start }) => !documented.has(start));
  const doc = headerDoc(text, [...header, ...outside.innerDocs]);
  const kept = doc.length <= MAX_DOC ? [...header, ...outside.innerDocs] : [];
  const bareImports = captures.importStatements.filter(({ start, end }) => !/\/[/*]/.test(text.slice(start, end)));
  const taken = [...kept, ...bareImports, ...captures.packages];
  const { gaps, loose } = leftovers(text, lines, definitions, taken);
  const windows = gaps.flatMap(({ scope, ...gap }) => windowsOf(text, lines, gap, { scope, calls: outside.calls }));

  const imports = importsOf(text, captures);
  const skeleton = skeletonOf(text, lines, {
    path,
    signature: packageOf(text, captures),
    doc: doc.slice(0, MAX_DOC),
    imports,
    definitions,
    loose,
    calls: between({ start: 0, end: text.length }, windows).flatMap((span) => callsWithin(outside.calls, span)),
  });
  const found = inOrder(skeleton, [...units, ...windows]);
  const all =
    found.length > 0 ? found : windowsOf(text, lines, { start: 0, end: text.length }, { scope: [], calls: outside.calls });
  return { language: language.id, units: all, imports };
}

/** The skeleton leads where it has anything to say. */
function inOrder(skeleton: Unit, units: readonly Unit[]): readonly Unit[] {
  const sorted = [...units].sort((a, b) => a.start - b.start);
  return skeleton.body === '' && skeleton.doc === '' ? sorted : [skeleton, ...sorted];
}

function packageOf(text: string, { packages }: Captures): string {
  const written = packages.map(({ start, end }) => text.slice(start, end)).join(' ');
  return written.replace(/\s+/g, ' ').slice(0, 300);
}

/** The words of the header without its licence, which may stand in one comment or in many lines of comments. */
function headerDoc(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return '';
  const groups: string[][] = [[]];
  spans.forEach(({ start, end }, i) => {
    if (i > 0 && /\n\s*\n/.test(text.slice(spans[i - 1].end, start))) groups.push([]);
    groups[groups.length - 1].push(text.slice(start, end));
  });
  return withoutLicence(groups.map((group) => plainText(group, MAX_HEADER)).join('\n\n'));
}

/** Gives every call, base and inner documentation to the innermost definition around it; calls in bare modules stay outside. */
function distribute(
  text: string,
  captures: Captures,
  definitions: readonly Definition[],
): { inside: readonly Contents[]; outside: Contents } {
  const outside = nothing();
  const inside = definitions.map(nothing);
  eachOwner(definitions, captures.docs, (owner, doc) => (inside[owner] ?? outside).innerDocs.push(doc));
  eachOwner(definitions, captures.bases, (owner, base) => inside[owner]?.bases.push(text.slice(base.start, base.end)));
  const names = new Set(captures.definitions.map(({ name }) => name?.start));
  eachOwner(definitions, captures.calls, (owner, { start, end, receiver, row }) => {
    if (names.has(start) || (owner >= 0 && isOwnHead(definitions[owner], start))) return;
    const written = receiver && text.slice(receiver.start, receiver.end);
    const contents = owner < 0 || definitions[owner].kind === 'module' ? outside : inside[owner];
    const call = end < 0 ? readCalled(text, start, row) : readCall(text, start, end, written, row);
    if (!call) return;
    contents.calls.list.push(call);
    contents.calls.starts.push(start);
  });
  return { inside, outside };
}

/** `it('…', …)` is not a call that its own body makes; nor is the name in a definition's head, which looks like one in Elixir. */
function isOwnHead({ kind, start, bodyStart }: Definition, call: number): boolean {
  return call === start || (kind === 'test' && call < bodyStart);
}

function nothing(): Contents {
  return { calls: { list: [], starts: [] }, bases: [], innerDocs: [] };
}

/** Calls back with the innermost definition's index, or -1, for each item; both lists are in order of position. */
function eachOwner<T extends Span>(
  definitions: readonly Definition[],
  items: readonly T[],
  found: (owner: number, item: T) => void,
): void {
  const open: number[] = [];
  let next = 0;
  for (const item of items) {
    while (next < definitions.length && definitions[next].start <= item.start) {
      open.push(next++);
    }
    while (open.length > 0 && definitions[open[open.length - 1]].end <= item.start) open.pop();
    found(open.at(-1) ?? -1, item);
  }
}
