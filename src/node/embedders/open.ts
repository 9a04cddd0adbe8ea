/** The embedder that the user set, or none for the built-in model, which needs no port. */
import type { Embedder } from '../../engine/ports.ts';
import type { EmbedderSetting } from '../embedder-settings.ts';
import { openOpenAIEmbedder } from './openai.ts';
import { openTransformersEmbedder } from './transformers.ts';

/** @throws what the opening of the embedder throws. */
export async function openEmbedder(setting: EmbedderSetting): Promise<Embedder | undefined> {
  if (setting.kind === 'openai') return openOpenAIEmbedder(setting);
  if (setting.kind === 'transformers') return openTransformersEmbedder(setting);
  return undefined;
}
