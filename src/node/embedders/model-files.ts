/** Where the files of a transformer model are: a folder, the cache of earlier downloads, or a model hub. */
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { embedderModelMissing, embedderRefused, embedderUnreachable } from '../../engine/embedder-errors.ts';
import { connectionReason } from '../connection-reason.ts';
import type { Fetch } from '../network.ts';

export interface ModelFiles {
  /** An absolute folder, or the id on the hub. */
  readonly model: string;
  /** Undefined where every file is on this machine: then nobody is contacted. */
  readonly host: string | undefined;
  readonly dtype: Dtype;
}

/** How the numbers of a model are kept, in the order in which they are wanted: small and quick before large and exact. */
const ONNX_FILES = {
  q8: 'model_quantized.onnx',
  fp32: 'model.onnx',
  int8: 'model_int8.onnx',
  uint8: 'model_uint8.onnx',
  q4: 'model_q4.onnx',
  fp16: 'model_fp16.onnx',
} as const;
export type Dtype = keyof typeof ONNX_FILES;
const DTYPES = Object.keys(ONNX_FILES) as Dtype[];

const NEEDED = ['config.json', 'tokenizer.json', 'tokenizer_config.json'];
const HUB = 'https://huggingface.co';
const PATIENCE_MS = 30_000;

export interface Whereabouts {
  readonly model: string;
  readonly cacheFolder?: string;
  readonly remoteHost?: string;
  /** Through which the hub is asked; Node's own when left out. */
  readonly fetch?: Fetch;
}

/**
 * A folder first, then the cache, then the hub, which is asked what it has before anything is downloaded.
 * @throws EngineError embedderModelMissing, embedderUnreachable, embedderRefused.
 */
export async function findModelFiles({
  model,
  cacheFolder,
  remoteHost = HUB,
  fetch = globalThis.fetch,
}: Whereabouts): Promise<ModelFiles> {
  if (isFolder(model)) return inFolder(resolve(model));
  if (!MODEL_ID.test(model)) throw embedderModelMissing(model, 'there is no such folder');
  if (cacheFolder === undefined) throw embedderModelMissing(model, 'there is no such folder, and downloads are not allowed');
  const cached = join(resolve(cacheFolder), model);
  return missingIn(cached) === undefined ? inFolder(cached) : onHub(model, remoteHost.replace(/\/+$/, ''), fetch);
}

/** As on model hubs; neither part can lead out of the cache folder. */
const MODEL_ID = /^[A-Za-z0-9][\w.-]*(\/[A-Za-z0-9][\w.-]*)?$/;

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function inFolder(folder: string): ModelFiles {
  const missing = missingIn(folder);
  if (missing !== undefined) throw embedderModelMissing(folder, `${missing} is missing`);
  return { model: folder, host: undefined, dtype: dtypeIn(folder) as Dtype };
}

function missingIn(folder: string): string | undefined {
  return (
    NEEDED.find((name) => !existsSync(join(folder, name))) ?? (dtypeIn(folder) === undefined ? 'onnx/model.onnx' : undefined)
  );
}

function dtypeIn(folder: string): Dtype | undefined {
  return DTYPES.find((dtype) => existsSync(join(folder, 'onnx', ONNX_FILES[dtype])));
}

async function onHub(model: string, host: string, fetch: Fetch): Promise<ModelFiles> {
  const has = (file: string) => askHub(`${host}/${model}/resolve/main/${file}`, host, fetch);
  const status = await has('config.json');
  if (status === 404) throw embedderModelMissing(model, `${host} does not know it`);
  if (status !== 200) throw embedderRefused(host, status, '');
  for (const dtype of DTYPES) if ((await has(`onnx/${ONNX_FILES[dtype]}`)) === 200) return { model, host, dtype };
  throw embedderModelMissing(model, `${host} has no onnx/model.onnx of it`);
}

async function askHub(url: string, host: string, fetch: Fetch): Promise<number> {
  try {
    const { status } = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(PATIENCE_MS) });
    return status;
  } catch (error) {
    throw embedderUnreachable(host, error instanceof DOMException ? 'no answer in time' : connectionReason(error));
  }
}
