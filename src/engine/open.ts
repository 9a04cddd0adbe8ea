/** Ports to an engine: the one place where the rooms are put together. */
import { embedText } from './embed/bag.ts';
import type { ModelOnDemand } from './embed/static-model.ts';
import type { Engine } from './engine.ts';
import type { Hasher } from './index/container.ts';
import { Library } from './index/library.ts';
import type { Digester, Embedder, Files, Graphs, LanguageModel, Log, Store } from './ports.ts';
import type { Translations } from './retrieve/translate.ts';
import type { AnswerLanguage } from './types.ts';
import { Workspace } from './workspace.ts';

export interface EnginePorts {
  readonly files: Files;
  readonly store: Store;
  readonly digester: Digester;
  readonly log: Log;
  readonly hash: Hasher;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** The built-in model: embeds questions, and code where no `embedder` is given. */
  readonly model: ModelOnDemand;
  /** Chinese to English terms, read when the first Chinese question comes. */
  readonly translations: () => Promise<Translations>;
  /** Makes the vectors instead of the built-in model. */
  readonly embedder?: Embedder;
  /** True where the process serves for long; false when left out. */
  readonly stays?: boolean;
  /** Left out, every search is an exact scan. */
  readonly graphs?: Graphs;
  /** Writes the answers; without one they are extracts. */
  readonly languageModel?: LanguageModel;
  /** What holds for every answer where a request brings nothing of its own. */
  readonly answers?: { readonly frame?: string; readonly language?: AnswerLanguage };
}

/** How a question becomes a vector, and what the index must have been made with. */
export interface QuestionEmbedding {
  readonly id: string;
  readonly dimensions: number;
  /** Loads what it needs, where that is at hand: `embed` does so otherwise. */
  prepare(): Promise<void>;
  embed(text: string): Promise<Float32Array>;
}

export function openEngine(root: string, ports: EnginePorts): Engine {
  const embedding = questionEmbedding(ports.model, ports.embedder);
  const { store, hash, log } = ports;
  const library = new Library({ store, hash, log, embedder: embedding.id });
  return new Workspace(root, ports, embedding, library);
}

function questionEmbedding(model: ModelOnDemand, embedder: Embedder | undefined): QuestionEmbedding {
  if (embedder === undefined) {
    const { id, dimensions } = model;
    const prepare = async () => void (await model.load());
    return { id, dimensions, prepare, embed: async (text) => embedText(await model.load(), text, 'question') };
  }
  return {
    id: embedder.id,
    dimensions: embedder.dimensions,
    prepare: async () => {},
    embed: async (text) => (await embedder.embed([text], 'question'))[0],
  };
}
