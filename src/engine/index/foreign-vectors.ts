/** Vectors of a segment whose embedding comes from outside: the same sections as the built-in model fills. */
import { addAngles } from '../embed/angles.ts';
import { normaliseLength } from '../embed/bag.ts';
import type { Embedder } from '../ports.ts';
import { ANGLES, type Angle } from '../types.ts';
import type { Sections } from './container.ts';
import { GrowingRows } from './growing-rows.ts';

/** Texts handed over at once: the embedder makes requests of its own size of them. */
const TEXTS_AT_ONCE = 256;

/** `texts` holds four per unit in the order of ANGLES. Foreign models are not Matryoshka: angles keep all dimensions. */
export async function vectorSections(embedder: Embedder, texts: readonly string[], signal?: AbortSignal): Promise<Sections> {
  const { dimensions } = embedder;
  const [whole, angles] = [new GrowingRows(dimensions), new GrowingRows(dimensions)];
  const sum = new Float32Array(dimensions);
  for (let from = 0; from < texts.length; from += TEXTS_AT_ONCE) {
    const rows = await embedder.embed(texts.slice(from, from + TEXTS_AT_ONCE), 'code', signal);
    for (let i = 0; i < rows.length; i += ANGLES.length) {
      addAngles(sum, Object.fromEntries(ANGLES.map((angle, a) => [angle, rows[i + a]])) as Record<Angle, Float32Array>);
      normaliseLength(sum);
      whole.push(sum);
      for (let a = 0; a < ANGLES.length; a++) angles.push(rows[i + a]);
    }
  }
  const [wholeRows, angleRows] = [whole.finish(), angles.finish()];
  return {
    vectorDimensions: Uint32Array.of(dimensions, dimensions),
    wholeValues: wholeRows.values,
    wholeScales: wholeRows.scales,
    angleValues: angleRows.values,
    angleScales: angleRows.scales,
  };
}
