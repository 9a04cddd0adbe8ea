/** What comments say: their words without the markers of any language, and without legal boilerplate. It knows text alone. */
export const MAX_DOC = 2000;

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

/** Less than half of what is drawn is letters, digits or anything beyond ASCII. */
function isDrawing(paragraph: string): boolean {
  let signs = 0;
  let letters = 0;
  for (let i = 0; i < paragraph.length; i++) {
    const code = paragraph.charCodeAt(i);
    if (code <= 32) continue;
    signs++;
    if ((code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code > 127) letters++;
  }
  return letters < 0.45 * signs;
}
