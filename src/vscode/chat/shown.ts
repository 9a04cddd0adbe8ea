/** What the engine says, as the page shows it. Pure. */

import { checkCitations } from '../../engine/ask/citations.ts';
import { promptOf } from '../../engine/ask/complete.ts';
import { withoutAdvice } from '../../engine/ask/markdown.ts';
import { MESSAGES } from '../../engine/ask/messages.ts';
import { estimateTokens } from '../../engine/ask/tokens.ts';
import type { PartialAnswerError } from '../../engine/errors.ts';
import type { Answer, Context, ContextChunk, Hit } from '../../engine/types.ts';
import type { FoundCode, Review, ShownAnswer, ShownSource } from '../../webview/messages.ts';

/** The sources that a model is being told, before it has cited any. */
export function sourcesOf(context: Context): readonly ShownSource[] {
  return context.chunks.map((chunk) => shownSource(chunk, false));
}

export function shownAnswer(answer: Answer, context: Context): ShownAnswer {
  const { used } = checkCitations(answer.answer, context.chunks);
  return {
    text: withoutAdvice(answer.answer, context.language),
    sources: context.chunks.map((chunk) => shownSource(chunk, used.includes(chunk.n))),
    unverified: [...answer.unverified],
    notSeen: [...answer.notSeen],
    model: answer.model,
    tokens: answer.tokens,
  };
}

/** An answer as far as it came. Why it ends is shown apart, not among what it has not seen. */
export function shownPartial({ code, message, partial }: PartialAnswerError, words: string, context: Context): ShownAnswer {
  const note = MESSAGES[context.language].cutShort(message);
  const shown = shownAnswer(partial, context);
  return { ...shown, notSeen: shown.notSeen.filter((one) => one !== note), cutShort: code === 'cancelled' ? '' : words };
}

export function shownReview(context: Context, model: string, pinned: readonly string[]): Review {
  const chunks = context.chunks.map((chunk) => ({ ...chunk, pinned: pinned.includes(targetOf(chunk)) }));
  const all = promptOf(context).reduce((sum, { content }) => sum + estimateTokens(content), 0);
  const inChunks = context.chunks.reduce((sum, { tokens }) => sum + tokens, 0);
  return { model, chunks, frameTokens: Math.max(0, all - inChunks), budget: context.budget, notSeen: [...context.notSeen] };
}

export function foundCode({ path, startLine, endLine, symbol, signature, doc, why }: Hit): FoundCode {
  return { path, startLine, endLine, symbol, signature, doc, why: [...why] };
}

/** A place as the engine reads it. */
export function targetOf({ path, startLine, endLine }: Pick<ContextChunk, 'path' | 'startLine' | 'endLine'>): string {
  return `${path}:${startLine}-${endLine}`;
}

/** A prompt for the clipboard. */
export function promptText(context: Context): string {
  return promptOf(context)
    .map(({ content }) => content)
    .join('\n\n');
}

function shownSource({ n, path, startLine, endLine, symbol, language, reason, text }: ContextChunk, cited: boolean): ShownSource {
  return { n, path, startLine, endLine, symbol, language, reason, text, cited };
}
