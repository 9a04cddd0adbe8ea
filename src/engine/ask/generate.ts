/** One answer streamed from a language model, its citations checked as it arrives. It knows the prompt and the sources; not where they came from. */
import { answerEndless, type EngineError, isEngineError, modelSaidNothing } from '../errors.ts';
import type { LanguageModel, Message } from '../ports.ts';
import type { Answer, ContextChunk } from '../types.ts';
import { type CheckedCitations, CitationChecker } from './citations.ts';
import { estimateTokens } from './tokens.ts';

export interface Generated extends CheckedCitations {
  readonly text: string;
  /** As the server counted, or estimated where it did not. */
  readonly tokens: Answer['tokens'];
  /** What stopped the answer after its first word; undefined for a whole one. */
  readonly failure: EngineError | undefined;
}

export interface GenerateOptions {
  readonly onText?: (text: string) => void;
  readonly signal?: AbortSignal;
}

/** No answer is longer: a model that does not stop would fill memory, page and disk. */
const MOST_CHARACTERS = 300_000;

/** Throws what stops the model before its first word, and modelSaidNothing. */
export async function generate(
  model: LanguageModel,
  prompt: readonly Message[],
  chunks: readonly ContextChunk[],
  { onText, signal }: GenerateOptions,
): Promise<Generated> {
  const checker = new CitationChecker(chunks);
  let text = '';
  let usage: Answer['tokens'] | undefined;
  let failure: EngineError | undefined;
  try {
    for await (const event of model.stream(prompt, { signal })) {
      if (event.kind === 'usage') usage = { prompt: event.prompt, completion: event.completion };
      if (event.kind !== 'text') continue;
      const said = event.text.slice(0, MOST_CHARACTERS - text.length);
      text += said;
      checker.feed(said);
      onText?.(said);
      if (text.length === MOST_CHARACTERS) throw answerEndless(model.name, MOST_CHARACTERS);
    }
  } catch (error) {
    if (text === '' || !isEngineError(error)) throw error;
    failure = error;
  }
  if (failure === undefined && text.trim() === '') throw modelSaidNothing(model.name);
  return { text, tokens: usage ?? estimated(prompt, text), failure, ...checker.finish() };
}

function estimated(prompt: readonly Message[], text: string): Answer['tokens'] {
  return { prompt: prompt.reduce((sum, message) => sum + estimateTokens(message.content), 0), completion: estimateTokens(text) };
}
