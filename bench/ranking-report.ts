/** What the ranking benchmark prints: figures of the whole, and what each signal is worth, left out and added. */
import { SIGNALS, type Signal, WITHOUT_NONE, type Without } from '../src/engine/retrieve/signals.ts';
import { compare, type Difference, grouped, mean, meanOverRepositories, type Scored } from './ranking-score.ts';

/** What every other signal is added to. */
const GROUND: readonly Signal[] = ['meaning', 'words'];

/** Lines of figures and a table of signals, as they come. */
export function* report(ask: (without: Without) => readonly Scored[]): Generator<string> {
  const whole = ask(WITHOUT_NONE);
  yield* figures(whole);
  const ground = ask(new Set(SIGNALS.filter((signal) => !GROUND.includes(signal))));
  yield `meaning and words alone: ${digits(meanOverRepositories(ground))}`;
  yield '';
  yield '| signal | left out | 95 % | the held-out third | added to meaning and words | 95 % |';
  yield '|---|---:|---:|---:|---:|---:|';
  for (const signal of SIGNALS) {
    const left = ask(new Set([signal]));
    const added = ask(new Set(SIGNALS.filter((other) => other !== signal && !GROUND.includes(other))));
    const out = compare(left, whole);
    const held = compare(left.filter(isHeldOut), whole.filter(isHeldOut));
    const cells = [signal, signed(out.mean), range(out), signed(held.mean)];
    yield `| ${[...cells, ...(GROUND.includes(signal) ? ['', ''] : gained(compare(added, ground)))].join(' | ')} |`;
  }
}

/** Repositories on which no constant was chosen: every third by name, from the second. */
function isHeldOut({ repository }: Scored): boolean {
  return HELD_OUT.has(repository);
}

const HELD_OUT: ReadonlySet<string> = new Set(
  'aeson axum chi dapper flask guzzle lazy.nvim pandoc pydantic sinatra trpc'.split(' '),
);

function* figures(scored: readonly Scored[]): Generator<string> {
  const repositories = new Set(scored.map(({ repository }) => repository));
  yield `NDCG@10 ${digits(meanOverRepositories(scored))} over ${repositories.size} repositories, ${scored.length} questions`;
  yield `held-out third: ${digits(meanOverRepositories(scored.filter(isHeldOut)))}`;
  yield `by category: ${groups(scored, ({ category }) => category)}`;
  yield `by language: ${groups(scored, ({ language }) => language)}`;
  yield `mean over questions: ${digits(mean(scored.map(({ score }) => score)))}`;
}

function groups(scored: readonly Scored[], key: (one: Scored) => string): string {
  const found = [...grouped(scored, key)].map(([name, group]): [string, number] => [name, meanOverRepositories(group)]);
  return found
    .sort(([, a], [, b]) => a - b)
    .map(([name, score]) => `${name} ${score.toFixed(3)}`)
    .join(', ');
}

const digits = (score: number) => score.toFixed(4);
const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`;
const range = ({ low, high }: Difference) => `${signed(low)} … ${signed(high)}`;
const gained = (difference: Difference) => [signed(difference.mean), range(difference)];
