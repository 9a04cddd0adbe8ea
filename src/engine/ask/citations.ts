/**
 * Checks an answer against its sources, line by line as it arrives: every number cited must be a source, and every piece
 * of code quoted in a sentence must stand in a source which that sentence cites. It judges quotations, not meaning.
 */
import type { ContextChunk } from '../types.ts';

export interface CheckedCitations {
  /** Numbers of sources that were cited, ascending. */
  readonly used: readonly number[];
  /** Sentences, as written, with a number that is no source or a quotation that no cited source has. */
  readonly unverified: readonly string[];
}

type CitedChunk = Pick<ContextChunk, 'n' | 'path' | 'symbol' | 'text'>;

/** Shorter quotations are words in passing; they are often inflected, and prove nothing. */
const LEAST_QUOTE = 12;
/** A name that is plainly of code is said to exist, even if it is shorter. */
const LEAST_NAME = 8;
const CODE_NAME = /\w_\w|[a-z\d][A-Z]|::|->|\(\)$/;
/** A range wider than this is not a list of sources. */
const WIDEST_RANGE = 50;

/** `[1]`, `[1, 2]`, `[1-3]`, `[^1]`, `【1、2】`, `[source 1]`. White space is bounded: runs that meet would be tried in every division. */
const CITATION =
  /[[【]\s{0,3}\^?\s{0,3}(?:sources?|来源)?\s{0,3}(\d{1,9}(?:\s{0,3}[,，、;–—-]\s{0,3}\d{1,9})*)\s{0,3}[\]】](?!\()/giu;
const FENCE = /^\s*(`{3,}|~{3,})\s*(\S*)/;
const CODE = /(```[\s\S]*?```|`[^`\n]*`)/;
/** Marks of one length, with no further one beside them. */
const CODE_SPAN = /(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)/g;
const QUOTED = /"([^"\n]+)"|“([^”\n]+)”|「([^」\n]+)」|『([^』\n]+)』/g;
/** An identifier, qualified or not, or a path. */
const NAME = /^[\w$.:#/@-]+$/;
/** A sentence ends with its mark and the citations that follow it. */
const SENTENCE =
  /.+?(?:[.!?](?=\s|$)|[。！？]|$)(?:\s{0,3}[[【]\s{0,3}\^?(?:sources?|来源)?[\d\s,，、;–—-]{1,200}[\]】])*\s{0,3}/giu;

/** Checks a whole answer. */
export function checkCitations(answer: string, chunks: readonly CitedChunk[]): CheckedCitations {
  const checker = new CitationChecker(chunks);
  checker.feed(answer);
  return checker.finish();
}

/** The text with every cited number put through `change`; -1 takes it out, and a citation without numbers goes with its brackets. */
export function mapCitations(text: string, change: (n: number) => number): string {
  const changed = (citation: string, list: string) => {
    const numbers = list.split(/[,，、;]/).map((item) => item.split(/[–—-]/).map((n) => change(Number(n))));
    const kept = numbers.filter((range) => range.every((n) => n > 0)).map((range) => range.join('-'));
    return kept.length === 0 ? '' : citation[0] + kept.join(', ') + citation[citation.length - 1];
  };
  // Every second piece is code, where a number in brackets is an index.
  const pieces = text.split(CODE);
  return pieces.map((piece, i) => (i % 2 === 1 ? piece : piece.replace(CITATION, changed))).join('');
}

/** A citation as it stands in a text. */
export interface Citation {
  readonly index: number;
  readonly text: string;
  readonly numbers: readonly number[];
}

/** The citations of a line of prose, code spans left out. */
export function citationsOf(line: string): readonly Citation[] {
  const masked = line.replace(CODE_SPAN, (span) => ' '.repeat(span.length));
  return citationsIn(masked).map(({ 0: text, 1: list, index = 0 }) => ({
    index,
    text,
    numbers: list.split(/[,，、;]/).flatMap(numbersOf),
  }));
}

/** Checks an answer that arrives in pieces; a line is judged when it is complete. */
export class CitationChecker {
  readonly #texts: ReadonlyMap<number, string>;
  readonly #used = new Set<number>();
  readonly #unverified = new Set<string>();
  #pending = '';
  #fence = '';
  /** Sources cited by the line that introduces the code block we are in; empty where nothing is claimed of it. */
  #introduced: readonly number[] = [];

  constructor(chunks: readonly CitedChunk[]) {
    this.#texts = new Map(chunks.map((chunk) => [chunk.n, squeeze(`${chunk.path}\n${chunk.symbol}\n${chunk.text}`)]));
  }

  feed(text: string): void {
    const lines = (this.#pending + text).split('\n');
    this.#pending = lines.pop() ?? '';
    for (const line of lines) this.#line(line);
  }

  finish(): CheckedCitations {
    if (this.#pending !== '') this.#line(this.#pending);
    this.#pending = '';
    return { used: [...this.#used].sort((a, b) => a - b), unverified: [...this.#unverified] };
  }

  #line(line: string): void {
    const fence = FENCE.exec(line);
    if (this.#fence !== '') {
      if (fence?.[1].startsWith(this.#fence) && fence[2] === '') this.#fence = '';
      else this.#codeLine(line);
    } else if (fence !== null) {
      this.#fence = fence[1];
      // A diagram is drawn by the model; nobody takes it for a quotation.
      if (fence[2] === 'mermaid') this.#introduced = [];
    } else if (line.trim() !== '') {
      this.#introduced = [];
      for (const sentence of sentencesOf(line)) this.#sentence(sentence);
      if (!/[:：]\s*(?:[[【][\d\s,，、-]+[\]】]\s*)?$/.test(line)) this.#introduced = [];
    }
  }

  #codeLine(line: string): void {
    const quote = line.trim();
    if (this.#introduced.length > 0 && quote.length >= LEAST_QUOTE && !this.#stands(quote, this.#introduced))
      this.#unverified.add(quote);
  }

  #sentence(sentence: string): void {
    const cited = citedNumbers(sentence.replace(CODE_SPAN, ' '));
    const known = cited.filter((n) => this.#texts.has(n));
    for (const n of known) this.#used.add(n);
    if (known.length > 0) this.#introduced = known;
    const isFalse =
      known.length < cited.length || (known.length > 0 && quotes(sentence).some((quote) => !this.#isQuoted(quote, known)));
    if (isFalse) this.#unverified.add(sentence);
  }

  /** Code must stand in a cited source; a bare name or path may come from any of them, and a qualified name by its parts. */
  #isQuoted(quote: string, cited: readonly number[]): boolean {
    if (!NAME.test(quote)) return this.#stands(quote, cited);
    const all = [...this.#texts.keys()];
    return this.#stands(quote, all) || this.#stands(quote.replace(/\.|::|->|#/g, '…'), all);
  }

  /** Whether a source has the quotation, white space and what an ellipsis leaves out aside. */
  #stands(quote: string, sources: readonly number[]): boolean {
    const pieces = quote
      .split(/\.{3}|…|⋯/)
      .map((piece) => squeeze(piece))
      .filter((piece) => piece !== '');
    return sources.some((n) => pieces.every((piece) => this.#texts.get(n)?.includes(piece)));
  }
}

/** Without white space, and without what makes a line a comment: a quotation of prose runs over such marks. */
function squeeze(text: string): string {
  return text.replace(/^\s*(?:\/\/+|#+|\/?\*+\/?|--)/gm, '').replace(/\s+/g, '');
}

/** A full stop inside a code span ends no sentence. */
function sentencesOf(line: string): readonly string[] {
  const masked = line.replace(CODE_SPAN, (span) => 'x'.repeat(span.length));
  return [...masked.matchAll(SENTENCE)].map(({ 0: match, index }) => line.slice(index, index + match.length).trim());
}

function citedNumbers(text: string): readonly number[] {
  return citationsIn(text).flatMap(([, list]) => list.split(/[,，、;]/).flatMap(numbersOf));
}

/** `names[0]` in prose is an element, not a citation. */
function citationsIn(text: string): readonly RegExpMatchArray[] {
  return [...text.matchAll(CITATION)].filter(({ 1: list, index = 0 }) => !(list === '0' && /[\w)]/.test(text[index - 1] ?? '')));
}

/** `3` or `1-3`; a range that is none gives -1, which is no source. */
function numbersOf(item: string): readonly number[] {
  const [first, last = first] = item.split(/[–—-]/).map(Number);
  if (last < first || last - first > WIDEST_RANGE) return [-1];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** `name()` is a way of writing `name`. */
const named = (quote: string) => quote.replace(/\((?:\.{3}|…)?\)$/, '');

/** Code spans and quoted text long enough to prove something, and names that are plainly of code. */
function quotes(sentence: string): readonly string[] {
  const code = [...sentence.matchAll(CODE_SPAN)].map((match) => match[2].trim());
  const quoted = [...sentence.replace(CODE_SPAN, ' ').matchAll(QUOTED)].map(
    (match) => match.slice(1).find((group) => group !== undefined) ?? '',
  );
  const names = code.filter((span) => NAME.test(named(span)) && CODE_NAME.test(span) && named(span).length >= LEAST_NAME);
  return [...new Set([...[...code, ...quoted].map(named).filter((quote) => quote.length >= LEAST_QUOTE), ...names.map(named)])];
}
