/** What the page may point at, looked up in what was shown: it names numbers, never paths. Pure. */
import type { Exchange, FoundCode, ShownSource } from '../../webview/messages.ts';
import { answerMarkdown } from './export.ts';

export interface Lines {
  readonly startLine: number;
  readonly endLine: number;
}

/** A source of an answer; a part of it where `lines` lie within it, and never more. */
export function sourceAt(exchange: Exchange | undefined, n: number, lines?: Lines): ShownSource | undefined {
  const source = sourcesOf(exchange).find((one) => one.n === n);
  return source && { ...source, ...within(source, lines) };
}

export function foundAt(exchange: Exchange | undefined, index: number): FoundCode | undefined {
  return exchange?.state.kind === 'found' ? exchange.state.hits[index] : undefined;
}

/** For the clipboard; undefined where there is no answer. */
export function answerText(exchange: Exchange | undefined): string | undefined {
  return exchange?.state.kind === 'answered' ? answerMarkdown(exchange.input, exchange.state.answer) : undefined;
}

function sourcesOf(exchange: Exchange | undefined): readonly ShownSource[] {
  if (exchange?.state.kind === 'answered') return exchange.state.answer.sources;
  return exchange?.state.kind === 'answering' ? exchange.state.sources : [];
}

function within({ startLine, endLine }: Lines, part: Lines | undefined): Lines {
  const isWithin = part !== undefined && startLine <= part.startLine && part.startLine <= part.endLine && part.endLine <= endLine;
  return isWithin ? { startLine: part.startLine, endLine: part.endLine } : { startLine, endLine };
}
