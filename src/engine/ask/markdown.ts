/** An answer as Markdown for a terminal or a file: the text, its numbered sources, what is unverified, what was not seen. */
import type { Answer, AnswerLanguage, Source } from '../types.ts';
import { MESSAGES } from './messages.ts';
import { printable } from './printable.ts';

/** The whole answer. */
export function renderAnswer(answer: Answer, language: AnswerLanguage): string {
  return [answer.answer.trim(), renderApparatus(answer, language)].filter((part) => part !== '').join('\n\n');
}

/** What follows the text: for a host that has printed the text already, as it arrived. */
export function renderApparatus(answer: Answer, language: AnswerLanguage): string {
  const messages = MESSAGES[language];
  return [
    section(messages.sources, answer.sources.map(sourceLine)),
    section(
      messages.unverified,
      answer.unverified.map((sentence) => `- ${sentence}`),
    ),
    section(
      messages.notSeen,
      answer.notSeen.map((note) => `- ${note}`),
    ),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [`**${title}**`, '', ...lines].join('\n');
}

/** `[1] src/a.ts:10-42 Client.send`; two spaces at the end keep each on its own line in Markdown. */
function sourceLine({ n, path, startLine, endLine, symbol }: Source): string {
  const lines = startLine === endLine ? `${startLine}` : `${startLine}-${endLine}`;
  return `[${n}] ${printable(path)}:${lines}${symbol === '' ? '' : ` ${printable(symbol)}`}  `;
}
