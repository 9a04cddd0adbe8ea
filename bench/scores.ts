/** Ranks to figures: mean reciprocal rank and recall. Pure. */

/** Where one question's answer was found, 1 is best; 0 where it was not. */
export interface Ranks {
  readonly language: string;
  /** Of the first hit in the right file. */
  readonly file: number;
  /** Of the hit that is the right function. */
  readonly function: number;
  /** Of the hit that is the right function or names it among its file's further units. */
  readonly shown: number;
}

export interface Score {
  readonly questions: number;
  readonly fileMrr: number;
  readonly fileRecall10: number;
  readonly functionMrr: number;
  readonly functionRecall10: number;
  readonly shownRecall10: number;
}

/** Enough to tell one definition, or a part of it, from all others in its file. */
export interface FoundUnit {
  readonly symbol: string;
  readonly startLine: number;
  readonly endLine: number;
}

export interface Found extends FoundUnit {
  readonly path: string;
  /** Further units of the file. */
  readonly more: readonly FoundUnit[];
}

/** A part of a long function counts as that function; an overload of the same name elsewhere in the file does not. */
export function ranksOf(wanted: FoundUnit & { readonly path: string }, found: readonly Found[]): Omit<Ranks, 'language'> {
  const isWanted = ({ symbol, startLine, endLine }: FoundUnit) =>
    symbol === wanted.symbol && wanted.startLine <= startLine && endLine <= wanted.endLine;
  const rankWhere = (test: (hit: Found) => boolean) => found.findIndex((hit) => hit.path === wanted.path && test(hit)) + 1;
  return {
    file: rankWhere(() => true),
    function: rankWhere(isWanted),
    shown: rankWhere((hit) => isWanted(hit) || hit.more.some(isWanted)),
  };
}

/** The mean of 1 ÷ rank; what was not found counts 0. */
export function meanReciprocalRank(ranks: readonly number[]): number {
  return mean(ranks.map((rank) => (rank > 0 ? 1 / rank : 0)));
}

/** The share found among the first `depth`. */
export function recallAt(depth: number, ranks: readonly number[]): number {
  return mean(ranks.map((rank) => Number(rank > 0 && rank <= depth)));
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function scoreOf(ranks: readonly Ranks[]): Score {
  const files = ranks.map(({ file }) => file);
  const functions = ranks.map((one) => one.function);
  return {
    questions: ranks.length,
    fileMrr: meanReciprocalRank(files),
    fileRecall10: recallAt(10, files),
    functionMrr: meanReciprocalRank(functions),
    functionRecall10: recallAt(10, functions),
    shownRecall10: recallAt(
      10,
      ranks.map(({ shown }) => shown),
    ),
  };
}

/** The score of each language, those with most questions first. */
export function scoresByLanguage(ranks: readonly Ranks[]): Readonly<Record<string, Score>> {
  const groups = new Map<string, Ranks[]>();
  for (const one of ranks) groups.set(one.language, [...(groups.get(one.language) ?? []), one]);
  const sorted = [...groups].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([language, group]) => [language, scoreOf(group)]));
}
