/** Seeded vectors for tests and measurements: the same seed gives the same numbers on every machine. */

/** Uniform numbers in [0, 1) (mulberry32). */
export function openRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface VectorShape {
  readonly rows: number;
  readonly dimensions: number;
  readonly seed: number;
  /** How many centres the rows gather around; 0 for rows in all directions alike. */
  readonly clusters?: number;
  /** Length of a row's own part beside its centre's; 0.7 when left out. */
  readonly spread?: number;
}

/** L2-normalised rows, one after another. */
export function randomRows({ rows, dimensions, seed, clusters = 0, spread = 0.7 }: VectorShape): Float32Array {
  const random = openRandom(seed);
  const centres = Array.from({ length: clusters }, () => direction(dimensions, openRandom(1 + Math.floor(random() * 2 ** 31))));
  const all = new Float32Array(rows * dimensions);
  for (let row = 0; row < rows; row++) {
    const own = direction(dimensions, random);
    const centre = centres[Math.floor(random() * clusters)];
    if (centre !== undefined) for (let i = 0; i < dimensions; i++) own[i] = centre[i] + spread * own[i];
    all.set(normalised(own), row * dimensions);
  }
  return all;
}

export interface BagShape {
  readonly rows: number;
  readonly dimensions: number;
  readonly seed: number;
  /** Words per row: some 40 for a function, five for a question. */
  readonly words: number;
}

const VOCABULARY = 3000;

/** Rows as the built-in model makes them: sums of word vectors, a few words being in nearly every row. Rows of any seed share the words. */
export function bagRows({ rows, dimensions, seed, words }: BagShape): Float32Array {
  const random = openRandom(seed);
  const vocabulary = randomRows({ rows: VOCABULARY, dimensions, seed: 1 });
  const all = new Float32Array(rows * dimensions);
  for (let row = 0; row < rows; row++) {
    const sum = new Float32Array(dimensions);
    for (let i = 0; i < words; i++) {
      const word = Math.floor(VOCABULARY ** random()) - 1; // The n-th word is n times rarer than the first (Zipf).
      for (let d = 0; d < dimensions; d++) sum[d] += vocabulary[word * dimensions + d] * Math.log(2 + word);
    }
    all.set(normalised(sum), row * dimensions);
  }
  return all;
}

export function rowOf(rows: Float32Array, dimensions: number, row: number): Float32Array {
  return rows.subarray(row * dimensions, (row + 1) * dimensions);
}

/** Gaussian components (Box–Muller) make every direction equally likely. */
function direction(dimensions: number, random: () => number): Float32Array {
  const gauss = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return normalised(Float32Array.from({ length: dimensions }, gauss));
}

function normalised(row: Float32Array): Float32Array {
  const length = Math.hypot(...row);
  return row.map((value) => value / length);
}
