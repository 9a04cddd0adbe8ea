/**
 * A context and a model in, a checked answer out. Pure, and apart from the index, so that a host that has a model of its
 * own can show a context, thin it out, send it, and still have every citation checked by the program.
 *
 * An answer that ends midway is neither lost nor passed off as whole: once a word has arrived, whatever stops it is thrown
 * as a PartialAnswerError, with the code and the sentence of its cause and, in `partial`, the answer as far as it came,
 * its citations checked. Before the first word the cause itself is thrown.
 */
import { answerCutShort, cancelled } from '../errors.ts';
import type { LanguageModel, Message } from '../ports.ts';
import type { Answer, Context, ContextChunk } from '../types.ts';
import { type Generated, type GenerateOptions, generate } from './generate.ts';
import { turnMessages } from './history.ts';
import { MESSAGES } from './messages.ts';
import { SYSTEM, userMessage } from './prompt.ts';

/** What is sent, word for word; the same context gives the same messages. */
export function promptOf(context: Context): readonly Message[] {
  return [{ role: 'system', content: SYSTEM }, ...turnMessages(context.history), { role: 'user', content: userMessage(context) }];
}

/** The context with only the chunks numbered in `keep`, in their order, numbered anew from 1. What was left out is said in notSeen. */
export function keepChunks(context: Context, keep: readonly number[]): Context {
  return onlyChunks(context, keep, MESSAGES[context.language].takenOut);
}

/** `note` says in words what it means that so many chunks are missing. */
export function onlyChunks(context: Context, keep: readonly number[], note: (dropped: number) => string): Context {
  const kept = context.chunks.filter((chunk) => keep.includes(chunk.n));
  const dropped = context.chunks.length - kept.length;
  if (dropped === 0) return context;
  return { ...context, chunks: kept.map((chunk, i) => ({ ...chunk, n: i + 1 })), notSeen: [note(dropped), ...context.notSeen] };
}

/** Throws cancelled, PartialAnswerError, and what the model throws before its first word. Without chunks no model is asked. */
export async function completeAnswer(model: LanguageModel, context: Context, options: GenerateOptions = {}): Promise<Answer> {
  if (options.signal?.aborted) throw cancelled();
  if (context.chunks.length === 0) return nothingFound(context, options);
  const messages = MESSAGES[context.language];
  const reply = await generate(model, promptOf(context), context.chunks, options);
  const { failure, used } = reply;
  const notes = [
    ...(failure === undefined ? [] : [messages.cutShort(failure.message)]),
    ...(failure === undefined && used.length === 0 ? [messages.citedNothing] : []),
    ...context.notSeen,
  ];
  const answer = answerOf(model.name, context.chunks, reply, notes);
  if (failure !== undefined) throw answerCutShort(failure, answer);
  return answer;
}

/** With nothing found there is nothing a model could speak from: no tokens are spent on a guess. */
function nothingFound({ language, notSeen }: Context, { onText }: GenerateOptions): Answer {
  const text = MESSAGES[language].nothingFound;
  onText?.(text);
  return answerOf('none', [], { text, used: [], unverified: [], tokens: { prompt: 0, completion: 0 } }, notSeen);
}

/** Sources are those cited; all that were sent, where none was. */
export function answerOf(
  model: string,
  chunks: readonly ContextChunk[],
  { text, used, unverified, tokens }: Omit<Generated, 'failure'>,
  notSeen: readonly string[],
): Answer {
  const cited = used.length === 0 ? chunks : chunks.filter((chunk) => used.includes(chunk.n));
  return { answer: text, sources: cited.map(sourceOf), unverified, notSeen, model, tokens };
}

function sourceOf({ n, path, startLine, endLine, symbol }: ContextChunk): Answer['sources'][number] {
  return { n, path, startLine, endLine, symbol };
}
