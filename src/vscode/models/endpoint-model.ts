/** The LanguageModel port over the OpenAI-compatible server that the settings name. What speaks to servers is loaded with the first question. */
import { estimateTokens } from '../../engine/ask/tokens.ts';
import { notedFetch } from '../../node/network.ts';
import type { NetworkActivity } from '../network/activity.ts';
import type { ChosenModel } from './models.ts';

export interface EndpointSetting {
  readonly baseUrl: string;
  readonly name: string;
  readonly apiKey: string | undefined;
}

/** @throws EngineError modelUrlInvalid, modelKeyMalformed. Contacts nobody until something is asked. */
export async function overEndpoint({ baseUrl, name, apiKey }: EndpointSetting, network: NetworkActivity): Promise<ChosenModel> {
  const { openLanguageModel } = await import('../../node/language-model.ts');
  const model = openLanguageModel({ baseUrl, model: name, apiKey, fetch: notedFetch('answer', network.onRequest) });
  return { name, maxInputTokens: undefined, countTokens: async (text) => estimateTokens(text), stream: model.stream };
}

/** Names of the server's models. @throws EngineError as asking does. */
export async function modelsOf(
  { baseUrl, apiKey }: Omit<EndpointSetting, 'name'>,
  network: NetworkActivity,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { listModels } = await import('../../node/language-model.ts');
  return listModels({ baseUrl, apiKey, fetch: notedFetch('models', network.onRequest) }, signal);
}
