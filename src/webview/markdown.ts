/**
 * An answer's Markdown to HTML, block by block. Raw HTML shows as text, images become their alternative text, links carry
 * their address as data (nothing opens by itself), citations become buttons. Pure: it knows no DOM, and its HTML is
 * sanitised once more before it is shown.
 */
import markdownIt, { type Env, type StateInline, type Token } from 'markdown-it';
import { citationAt } from './citations.ts';
import { escapeHtml, highlight } from './highlight.ts';

export interface AnswerEnv {
  /** The chip's words for a source's number, undefined where there is no such source. */
  readonly label: (n: number) => string | undefined;
  /** What the chip is called for those who cannot see where it stands. */
  readonly title: (n: number) => string;
  /** For a number without a source, and for a sentence that no source supports. */
  readonly unverified: string;
}

/** One top-level block. */
export interface Block {
  readonly html: string;
  /** Offset in the text where the next block may begin. */
  readonly end: number;
}

/** Stands in the text after a sentence that could not be verified; models cannot write it, see `plain`. */
export const UNVERIFIED_MARK = '\uE001';

const md = markdownIt({ html: false, linkify: false, typographer: false });
md.disable('reference'); // `[1]: …` is a citation, and blocks stay independent of each other.
md.validateLink = () => true; // What a link may lead to is decided below: nothing in the page follows one.

md.inline.ruler.before('link', 'citation', citation);
md.inline.ruler.before('text', 'mark', unverifiedMark);
// The text rule runs over what it does not know to be special; these are.
md.inline.ruler.at('text', text);

md.renderer.rules.image = (tokens, i) => escapeHtml(tokens[i].content);
md.renderer.rules.link_open = (tokens, i) => {
  const url = addressOf(tokens[i]);
  return isWeb(url)
    ? `<a class="link" role="link" tabindex="0" data-url="${escapeHtml(url)}" title="${escapeHtml(url)}">`
    : '<span>';
};
md.renderer.rules.link_close = (tokens, i) => (isWeb(openingUrl(tokens, i)) ? '</a>' : '</span>');
md.renderer.rules.fence = (tokens, i, _, env) =>
  codeBlock(tokens[i].content, tokens[i].info.trim().split(/\s+/)[0] ?? '', answerOf(env));
md.renderer.rules.code_block = (tokens, i, _, env) => codeBlock(tokens[i].content, '', answerOf(env));
md.renderer.rules.code_inline = (tokens, i) => `<code>${escapeHtml(unmarked(tokens[i].content))}</code>`;
md.renderer.rules.citation = (tokens, i, _, env) =>
  chips(tokens[i].meta?.numbers as readonly number[], tokens[i].content, answerOf(env));
md.renderer.rules.unverified = (_tokens, _i, _options, env) => doubt(answerOf(env));

/** All blocks of a text from `from` on. */
export function renderBlocks(text: string, env: AnswerEnv, from = 0): readonly Block[] {
  const source = text.slice(from);
  const lineStarts = [0];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  const parseEnv: Env = { answer: env };
  const tokens = md.parse(source, parseEnv);
  return topLevel(tokens).map((group) => ({
    html: md.renderer.render([...group], md.options, parseEnv),
    end: from + (lineStarts[group[0].map?.[1] ?? lineStarts.length] ?? source.length),
  }));
}

/** Renders an answer that grows: a block is rendered again only while it is the last one. */
export class GrowingMarkdown {
  #text = '';
  #done: string[] = [];
  #doneEnd = 0;

  /** The HTML of every block; those of earlier calls keep their place. `text` begins with the text of the call before. */
  render(text: string, env: AnswerEnv): readonly string[] {
    if (!text.startsWith(this.#text)) this.#forget();
    this.#text = text;
    const blocks = renderBlocks(plain(text), env, this.#doneEnd);
    const closed = blocks.slice(0, -1);
    this.#done.push(...closed.map(({ html }) => html));
    this.#doneEnd = closed.at(-1)?.end ?? this.#doneEnd;
    return [...this.#done, ...blocks.slice(-1).map(({ html }) => html)];
  }

  #forget(): void {
    this.#done = [];
    this.#doneEnd = 0;
  }
}

/** The text with a mark behind each sentence that no source supports. */
export function markUnverified(text: string, sentences: readonly string[]): string {
  const source = plain(text);
  let from = 0;
  const marks = sentences.flatMap((sentence) => {
    // They come in the order of the text, but for those that it says twice.
    const next = source.indexOf(sentence, from);
    const at = next < 0 ? source.indexOf(sentence) : next;
    if (at < 0) return [];
    from = Math.max(from, at);
    // In a table's row the mark must stand within the last cell.
    return [at + sentence.length - (sentence.endsWith('|') ? 1 : 0)];
  });
  const cuts = [0, ...marks.sort((a, b) => a - b), source.length];
  return cuts
    .slice(1)
    .map((cut, i) => source.slice(cuts[i], cut))
    .join(UNVERIFIED_MARK);
}

/** Without the sign that only this page may write. Keeps every offset. */
export function plain(text: string): string {
  return text.replaceAll(UNVERIFIED_MARK, ' ');
}

function citation(state: StateInline, silent: boolean): boolean {
  const found = citationAt(state.src, state.pos);
  if (found === undefined) return false;
  if (!silent) {
    const token = state.push('citation', '', 0);
    token.content = found.raw;
    token.meta = { numbers: found.numbers };
  }
  state.pos += found.raw.length;
  return true;
}

function unverifiedMark(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== UNVERIFIED_MARK) return false;
  if (!silent) state.push('unverified', '', 0);
  state.pos += 1;
  return true;
}

/** As markdown-it's own, but it also stops at what is special here alone. */
function text(state: StateInline, silent: boolean): boolean {
  const stop = /[\n!#$%&*+\-:<=>@[\\\]^_`{}~【\uE001]/g;
  stop.lastIndex = state.pos;
  const end = stop.exec(state.src)?.index ?? state.posMax;
  const until = Math.min(end, state.posMax);
  if (until === state.pos) return false;
  if (!silent) state.pending += state.src.slice(state.pos, until);
  state.pos = until;
  return true;
}

function chips(numbers: readonly number[], raw: string, env: AnswerEnv): string {
  if (numbers.every((n) => env.label(n) === undefined)) return unknownChip(raw, env);
  return numbers.map((n) => chip(n, env)).join(' ');
}

function chip(n: number, env: AnswerEnv): string {
  const label = env.label(n);
  if (label === undefined) return unknownChip(`[${n}]`, env);
  return `<button type="button" class="chip" data-n="${n}" aria-label="${escapeHtml(`${label}, ${env.title(n)}`)}">${escapeHtml(label)}</button>`;
}

function unknownChip(raw: string, env: AnswerEnv): string {
  return `<span class="chip unknown" title="${escapeHtml(env.unverified)}">${escapeHtml(raw)}<span class="spoken"> ${escapeHtml(env.unverified)}</span></span>`;
}

/** A line of code cannot carry a mark: where one is unverified, the block is. */
function codeBlock(marked: string, language: string, env: AnswerEnv): string {
  const code = unmarked(marked).replace(/\n$/, '');
  const pre = `<pre><code data-language="${escapeHtml(language)}">${highlight(code, language)}</code></pre>`;
  return marked.includes(UNVERIFIED_MARK) ? `${pre}<p>${doubt(env)}</p>` : pre;
}

function doubt({ unverified }: AnswerEnv): string {
  return `<span class="unverified" role="img" aria-label="${escapeHtml(unverified)}" title="${escapeHtml(unverified)}">?</span>`;
}

function unmarked(text: string): string {
  return text.replaceAll(UNVERIFIED_MARK, '');
}

function isWeb(url: string): boolean {
  return /^https?:\/\//i.test(url);
}

/** Links do not nest: the last opening is the one. */
function openingUrl(tokens: readonly Token[], close: number): string {
  const opening = tokens.slice(0, close).findLast(({ type }) => type === 'link_open');
  return opening === undefined ? '' : addressOf(opening);
}

function addressOf(link: Token): string {
  return String(link.attrGet('href') ?? '').replaceAll(encodeURI(UNVERIFIED_MARK), '');
}

function answerOf(env: Env | undefined): AnswerEnv {
  return env?.answer as AnswerEnv;
}

function topLevel(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const groups: Token[][] = [];
  let depth = 0;
  for (const token of tokens) {
    if (depth === 0) groups.push([]);
    groups[groups.length - 1].push(token);
    depth += token.nesting;
  }
  return groups;
}
