/** Figures of ranked answers to annotated questions: how good each is, and how sure a difference between two ways. */

export interface Scored {
  readonly repository: string;
  readonly language: string;
  readonly category: string;
  /** NDCG@10, 0–1. */
  readonly score: number;
}

const DEPTH = 10;

/** Gains at ranks, 1 is best. */
const gain = (ranks: readonly number[]) => ranks.reduce((sum, rank) => sum + 1 / Math.log2(rank + 1), 0);

/** NDCG@10 of paths, best first, where every wanted path is as good as another; a path may be given by its end. */
export function ndcg(found: readonly string[], wanted: readonly string[]): number {
  const first = found.slice(0, DEPTH);
  const ranks = wanted.map((want) => first.findIndex((path) => path === want || path.endsWith(`/${want}`)) + 1);
  const ideal = Array.from({ length: Math.min(DEPTH, wanted.length) }, (_, i) => i + 1);
  return gain([...new Set(ranks.filter((rank) => rank > 0))]) / gain(ideal);
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function grouped(scored: readonly Scored[], key: (one: Scored) => string): ReadonlyMap<string, readonly Scored[]> {
  const groups = new Map<string, Scored[]>();
  for (const one of scored) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return groups;
}

/** The mean over repositories of the mean over their questions, so that one with many questions counts no more. */
export function meanOverRepositories(scored: readonly Scored[]): number {
  return mean(
    [...grouped(scored, ({ repository }) => repository).values()].map((group) => mean(group.map(({ score }) => score))),
  );
}

export interface Difference {
  readonly mean: number;
  /** The middle 95 % of what other samples of questions would have shown. */
  readonly low: number;
  readonly high: number;
}

const SAMPLES = 2_000;

/** Of two scorings of the same questions in the same order: a paired bootstrap over questions, the same at every run. */
export function compare(over: readonly Scored[], under: readonly Scored[]): Difference {
  const sizes = new Map<string, number>();
  for (const { repository } of over) sizes.set(repository, (sizes.get(repository) ?? 0) + 1);
  const weights = over.map(({ repository }) => 1 / (sizes.get(repository) as number));
  const differences = over.map(({ score }, i) => score - under[i].score);
  const random = randomNumbers(over.length);
  const samples = Array.from({ length: SAMPLES }, () => {
    let [sum, weight] = [0, 0];
    for (let i = 0; i < differences.length; i++) {
      const drawn = random();
      sum += weights[drawn] * differences[drawn];
      weight += weights[drawn];
    }
    return sum / (weight || 1);
  }).sort((a, b) => a - b);
  const at = (share: number) => samples[Math.floor(share * (SAMPLES - 1))];
  return { mean: meanOverRepositories(over) - meanOverRepositories(under), low: at(0.025), high: at(0.975) };
}

/** Whole numbers below `limit`, always the same ones. */
function randomNumbers(limit: number): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
