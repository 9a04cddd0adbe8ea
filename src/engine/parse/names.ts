/** Reads names, scopes and callees out of the text of their nodes, where no language says better. */
import type { Call } from '../types.ts';
import type { Name } from './language.ts';

const NO_SCOPE: readonly string[] = [];
const MAX_NAME = 200;
const MAX_RECEIVER = 80;
/** Characters that are looked at before a name for what it is selected from. */
const LONGEST_CHAIN = 1000;

/** The text on one line, quotes taken off. */
export function readName(text: string): Name {
  if (isIdentifier(text)) return { name: text, scope: NO_SCOPE };
  const bare = text.slice(0, 2 * MAX_NAME).replace(/^(["'`]+)([\s\S]*)\1$/, '$2');
  return { name: bare.replace(/\s+/g, ' ').trim().slice(0, MAX_NAME), scope: [] };
}

/** `*Foo[T]`, `a::b<C>`, `"x.y"` as segments: pointers, type arguments and quotes taken off. */
export function readScope(text: string): readonly string[] {
  return withoutArguments(text)
    .split(/::|\.|->|\\|\//)
    .map((segment) => segment.replace(/^[\s*&("'`]+|[\s*&)"'`]+$/g, ''))
    .filter((segment) => segment !== '');
}

/** Drops whatever stands in `<…>` or `[…]`, nested ones included. */
function withoutArguments(text: string): string {
  if (!/[<[]/.test(text)) return text;
  let depth = 0;
  let kept = '';
  for (const character of text) {
    if (character === '<' || character === '[') depth++;
    else if (character === '>' || character === ']') depth = Math.max(0, depth - 1);
    else if (depth === 0) kept += character;
  }
  return kept;
}

/**
 * A callee as captured: its name alone, as it must be where the receiver is captured too, or the whole expression (`a.b`,
 * `ns::f<T>`). Undefined where what is called has no name (`f()()`, `table[i]()`). The receiver is as captured, as written in
 * the callee, or as it stands before it.
 */
export function readCall(text: string, start: number, end: number, receiver: string | undefined, row: number): Call | undefined {
  if (receiver !== undefined) return { name: text.slice(start, end), receiver, line: row + 1 };
  const nameEnd = text[end - 1] === '>' ? openingBracket(text, end, start, '<', '>') : end;
  const nameStart = Math.max(start, identifierStart(text, nameEnd));
  if (nameStart === nameEnd) return undefined;
  const name = text.slice(nameStart, nameEnd);
  return { name, receiver: receiverOf(text, start, nameStart), line: row + 1 };
}

/** The call whose arguments begin at an offset: its name and receiver stand directly before them. */
export function readCalled(text: string, argumentsStart: number, row: number): Call | undefined {
  let nameEnd = skipSpaceBack(text, argumentsStart);
  if (text[nameEnd - 1] === '>') nameEnd = openingBracket(text, nameEnd, Math.max(0, nameEnd - MAX_NAME), '<', '>');
  if (text.endsWith('::', nameEnd)) nameEnd -= 2;
  const nameStart = identifierStart(text, nameEnd);
  const name = text.slice(nameStart, nameEnd);
  if (name === '' || name === 'new') return undefined;
  return { name, receiver: receiverBefore(text, nameStart), line: row + 1 };
}

function receiverOf(text: string, start: number, nameStart: number): string {
  if (nameStart === start) return receiverBefore(text, start);
  const end = connectorStart(text, nameStart);
  return end === nameStart ? '' : shortened(oneLine(text.slice(start, end)));
}

/** `?` and `!` may end a name. */
function identifierStart(text: string, end: number): number {
  let at = end;
  if (text[at - 1] === '?' || text[at - 1] === '!') at--;
  const last = at;
  while (at > 0 && isIdentifierCode(text.charCodeAt(at - 1))) at--;
  return at === last ? end : at;
}

function isIdentifier(text: string): boolean {
  return text !== '' && identifierStart(text, text.length) === 0;
}

/** Letters, digits, `_`, `$`, and everything beyond ASCII. */
function isIdentifierCode(code: number): boolean {
  if (code >= 97) return code <= 122 || code >= 0xaa;
  return (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code === 36;
}

/** The expression that a name is selected from, or '': identifiers, calls and subscripts joined by connectors. */
function receiverBefore(text: string, nameStart: number): string {
  const end = connectorStart(text, nameStart);
  if (end === nameStart) return '';
  const limit = Math.max(0, end - LONGEST_CHAIN);
  let at = end;
  for (let joint = skipSpaceBack(text, end); joint > limit; ) {
    at = operandStart(text, joint, limit);
    const next = connectorStart(text, at);
    if (next === at || at === joint) break;
    joint = skipSpaceBack(text, next);
  }
  return shortened(oneLine(text.slice(at, end)));
}

/** A long chain of calls without their arguments, and of that the end. */
function shortened(receiver: string): string {
  if (receiver.length <= MAX_RECEIVER) return receiver;
  let depth = 0;
  let kept = '';
  for (const character of receiver) {
    if (character === ')' || character === ']') depth--;
    if (depth <= 0) kept += character;
    if (character === '(' || character === '[') depth++;
  }
  return kept.slice(-MAX_RECEIVER);
}

const CONNECTORS = ['?->', '->', '::', '?.', '&.', '!.', '.'];

/** Where the connector before `end` begins; `end` itself when there is none. Ranges and concatenations (`..`) are none. */
function connectorStart(text: string, end: number): number {
  const at = skipSpaceBack(text, end);
  const last = at > 0 ? text[at - 1] : '';
  if (last !== '.' && last !== '>' && last !== ':') return end;
  const connector = CONNECTORS.find((one) => text.endsWith(one, at));
  return connector && !text.endsWith('..', at) ? at - connector.length : end;
}

/** Where the operand that ends at `end` begins: brackets with all they hold, type arguments, and the identifier before them. */
function operandStart(text: string, end: number, limit: number): number {
  let at = end;
  while (at > limit && (text[at - 1] === ')' || text[at - 1] === ']')) at = openingBracket(text, at, limit, '([', ')]');
  if (at < end && text[at - 1] === '>') at = openingBracket(text, at, limit, '<', '>');
  while (at > limit && isIdentifierCode(text.charCodeAt(at - 1))) at--;
  return at;
}

function openingBracket(text: string, end: number, limit: number, opening: string, closing: string): number {
  let depth = 0;
  for (let at = end - 1; at >= limit; at--) {
    const character = text[at];
    if (closing.includes(character)) depth++;
    else if (opening.includes(character) && --depth === 0) return at;
  }
  return limit;
}

function skipSpaceBack(text: string, end: number): number {
  while (end > 0 && text.charCodeAt(end - 1) <= 32) end--;
  return end;
}

function oneLine(text: string): string {
  return /\s/.test(text) ? text.replace(/\s+/g, ' ').trim() : text;
}
