/** Answering questions in a process that has the index open, next to one exact scan over the same rows. */
import { embedText } from '../src/engine/embed/bag.ts';
import type { Engine } from '../src/engine/engine.ts';
import { isDefinition, type Snapshot } from '../src/engine/index/snapshot.ts';
import { loadShippedModel, loadTranslations } from '../src/node/shipped.ts';
import { median, percentile, type Spent, sample, spentOf, timed } from './measure.ts';
import { type MemoryUse, memoryUse } from './memory.ts';
import { chineseWords, inChinese, questionOf } from './questions.ts';
import { openBenchEngine, openSnapshot, type Place, scannerOver } from './workspace.ts';

const SENTENCES = 180;
const NAMES = 120;
const CHINESE_SHARE = 0.1;
const WARM_UP = 30;

export interface QueryResult {
  readonly questions: number;
  readonly chinese: number;
  readonly rows: number;
  /** From the opened engine's first question to its answer. */
  readonly firstMs: number;
  readonly p50: number;
  readonly p99: number;
  readonly scanP50: number;
  readonly p50OverScan: number;
  readonly p99OverScan: number;
  readonly p99OverP50: number;
  /** The same of processor time, which other work on the machine does not lengthen as it does the rarest wall times. */
  readonly cpuP50: number;
  readonly cpuP99: number;
  readonly cpuP99OverP50: number;
  readonly chineseP50: number | undefined;
  /** The question that took longest, and how long. */
  readonly slowest: { readonly text: string; readonly ms: number };
  /** With the index open, after all questions. */
  readonly memory: MemoryUse;
}

/** Each question's time is its median over the rounds, so that the percentiles are of questions and not of the machine's pauses. */
export async function measureQueries({ place, runs }: { place: Place; runs: number }): Promise<QueryResult> {
  const questions = await questionsFor(place);
  const engine = await openBenchEngine(place);
  const first = await timed(() => engine.search({ text: questions[0].text }));
  for (const { text } of questions.slice(0, WARM_UP)) await engine.search({ text });
  const scan = await openScan(place);
  const times = await timeAll(engine, scan.run, questions, 2 * runs + 1);
  scan.close();
  const memory = memoryUse();
  await engine.close();
  return { ...summary(questions, times), rows: scan.rows, firstMs: first.ms, memory };
}

interface Question {
  readonly text: string;
  readonly chinese: boolean;
}

/** Milliseconds, each the median over the rounds. */
interface QuestionTime {
  readonly search: number;
  readonly searchCpu: number;
  readonly scan: number;
}

async function timeAll(
  engine: Engine,
  scan: (text: string) => Promise<number>,
  questions: readonly Question[],
  rounds: number,
): Promise<readonly QuestionTime[]> {
  const searches: Spent[][] = questions.map(() => []);
  const scans: number[][] = questions.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, { text }] of questions.entries()) {
      if ((round + i) % 2 === 0) scans[i].push(await scan(text));
      searches[i].push(spentOf(await timed(() => engine.search({ text }))));
      if ((round + i) % 2 === 1) scans[i].push(await scan(text));
    }
  }
  return questions.map((_, i) => ({
    search: median(searches[i].map(({ ms }) => ms)),
    searchCpu: median(searches[i].map(({ cpuMs }) => cpuMs)),
    scan: median(scans[i]),
  }));
}

/** One exact scan: the question's vector against every row. Making the vector is not counted. */
async function openScan(place: Place): Promise<{ rows: number; run(text: string): Promise<number>; close(): void }> {
  const [snapshot, model] = await Promise.all([openSnapshot(place), loadShippedModel()]);
  const scanner = scannerOver(snapshot);
  const scores = new Float32Array(scanner.rows);
  const run = async (text: string) => {
    const vector = embedText(model, text, 'question');
    return (await timed(() => scanner.scores(vector, scores))).ms;
  };
  return { rows: scanner.rows, run, close: () => scanner.close() };
}

function summary(
  questions: readonly Question[],
  times: readonly QuestionTime[],
): Omit<QueryResult, 'rows' | 'firstMs' | 'memory'> {
  const searches = times.map(({ search }) => search);
  const searchesCpu = times.map(({ searchCpu }) => searchCpu);
  const [p50, p99] = [percentile(searches, 0.5), percentile(searches, 0.99)];
  const [cpuP50, cpuP99] = [percentile(searchesCpu, 0.5), percentile(searchesCpu, 0.99)];
  const scanP50 = percentile(
    times.map(({ scan }) => scan),
    0.5,
  );
  const chinese = searches.filter((_, i) => questions[i].chinese);
  const slowest = searches.indexOf(Math.max(...searches));
  return {
    questions: questions.length,
    chinese: chinese.length,
    p50,
    p99,
    scanP50,
    p50OverScan: p50 / scanP50,
    p99OverScan: p99 / scanP50,
    p99OverP50: p99 / p50,
    cpuP50,
    cpuP99,
    cpuP99OverP50: cpuP99 / cpuP50,
    chineseP50: chinese.length > 0 ? percentile(chinese, 0.5) : undefined,
    slowest: { text: questions[slowest].text, ms: searches[slowest] },
  };
}

/** Sentences of the workspace's documentation, names of its definitions, and a tenth of the sentences' kind in Chinese. */
async function questionsFor(place: Place): Promise<readonly Question[]> {
  const snapshot = await openSnapshot(place);
  const words = chineseWords(await loadTranslations());
  const { sentences, names } = textsIn(snapshot);
  const own = [...sample(sentences, SENTENCES), ...sample(names, NAMES)];
  const translated = sample(sentences, SENTENCES, 2).flatMap((sentence) => inChinese(sentence, words) ?? []);
  const chinese = sample(translated, Math.ceil(own.length * CHINESE_SHARE));
  const all = [...own.map((text) => ({ text, chinese: false })), ...chinese.map((text) => ({ text, chinese: true }))];
  return all.length > 0 ? all : [{ text: 'where does it start', chinese: false }];
}

/** No name is asked twice, however many definitions bear it. */
export function textsIn(snapshot: Snapshot): { readonly sentences: readonly string[]; readonly names: readonly string[] } {
  const sentences = new Set<string>();
  const names = new Set<string>();
  for (const { segment, firstUnit } of snapshot.parts) {
    for (let local = 0; local < segment.unitCount; local++) {
      if (!isDefinition(segment, local) || !snapshot.isLive(firstUnit + local)) continue;
      const { doc, name } = segment.unit(local);
      const sentence = questionOf(doc, name);
      if (sentence) sentences.add(sentence);
      if (name.length > 2) names.add(name);
    }
  }
  return { sentences: [...sentences], names: [...names] };
}
