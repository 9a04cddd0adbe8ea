/**
 * An answer as Markdown for a file or the clipboard, where some other program will render it: it keeps its words, but loads
 * nothing. Images become links, and HTML that could fetch, run or hide something becomes text. Code stays as it is where it is
 * certain to be code; where a renderer may see it otherwise, it is treated as prose. Pure.
 */

const FENCE = /^(`{3,}(?=[^`]*$)|~{3,})(.*)$/;
/** Behind list marks, quotation marks or spaces: where such a block ends, only a whole parser can tell. */
const INNER_FENCE = /^[\s>*+\-\d.)]+(?:`{3,}|~{3,})/;
/** Without attributes, other elements load nothing: `List<Item>` stays. */
const ACTIVE = 'script|style|iframe|frame|object|embed|textarea|title|plaintext|xmp|noscript|noembed|template|svg|math|base|form';
const TAG = new RegExp(`<(?=[!?]|/?(?:${ACTIVE})\\b|[a-z][\\w:-]*(?:[\\s/]|$))`, 'gi');

export function harmless(markdown: string): string {
  const written: string[] = [];
  let fence = '';
  let isSure = true;
  for (const paragraph of markdown.split(/(?<=\n)(?=[ \t]*\r?\n)/)) {
    const lines = paragraph.split('\n');
    const isBalanced = lines.every((line) => codeSpansOf(line) !== undefined);
    const shown = lines.map((line) => {
      if (fence !== '') {
        if (closes(line, fence)) fence = '';
        return line;
      }
      const marks = isSure ? FENCE.exec(line.trimEnd())?.[1] : undefined;
      if (marks !== undefined) {
        fence = marks;
        return line;
      }
      isSure &&= !INNER_FENCE.test(line);
      return isBalanced ? proseDisarmed(line) : disarmed(line);
    });
    written.push(shown.join('\n'));
  }
  return written.join('');
}

function closes(line: string, fence: string): boolean {
  const marks = /^ {0,3}(`+|~+)\s*$/.exec(line)?.[1];
  return marks?.startsWith(fence) ?? false;
}

function disarmed(text: string): string {
  // Entities, because a backslash before one would not bring the sign back.
  return text.replaceAll('![', '&#33;[').replace(TAG, '&lt;');
}

function proseDisarmed(line: string): string {
  const pieces = codeSpansOf(line) ?? [line];
  return pieces.map((piece, i) => (i % 2 === 1 ? piece : disarmed(piece))).join('');
}

/** Prose and code spans in turn; undefined where it takes more than this line to tell them apart. */
function codeSpansOf(line: string): readonly string[] | undefined {
  const pieces = line.split(/(?<!`)(`+)(?!`)/);
  const found: string[] = [''];
  for (let i = 0; i < pieces.length; i += 2) {
    found[found.length - 1] += pieces[i];
    const marks = pieces[i + 1];
    if (marks === undefined) break;
    const close = pieces.findIndex((piece, at) => at > i + 1 && at % 2 === 1 && piece === marks);
    const code = pieces.slice(i + 1, close + 1).join('');
    if (close < 0 || pieces[i].endsWith('\\') || code.includes('|')) return undefined;
    found.push(code, '');
    i = close - 1;
  }
  return found;
}
