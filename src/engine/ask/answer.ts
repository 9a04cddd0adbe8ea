/** A request in, a checked answer out: written by a language model where there is one, put together from the index where there is none. */
import { cancelled } from '../errors.ts';
import type { LanguageModel } from '../ports.ts';
import type { Answer, ContextRequest } from '../types.ts';
import { checkCitations } from './citations.ts';
import { answerOf, completeAnswer } from './complete.ts';
import { type ContextDeps, contextOf, type Prepared, prepare } from './context.ts';
import { extractAnswer } from './extract.ts';
import type { GenerateOptions } from './generate.ts';
import { maskSecrets } from './secrets.ts';

export interface AnswerDeps extends ContextDeps {
  /** Left out, answers are put together from the index. */
  readonly model?: LanguageModel;
}

/** Throws questionEmpty, what parseTarget throws, PartialAnswerError, and what the model throws. */
export async function answerRequest(deps: AnswerDeps, request: ContextRequest, options: GenerateOptions = {}): Promise<Answer> {
  const prepared = await prepare(deps, request);
  if (options.signal?.aborted) throw cancelled();
  if (deps.model === undefined) return extracted(deps, prepared, options);
  return completeAnswer(deps.model, contextOf(prepared), options);
}

function extracted({ corpus }: AnswerDeps, prepared: Prepared, { onText }: GenerateOptions): Answer {
  const { pack, messages, notSeen } = prepared;
  // Signatures and documentation are told beside the chunks.
  const text = `${maskSecrets(extractAnswer({ corpus, ...prepared }), '')}\n\n${messages.noModel}`;
  onText?.(text);
  // Made of the sources themselves: only which of them it names is asked.
  const { used } = checkCitations(text, pack.chunks);
  return answerOf('none', pack.chunks, { text, used, unverified: [], tokens: { prompt: 0, completion: 0 } }, notSeen);
}
