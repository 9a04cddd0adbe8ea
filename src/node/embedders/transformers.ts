/**
 * The Embedder port over transformers.js: a model from a local folder, or by its id from a model hub, run by ONNX Runtime's
 * WebAssembly build (scripts/stand-ins keeps the native one out). It is loaded when first wanted; other embedders never pay.
 */
import { pathToFileURL } from 'node:url';
import type { PreTrainedModel, PreTrainedTokenizer } from '@huggingface/transformers';
import { embedderModelDamaged, embedderUnreachable } from '../../engine/embedder-errors.ts';
import { cancelled } from '../../engine/errors.ts';
import type { Embedder } from '../../engine/ports.ts';
import { builtOrInstalled } from '../built-or-installed.ts';
import { connectionReason } from '../connection-reason.ts';
import type { Fetch } from '../network.ts';
import { findModelFiles, type ModelFiles } from './model-files.ts';
import { type Pooling, pool, type TokenVectors } from './pooling.ts';
import { NO_PREFIXES, type Prefixes, prepared, unitVector } from './vectors.ts';

export interface TransformersOptions {
  /** A folder that holds config.json, tokenizer.json and onnx/, or the id of a model on a hub, as in `org/name`. */
  readonly model: string;
  /** Where downloaded models are kept. Left out, nothing is ever downloaded. */
  readonly cacheFolder?: string;
  /** The hub for ids that the cache folder does not hold; `https://huggingface.co` when left out. */
  readonly remoteHost?: string;
  /** Fewer than the model has, for Matryoshka models; all when left out. */
  readonly dimensions?: number;
  /** How a text's vector is made of its tokens', as the model's page says; 'mean' when left out. */
  readonly pooling?: Pooling;
  readonly prefixes?: Prefixes;
  /** Tokens kept of a text; 512 when left out, because time grows with the square. */
  readonly maxTokens?: number;
  /** Through which a hub is asked; Node's own when left out. */
  readonly fetch?: Fetch;
}

/** @throws EngineError embedderModelMissing, embedderModelDamaged, embedderUnreachable, embedderRefused, embedderWrongShape. */
export async function openTransformersEmbedder(options: TransformersOptions): Promise<Embedder> {
  const { model, pooling = 'mean', prefixes = NO_PREFIXES } = options;
  const encoder = await openEncoder(options);
  const [probe] = await encoder.encode(['-'], pooling);
  const dimensions = unitVector(probe, options.dimensions ?? probe.length, model).length;
  return {
    id: `transformers:${model}:${pooling}:${dimensions}`,
    dimensions,
    async embed(texts, side, signal) {
      const inputs = texts.map((text) => prepared(text, prefixes[side]));
      const rows: Float32Array[] = new Array(texts.length);
      for (const batch of batchesByLength(inputs)) {
        // A batch takes tenths of a second and blocks its thread: between two of them others may speak.
        await new Promise(setImmediate);
        if (signal?.aborted) throw cancelled();
        const found = await encoder.encode(
          batch.map((at) => inputs[at]),
          pooling,
        );
        batch.forEach((at, i) => {
          rows[at] = unitVector(found[i], dimensions, model);
        });
      }
      return rows;
    },
  };
}

const MOST_TOKENS = 512;
const BATCH = 16;

/** Positions of texts of like length together: a text is filled up to the longest of its batch, and that is computed too. */
function batchesByLength(texts: readonly string[]): number[][] {
  const order = texts.map((_, at) => at).sort((a, b) => texts[a].length - texts[b].length);
  return Array.from({ length: Math.ceil(order.length / BATCH) }, (_, i) => order.slice(i * BATCH, (i + 1) * BATCH));
}

interface Encoder {
  encode(texts: readonly string[], pooling: Pooling): Promise<Float32Array[]>;
}

async function openEncoder(options: TransformersOptions): Promise<Encoder> {
  const files = await findModelFiles(options);
  const { tokenizer, model } = await guarded(options.model, () => load(files, options), files.host);
  const maxTokens = Math.min(options.maxTokens ?? MOST_TOKENS, tokenizer.model_max_length ?? MOST_TOKENS);
  async function encode(texts: readonly string[], pooling: Pooling): Promise<Float32Array[]> {
    const inputs = tokenizer([...texts], { padding: true, truncation: true, max_length: maxTokens });
    const outputs = await model(inputs);
    const whole: TokenVectors | undefined = outputs.sentence_embedding;
    if (whole !== undefined) return rowsOf(whole);
    const tokens: TokenVectors | undefined = outputs.last_hidden_state ?? outputs.token_embeddings;
    if (tokens === undefined) throw new Error(`it gives ${Object.keys(outputs).join(', ')} and no last_hidden_state`);
    return pool(tokens, inputs.attention_mask.data, pooling);
  }
  return { encode: (texts, pooling) => guarded(options.model, () => encode(texts, pooling)) };
}

function rowsOf({ data, dims }: TokenVectors): Float32Array[] {
  const [rows, dimensions] = dims;
  return Array.from({ length: rows }, (_, row) => data.slice(row * dimensions, (row + 1) * dimensions));
}

async function load(
  files: ModelFiles,
  { cacheFolder, fetch }: TransformersOptions,
): Promise<{ tokenizer: PreTrainedTokenizer; model: PreTrainedModel }> {
  const { AutoModel, AutoTokenizer } = await importTransformers(files.host, fetch);
  const where = { cache_dir: cacheFolder, local_files_only: files.host === undefined };
  const tokenizer = await AutoTokenizer.from_pretrained(files.model, where);
  const model = await AutoModel.from_pretrained(files.model, { ...where, dtype: files.dtype, device: 'cpu' });
  return { tokenizer, model };
}

/** Its settings belong to the whole process; we set them the same for every embedder, the hub's address and who asks it excepted. */
async function importTransformers(
  host: string | undefined,
  fetch: Fetch | undefined,
): Promise<typeof import('@huggingface/transformers')> {
  const transformers = await import('@huggingface/transformers');
  const { env, LogLevel } = transformers;
  env.logLevel = LogLevel.NONE;
  env.useWasmCache = false;
  if (fetch !== undefined) env.fetch = fetch;
  if (host !== undefined) env.remoteHost = `${host}/`;
  const { wasm } = env.backends.onnx;
  // Left alone it would fetch these from a content network.
  if (wasm !== undefined) wasm.wasmPaths = { mjs: runtimeFile('mjs'), wasm: runtimeFile('wasm') };
  return transformers;
}

function runtimeFile(ending: 'mjs' | 'wasm'): string {
  const name = `ort-wasm-simd-threaded.${ending}`;
  return pathToFileURL(builtOrInstalled(`out/onnxruntime/${name}`, `onnxruntime-web/${name}`)).href;
}

const LONGEST_REASON = 200;

/** What the libraries throw says what is wrong with the files of a model, in no form that could be told apart. */
async function guarded<T>(model: string, act: () => Promise<T>, host?: string): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const isFetch = error instanceof TypeError && error.cause !== undefined;
    if (host !== undefined && isFetch) throw embedderUnreachable(host, connectionReason(error));
    const reason = error instanceof Error ? error.message : String(error);
    throw embedderModelDamaged(model, reason.replace(/\s+/g, ' ').slice(0, LONGEST_REASON));
  }
}
