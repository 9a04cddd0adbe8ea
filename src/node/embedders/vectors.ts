/** What every embedder does to the numbers that a model gives. */
import { embedderWrongShape } from '../../engine/embedder-errors.ts';

/**
 * The first `dimensions` numbers at length 1; a shorter row is an error, for a longer one the model is Matryoshka.
 * @throws EngineError embedderWrongShape.
 */
export function unitVector(row: ArrayLike<number>, dimensions: number, name: string): Float32Array {
  if (row.length < dimensions) throw embedderWrongShape(name, `${row.length} dimensions`, `${dimensions}`);
  const vector = new Float32Array(dimensions);
  let square = 0;
  for (let i = 0; i < dimensions; i++) {
    vector[i] = row[i];
    square += vector[i] * vector[i];
  }
  if (!Number.isFinite(square)) throw embedderWrongShape(name, 'infinite numbers', 'finite ones');
  const length = Math.sqrt(square);
  if (length > 0) for (let i = 0; i < dimensions; i++) vector[i] /= length;
  return vector;
}

/** What some models want before a text, to know which side it is from. */
export interface Prefixes {
  readonly question: string;
  readonly code: string;
}

export const NO_PREFIXES: Prefixes = { question: '', code: '' };

/** Long enough for any function worth one vector; models cut at 512 to 8,192 tokens themselves, and some servers refuse instead. */
export const MOST_CHARACTERS = 8000;

/** Prefix and text as they are sent: never empty, and without halves of characters, because servers refuse both. */
export function prepared(text: string, prefix: string): string {
  const kept = text.slice(0, MOST_CHARACTERS).replace(/\p{Surrogate}/gu, '\ufffd');
  return prefix + (kept.trim() === '' ? '-' : kept);
}
