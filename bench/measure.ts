/** Numbers out of repeated measurements: medians, percentiles, alternation, and the clock. */
import { openRandom } from '../test/support/random-vectors.ts';

export interface Spent {
  /** Wall time. */
  readonly ms: number;
  /** Processor time of the whole process, all threads together. */
  readonly cpuMs: number;
}

/** The middle value, or the mean of the two in the middle. @throws RangeError for no values. */
export function median(values: readonly number[]): number {
  const sorted = ascending(values);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The smallest value that at least `share` (0–1) of all values do not exceed (nearest rank). @throws RangeError for no values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = ascending(values);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

function ascending(values: readonly number[]): readonly number[] {
  if (values.length === 0) throw new RangeError('There is no median of no values.');
  return [...values].sort((a, b) => a - b);
}

/** The median of the quotients of pairs: what slows down the machine for a while slows down both of a pair. */
export function medianRatio(over: readonly number[], under: readonly number[]): number {
  return median(over.map((value, i) => value / under[i]));
}

/** Runs both `runs` times in turn, in the order AB BA AB …, so that neither always comes first. */
export async function alternated<A, B>(
  runs: number,
  first: (run: number) => A | Promise<A>,
  second: (run: number) => B | Promise<B>,
): Promise<{ readonly first: readonly A[]; readonly second: readonly B[] }> {
  const results = { first: [] as A[], second: [] as B[] };
  for (let run = 0; run < runs; run++) {
    if (run % 2 === 0) results.first.push(await first(run));
    results.second.push(await second(run));
    if (run % 2 === 1) results.first.push(await first(run));
  }
  return results;
}

export async function timed<T>(work: () => T | Promise<T>): Promise<Spent & { readonly value: T }> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const value = await work();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { ms, cpuMs: (user + system) / 1000, value };
}

/** The times alone, to be sent or kept without the value. */
export function spentOf({ ms, cpuMs }: Spent): Spent {
  return { ms, cpuMs };
}

/** In an order that chance made once: the same at every run. */
export function shuffled<T>(items: readonly T[], seed = 1): readonly T[] {
  const random = openRandom(seed);
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

/** At most `count` of the items, the same ones at every run, in their own order. */
export function sample<T>(items: readonly T[], count: number, seed = 1): readonly T[] {
  const chosen = [...shuffled([...items.keys()], seed).slice(0, count)];
  return chosen.sort((a, b) => a - b).map((i) => items[i]);
}
