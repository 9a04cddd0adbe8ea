/**
 * Which comments stand where: directly before a definition, or at the head of a file. It knows comment markers, text and
 * positions; it must not know what the comments say.
 */
import type { Captures, Span } from './captures.ts';
import type { CommentMarkers, Language } from './language.ts';
import { lastBefore } from './lines.ts';

/** Finds a comment from either of its ends; an end never counts the white space behind it. */
export interface Comments {
  endingAt(end: number): Span | undefined;
  startingAt(start: number): Span | undefined;
}

export function commentsOf(text: string, captures: Captures, language: Language): Comments {
  return language.comments ? writtenComments(text, language.comments) : capturedComments(text, captures.comments);
}

function capturedComments(text: string, comments: readonly Span[]): Comments {
  return {
    endingAt(end) {
      const comment = comments[lastBefore(comments, end)];
      return comment && wordEnd(text, comment.end) === end ? comment : undefined;
    },
    startingAt(start) {
      const comment = comments[lastBefore(comments, start + 1)];
      return comment?.start === start ? comment : undefined;
    },
  };
}

/**
 * Reads comments off the text, where a definition begins or the file does: inside a string they would be mistaken, but
 * neither place can be inside one. Capturing every comment of a file costs up to a tenth of parsing it.
 */
function writtenComments(text: string, { line, block }: CommentMarkers): Comments {
  return {
    endingAt(end) {
      const start = startOfLine(text, end);
      if (start < end && text.startsWith(line, start)) return { start, end };
      if (!block || !text.endsWith(block[1], end)) return undefined;
      const opening = text.lastIndexOf(block[0], end - block[1].length - 1);
      return opening >= 0 ? { start: opening, end } : undefined;
    },
    startingAt(start) {
      if (text.startsWith(line, start)) return { start, end: wordEnd(text, endOfLine(text, start)) };
      if (!block || !text.startsWith(block[0], start)) return undefined;
      const end = text.indexOf(block[1], start + block[0].length);
      return end >= 0 ? { start, end: end + block[1].length } : undefined;
    },
  };
}

/** What stands directly before a definition and belongs to it. */
export interface Lead {
  /** Where the definition begins, its attributes included. */
  readonly start: number;
  /** Where its documentation begins; `start` when it has none before it. */
  readonly docStart: number;
  /** The comments, in order. */
  readonly comments: readonly Span[];
}

/** Comments on their own lines and attributes, with nothing but white space between them and the definition. */
export function leadBefore(text: string, start: number, attributes: readonly Span[], comments: Comments): Lead {
  let definitionStart = start;
  let at = start;
  const found: Span[] = [];
  for (;;) {
    const end = wordEnd(text, at);
    const attribute = attributes[lastBefore(attributes, end)];
    if (attribute && wordEnd(text, attribute.end) === end) {
      at = attribute.start;
      definitionStart = at;
      continue;
    }
    const comment = comments.endingAt(end);
    if (!comment || !documents(text, comment, at)) break;
    found.push(comment);
    at = comment.start;
  }
  return { start: definitionStart, docStart: Math.min(at, definitionStart), comments: found.reverse() };
}

/** A blank line cuts a comment off, unless it is written as documentation; so does code before it on its line. */
function documents(text: string, { start, end }: Span, at: number): boolean {
  const allowed = /^(?:\/\*\*|\/\/\/|--[-|]|#')/.test(text.slice(start, start + 3)) ? 2 : 1;
  return newlines(text, end, at) <= allowed && beginsLine(text, start);
}

/** The comments before any code. */
export function headerOf(text: string, comments: Comments): readonly Span[] {
  const header: Span[] = [];
  let at = wordStart(text, /^\ufeff?(?:#!.*)?\s*(?:<\?php\b)?/.exec(text)![0].length);
  for (let comment = comments.startingAt(at); comment; comment = comments.startingAt(at)) {
    header.push(comment);
    at = wordStart(text, comment.end);
  }
  return header;
}

function newlines(text: string, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) if (text.charCodeAt(i) === 10) count++;
  return count;
}

function beginsLine(text: string, start: number): boolean {
  for (let i = start - 1; i >= 0; i--) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 0xfeff) return true;
    if (code !== 32 && code !== 9) return false;
  }
  return true;
}

/** Lines are long only in generated files, where one search per definition would take forever. */
const LONGEST_LINE = 2000;

/** The first word of the line that ends at `end`; `end` where the line is too long to be a comment. */
function startOfLine(text: string, end: number): number {
  const from = Math.max(0, end - LONGEST_LINE);
  const newline = text.slice(from, end).lastIndexOf('\n');
  return newline < 0 && from > 0 ? end : wordStart(text, from + newline + 1);
}

function wordStart(text: string, start: number): number {
  while (start < text.length && text.charCodeAt(start) <= 32) start++;
  return start;
}

function wordEnd(text: string, end: number): number {
  while (end > 0 && text.charCodeAt(end - 1) <= 32) end--;
  return end;
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}
