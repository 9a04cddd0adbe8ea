/** An answer as Markdown for a terminal or a file: the text, its numbered sources, what is unverified, what was not seen. */
import type { Answer, AnswerLanguage, Source } from '../types.ts';
import { MESSAGES } from './messages.ts';
import { printable } from './printable.ts';

/** The whole answer. */
export function renderAnswer(answer: Answer, language: AnswerLanguage): string {
  return joined([answer.answer.trim(), renderApparatus(answer, language)]);
}

/** How to set up a model on the command line is no advice where there are no command line and no environment. */
export function withoutAdvice(text: string, language: AnswerLanguage): string {
  return text.replace(`\n\n${MESSAGES[language].noModel}`, '');
}

/** What follows the text: for a host that has printed the text already, as it arrived. */
export function renderApparatus(answer: Answer, language: AnswerLanguage): string {
  return joined([section(MESSAGES[language].sources, answer.sources.map(sourceLine)), renderNotes(answer, language)]);
}

/** What is unverified and what was not seen: for a host that has shown the sources too. */
export function renderNotes({ unverified, notSeen }: Answer, language: AnswerLanguage): string {
  const messages = MESSAGES[language];
  const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`);
  return joined([section(messages.unverified, list(unverified)), section(messages.notSeen, list(notSeen))]);
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [`**${title}**`, '', ...lines].join('\n');
}

/** `[1] src/a.ts:10-42 Client.send`; two spaces at the end keep each on its own line in Markdown. */
function sourceLine({ n, path, startLine, endLine, symbol }: Source): string {
  const lines = startLine === endLine ? `${startLine}` : `${startLine}-${endLine}`;
  return `[${n}] ${printable(path)}:${lines}${symbol === '' ? '' : ` ${printable(symbol)}`}  `;
}
