/**
 * What makes the vectors, as the user sets it. Only flags and the environment may: an embedder reads all of the code, and
 * one that serves over the network is sent all of it.
 */
import { settingsInvalid } from '../engine/errors.ts';
import type { OpenAIEmbedderOptions } from './embedders/openai.ts';
import type { TransformersOptions } from './embedders/transformers.ts';
import { type Environment, given, urlIn } from './environment.ts';

export type EmbedderSetting =
  | { readonly kind: 'built-in' }
  | ({ readonly kind: 'openai' } & OpenAIEmbedderOptions)
  | ({ readonly kind: 'transformers' } & TransformersOptions);

const POOLINGS = ['mean', 'cls', 'last_token'] as const;
const FORMS = 'built-in, openai:MODEL or transformers:FOLDER-OR-ID';

/** What a host takes from its own user. */
export interface EmbedderFlags {
  /** `built-in`, `openai:MODEL` or `transformers:FOLDER-OR-ID`. */
  readonly embedder?: string;
  /** Of an `openai:` embedder; the language model's where none is given, with the language model's key. */
  readonly embedderBaseUrl?: string;
  readonly embedderApiKey?: string;
}

/**
 * @param flags before the environment's `PARALLAX_EMBEDDER`, `PARALLAX_EMBEDDER_BASE_URL` and `PARALLAX_EMBEDDER_API_KEY`
 * @param model the language model's server, which also serves embeddings where no other is named
 * @throws EngineError settingsInvalid
 */
export function embedderSetting(
  flags: EmbedderFlags,
  env: Environment,
  model: { readonly baseUrl: string | undefined; readonly apiKey: string | undefined },
): EmbedderSetting {
  const text = flags.embedder ?? given(env.PARALLAX_EMBEDDER) ?? 'built-in';
  const [, kind, name] = /^([a-z-]+)(?::(.+))?$/.exec(text) ?? [];
  if (kind === 'built-in' && name === undefined) return { kind };
  if (kind === 'openai' && name !== undefined) return { kind, ...openaiOptions(name, flags, env, model) };
  if (kind === 'transformers' && name !== undefined) return { kind, ...transformersOptions(name, env) };
  throw settingsInvalid('the embedder', `got ${text}, expected ${FORMS}`);
}

/** The language model's key goes to the language model's server alone. */
function openaiOptions(
  model: string,
  flags: EmbedderFlags,
  env: Environment,
  chat: { baseUrl?: string; apiKey?: string },
): OpenAIEmbedderOptions {
  const own = urlIn(flags.embedderBaseUrl ?? given(env.PARALLAX_EMBEDDER_BASE_URL), 'PARALLAX_EMBEDDER_BASE_URL');
  const baseUrl = own ?? chat.baseUrl;
  if (baseUrl === undefined) throw settingsInvalid('the embedder', 'openai: is set without PARALLAX_EMBEDDER_BASE_URL');
  const apiKey = flags.embedderApiKey ?? given(env.PARALLAX_EMBEDDER_API_KEY) ?? (own === undefined ? chat.apiKey : undefined);
  return { baseUrl, model, apiKey, ...commonOptions(env) };
}

/** Nothing is downloaded unless a folder for it is named. */
function transformersOptions(model: string, env: Environment): TransformersOptions {
  const pooling = given(env.PARALLAX_EMBEDDER_POOLING);
  if (pooling !== undefined && !POOLINGS.some((one) => one === pooling)) {
    throw settingsInvalid('PARALLAX_EMBEDDER_POOLING', `got ${pooling}, expected ${POOLINGS.join(', ')}`);
  }
  return {
    model,
    cacheFolder: given(env.PARALLAX_EMBEDDER_CACHE),
    remoteHost: urlIn(given(env.PARALLAX_EMBEDDER_HUB), 'PARALLAX_EMBEDDER_HUB'),
    pooling: pooling as TransformersOptions['pooling'],
    ...commonOptions(env),
  };
}

function commonOptions(env: Environment) {
  const question = env.PARALLAX_EMBEDDER_QUESTION_PREFIX ?? '';
  const code = env.PARALLAX_EMBEDDER_CODE_PREFIX ?? '';
  return { dimensions: wholeNumber(given(env.PARALLAX_EMBEDDER_DIMENSIONS)), prefixes: { question, code } };
}

function wholeNumber(text: string | undefined): number | undefined {
  if (text === undefined || /^[1-9]\d{0,4}$/.test(text)) return text === undefined ? undefined : Number(text);
  throw settingsInvalid('PARALLAX_EMBEDDER_DIMENSIONS', `got ${text}, expected a whole number`);
}
