/**
 * An answer that arrives in pieces as prose and citations. A citation is told from code only when its code span is closed, so
 * what may still become one is held back; nothing is ever held past the end of its line.
 */
import { citationsOf } from '../../engine/ask/citations.ts';

export type AnswerPart =
  | { readonly kind: 'text'; readonly text: string }
  /** Numbers as the model wrote them; they may name no source. */
  | { readonly kind: 'citation'; readonly text: string; readonly numbers: readonly number[] };

const FENCE = /^\s*(`{3,}|~{3,})/;
/** What a line that opens or closes a code block may begin with. */
const MAYBE_FENCE = /^\s*(`{0,2}|~{0,2}|(`{3,}|~{3,}).*)$/;
/** Longer brackets are no citation. */
const LONGEST_CITATION = 60;

export class CitationStream {
  /** The part of the current line that was not handed on yet. */
  #held = '';
  #atLineStart = true;
  #fence = '';

  /** What is settled by now, in order. */
  feed(text: string): readonly AnswerPart[] {
    const lines = (this.#held + text).split('\n');
    this.#held = lines.pop() ?? '';
    const parts = lines.flatMap((line) => this.#wholeLine(line));
    const settled = this.#settledLength();
    if (settled === 0) return parts;
    const begun = this.#held.slice(0, settled);
    this.#held = this.#held.slice(settled);
    this.#atLineStart = false;
    return [...parts, ...this.#partsOf(begun)];
  }

  finish(): readonly AnswerPart[] {
    const parts = this.#partsOf(this.#held);
    this.#held = '';
    return parts;
  }

  #wholeLine(line: string): readonly AnswerPart[] {
    const fence = this.#atLineStart ? FENCE.exec(line)?.[1] : undefined;
    const isCode = this.#fence !== '' || fence !== undefined;
    if (fence !== undefined && this.#fence === '') this.#fence = fence;
    else if (fence?.startsWith(this.#fence)) this.#fence = '';
    this.#atLineStart = true;
    return isCode ? [{ kind: 'text', text: `${line}\n` }] : [...this.#partsOf(line), { kind: 'text', text: '\n' }];
  }

  #settledLength(): number {
    if (this.#atLineStart && MAYBE_FENCE.test(this.#held)) return 0;
    if (this.#fence !== '') return this.#held.length;
    const prose = withoutCode(this.#held);
    return Math.min(openCodeSpan(prose), openBracket(prose));
  }

  #partsOf(text: string): readonly AnswerPart[] {
    if (text === '') return [];
    if (this.#fence !== '') return [{ kind: 'text', text }];
    const parts: AnswerPart[] = [];
    let from = 0;
    for (const { index, text: cited, numbers } of citationsOf(text)) {
      if (index > from) parts.push({ kind: 'text', text: text.slice(from, index) });
      parts.push({ kind: 'citation', text: cited, numbers });
      from = index + cited.length;
    }
    if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
    return parts;
  }
}

/** Closed code spans blanked; one that ends the text may still go on. */
function withoutCode(text: string): string {
  return text.replace(/(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)(?=.)/g, (span) => ' '.repeat(span.length));
}

/** Where a code span begins that is not closed yet; the length of the text where there is none. */
function openCodeSpan(prose: string): number {
  const open = prose.indexOf('`');
  return open < 0 ? prose.length : open;
}

/** Where a citation may have begun that is not over yet: after its bracket a parenthesis would make a link of it. */
function openBracket(text: string): number {
  const open = Math.max(text.lastIndexOf('['), text.lastIndexOf('【'));
  if (open < 0 || text.length - open > LONGEST_CITATION) return text.length;
  return /[\]】]./.test(text.slice(open)) ? text.length : open;
}
