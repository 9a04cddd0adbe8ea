/**
 * Comments: their words without the markers of any language, and which of them document what follows. It knows text and
 * positions alone.
 */
import type { Captures, Span } from './captures.ts';
import { lastBefore } from './lines.ts';

export const MAX_DOC = 2000;

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
export function leadBefore(
  text: string,
  start: number,
  { comments, attributes }: Pick<Captures, 'comments' | 'attributes'>,
): Lead {
  let comment = lastBefore(comments, start);
  let attribute = lastBefore(attributes, start);
  let definitionStart = start;
  let at = start;
  const found: Span[] = [];
  for (;;) {
    const isComment = comment >= 0 && (attribute < 0 || comments[comment].start > attributes[attribute].start);
    const item = isComment ? comments[comment] : attributes[attribute];
    if (!item || !isDirectlyBefore(text, item, at, isComment) || (isComment && !beginsLine(text, item.start))) break;
    at = item.start;
    if (isComment) {
      found.unshift(item);
      comment--;
    } else {
      definitionStart = item.start;
      attribute--;
    }
  }
  return { start: definitionStart, docStart: Math.min(at, definitionStart), comments: found };
}

/** A blank line cuts a comment off, unless it is written as documentation. */
function isDirectlyBefore(text: string, item: Span, at: number, isComment: boolean): boolean {
  const { end } = item;
  if (end > at) return false;
  const allowed = isComment && /^(?:\/\*\*|\/\/\/|--[-|]|#')/.test(text.slice(item.start, item.start + 3)) ? 2 : 1;
  let newlines = 0;
  for (let i = end; i < at; i++) {
    const code = text.charCodeAt(i);
    if (code === 10) newlines++;
    else if (code !== 32 && code !== 9 && code !== 13) return false;
  }
  return newlines <= allowed;
}

function beginsLine(text: string, start: number): boolean {
  for (let i = start - 1; i >= 0; i--) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 0xfeff) return true;
    if (code !== 32 && code !== 9) return false;
  }
  return true;
}

const OPENING =
  /^(?:\/\*[*!]*|\{-\s*[|^]?|\(\*+|<!--|<#|#=|#\||--\[=*\[|=begin\b|=pod\b|@(?:type|module)?doc\s+(?:~[a-zA-Z])?"""|@(?:type|module)?doc\s+"|[rRuUbBfF]{0,2}"""|[rRuUbBfF]{0,2}'''|[rRuU]?["'])/;
const CLOSING = /(?:\*+\/|-\}|\*+\)|-->|#>|=#|\|#|\]=*\]|=end|=cut|"""|'''|["'])\s*$/;
const STAR = /^\s*\*+(?!\w)\s?/;
const LINE_MARKER = /^\s*(?:\/\/+[!<]?|#+[':!]?|--+\s*[|^]?|;+|%+)\s?/;

/** The words of consecutive comments, markers stripped, line breaks kept, at most `limit` characters. */
export function plainText(comments: readonly string[], limit = MAX_DOC): string {
  const lines: string[] = [];
  let size = 0;
  for (const comment of comments) {
    for (const line of linesOfComment(comment)) {
      lines.push(line);
      size += line.length + 1;
    }
    if (size > 2 * limit) break;
  }
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .slice(0, limit)
    .trimEnd();
}

function linesOfComment(comment: string): readonly string[] {
  const opening = OPENING.exec(comment);
  if (!opening)
    return comment
      .trimEnd()
      .split('\n')
      .map((line) => words(line.replace(LINE_MARKER, '')));
  const inner = comment.slice(opening[0].length).replace(CLOSING, '');
  const starred = opening[0].includes('*');
  return inner.split('\n').map((line) => words(starred ? line.replace(STAR, '') : line));
}

/** A line of decoration (`-----`, `* * *`) counts as blank. */
function words(line: string): string {
  return /[A-Za-z0-9]/.test(line) || /[\p{L}\p{N}]/u.test(line) ? line.trim() : '';
}

const LICENCE =
  /copyright|\(c\)\s+\d{4}|©|licen[cs]e|spdx-|all rights reserved|permission is hereby|permission to use, copy|without warranty|warranties|redistribution|redistributions|this program is free software|the above copyright|liable for any|as is" (?:basis|and)|free software foundation/i;

/** Takes out the paragraphs that are legal boilerplate or drawings. */
export function withoutLicence(doc: string): string {
  return doc
    .split(/\n{2,}/)
    .filter((paragraph) => !LICENCE.test(paragraph) && !isDrawing(paragraph))
    .join('\n\n');
}

function isDrawing(paragraph: string): boolean {
  const letters = paragraph.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  return letters < 0.4 * paragraph.replace(/\s/g, '').length;
}
