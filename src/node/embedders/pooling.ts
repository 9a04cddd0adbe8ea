/** From one vector per token to one per text. Knows numbers; not which model they are of. */

export type Pooling = 'mean' | 'cls' | 'last_token';

/** Row-major numbers of a model's output, texts × tokens × dimensions. */
export interface TokenVectors {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/** `mask` is texts × tokens, 0 where a text was filled up to the length of the longest. A text without tokens gives zeros. */
export function pool({ data, dims }: TokenVectors, mask: ArrayLike<bigint>, pooling: Pooling): Float32Array[] {
  const [texts, tokens, dimensions] = dims;
  return Array.from({ length: texts }, (_, text) => {
    const used = tokenRange(mask, text * tokens, tokens, pooling);
    const sum = new Float32Array(dimensions);
    for (const token of used) {
      const at = (text * tokens + token) * dimensions;
      for (let i = 0; i < dimensions; i++) sum[i] += data[at + i] / used.length;
    }
    return sum;
  });
}

/** Which tokens of a text count. A text may be filled up on either side. */
function tokenRange(mask: ArrayLike<bigint>, from: number, tokens: number, pooling: Pooling): number[] {
  const real = Array.from({ length: tokens }, (_, token) => token).filter((token) => Number(mask[from + token]) !== 0);
  if (pooling === 'cls') return real.slice(0, 1);
  return pooling === 'last_token' ? real.slice(-1) : real;
}
