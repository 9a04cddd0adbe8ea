/** The embedder that the user set, or none for the built-in model, which needs no port. */
import type { Embedder } from '../../engine/ports.ts';
import type { EmbedderSetting } from '../embedder-settings.ts';
import { type NoteRequest, notedFetch } from '../network.ts';
import { openOpenAIEmbedder } from './openai.ts';
import { openTransformersEmbedder } from './transformers.ts';

/** `onRequest` hears of every request the embedder makes. @throws what the opening of the embedder throws. */
export async function openEmbedder(setting: EmbedderSetting, onRequest: NoteRequest = () => {}): Promise<Embedder | undefined> {
  if (setting.kind === 'openai') return openOpenAIEmbedder({ ...setting, fetch: notedFetch('embedding', onRequest) });
  if (setting.kind === 'transformers') return openTransformersEmbedder({ ...setting, fetch: notedFetch('download', onRequest) });
  return undefined;
}
