/** The shipped model, read once per test file. */
import { readFileSync } from 'node:fs';
import { loadStaticModel, type ModelOnDemand, type StaticModel } from '../../src/engine/embed/static-model.ts';

const media = new URL('../../media/model/', import.meta.url);

export function shippedModel(): StaticModel {
  const bytes = readFileSync(new URL('parallax-static.bin', media));
  const vocabulary = JSON.parse(readFileSync(new URL('parallax-static-vocab.json', media), 'utf8'));
  return loadStaticModel(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength), vocabulary);
}

/** As openEngine wants it. */
export function onDemand(model: StaticModel): ModelOnDemand {
  return { id: model.id, dimensions: model.dimensions, load: async () => model };
}
