/** A conversation as a Markdown file that a person keeps: questions, answers, numbered sources, what was not seen. Pure. */

import { languageOf } from '../../engine/ask/language.ts';
import { renderAnswer } from '../../engine/ask/markdown.ts';
import { codeSpan } from '../../engine/ask/printable.ts';
import type { Exchange, ShownAnswer } from '../../webview/messages.ts';
import type { Conversation } from './conversation.ts';
import { harmless } from './harmless.ts';

export function conversationMarkdown(conversation: Conversation): string {
  const date = new Date(conversation.createdAt).toISOString().slice(0, 10);
  const parts = conversation.exchanges.map(exchangeMarkdown);
  return harmless(`${[`# ${oneLine(conversation.title)}`, date, ...parts].join('\n\n')}\n`);
}

function exchangeMarkdown({ input, attached, state }: Exchange): string {
  const with_ = attached.length === 0 ? '' : `\n\n${attached.map(({ target }) => `- ${codeSpan(target)}`).join('\n')}`;
  return [`## ${oneLine(input)}${with_}`, body(input, state)].filter((part) => part !== '').join('\n\n');
}

function body(input: string, state: Exchange['state']): string {
  if (state.kind === 'failed') return `> ${oneLine(state.message)}`;
  if (state.kind === 'found')
    return state.hits
      .map(({ path, startLine, endLine, symbol, why }) =>
        `- ${codeSpan(`${path}:${startLine}-${endLine}`)} ${oneLine(`${symbol} ${why.join('; ')}`)}`.trimEnd(),
      )
      .join('\n');
  return state.kind === 'answered' ? answerMarkdown(input, state.answer) : '';
}

/** An answer with its numbered sources, what is unverified and what was not seen. */
export function answerMarkdown(input: string, shown: ShownAnswer): string {
  const { text, sources, model } = shown;
  const cited = sources.filter((source) => source.cited);
  const answer = { ...shown, answer: text, sources: cited.length > 0 ? cited : sources };
  const by = model === 'none' ? '' : `\n\n*${model}*`;
  return harmless(`${renderAnswer(answer, languageOf(input))}${by}`);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
