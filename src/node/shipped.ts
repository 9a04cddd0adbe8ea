/** What comes with Parallax and is read when needed: the built-in model, its word lists, and the grammars. */
import { readFile } from 'node:fs/promises';
import { loadStaticModel, type StaticModel, type Vocabulary } from '../engine/embed/static-model.ts';
import { assetMissing } from '../engine/errors.ts';
import type { GrammarSource } from '../engine/parse/parser.ts';
import type { Translations } from '../engine/retrieve/question.ts';
import { assetPath } from './assets.ts';

/** @throws EngineError assetMissing, modelDamaged. */
export async function loadShippedModel(): Promise<StaticModel> {
  const [bytes, vocabulary] = await Promise.all([
    readAsset('media/model/parallax-static.bin'),
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

/** A buffer of its own: small files would otherwise share Node's pool, and typed arrays over it would not be aligned. */
async function readAsset(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const path = assetPath(name);
  const bytes = await readFile(path).catch(() => {
    throw assetMissing(path);
  });
  return bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength ? bytes : Uint8Array.from(bytes);
}
