/** What comes with Parallax and is read when needed: the built-in model, its word lists, and the grammars. */
import { open, readFile } from 'node:fs/promises';
import {
  HEADER_BYTES,
  loadStaticModel,
  type ModelOnDemand,
  readHeader,
  type StaticModel,
  type Vocabulary,
} from '../engine/embed/static-model.ts';
import { assetMissing } from '../engine/errors.ts';
import type { GrammarSource } from '../engine/parse/parser.ts';
import type { Translations } from '../engine/retrieve/translate.ts';
import { assetPath } from './assets.ts';

const MODEL = 'media/model/parallax-static.bin';

/** The built-in model, loaded when it is first wanted. @throws EngineError assetMissing, modelDamaged. */
export async function openShippedModel(): Promise<ModelOnDemand> {
  const { id, dimensions } = readHeader(await readStart(MODEL, HEADER_BYTES));
  let loading: Promise<StaticModel> | undefined;
  const load = () => {
    loading ??= loadShippedModel();
    return loading;
  };
  return { id, dimensions, load };
}

/** @throws EngineError assetMissing, modelDamaged. */
export async function loadShippedModel(): Promise<StaticModel> {
  const [bytes, vocabulary] = await Promise.all([
    readAsset(MODEL),
    readJson<Vocabulary>('media/model/parallax-static-vocab.json'),
  ]);
  return loadStaticModel(bytes.buffer, vocabulary);
}

/** Chinese terms with English ones. */
export function loadTranslations(): Promise<Translations> {
  return readJson<Translations>('media/model/zh-en.json');
}

/** Copied by the build, so that they come with a bundle. */
export const shippedGrammars: GrammarSource = {
  runtime: () => readAsset('out/grammars/web-tree-sitter.wasm'),
  grammar: (name) => readAsset(`out/grammars/${name}.wasm`),
};

async function readJson<T>(name: string): Promise<T> {
  return JSON.parse(new TextDecoder().decode(await readAsset(name))) as T;
}

/** The first bytes of a shipped file, fewer where it is shorter. */
async function readStart(name: string, length: number): Promise<ArrayBuffer> {
  const path = assetPath(name);
  const file = await open(path).catch(() => {
    throw assetMissing(path);
  });
  try {
    const bytes = new Uint8Array(length);
    const { bytesRead } = await file.read(bytes, 0, length, 0);
    return bytes.buffer.slice(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** A buffer of its own: small files would otherwise share Node's pool, and typed arrays over it would not be aligned. */
async function readAsset(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const path = assetPath(name);
  const bytes = await readFile(path).catch(() => {
    throw assetMissing(path);
  });
  return bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength ? bytes : Uint8Array.from(bytes);
}
