/** Building an index from nothing, next to parsing alone. */
import { inFreshProcess } from './fresh-process.ts';
import { alternated, median, medianRatio, type Spent, spentOf, timed } from './measure.ts';
import { type MemoryUse, memoryUse } from './memory.ts';
import type { ParseTimes } from './parse-only.ts';
import { openBenchEngine, type Place } from './workspace.ts';

export interface IndexTimes {
  readonly files: number;
  readonly units: number;
  readonly functions: number;
  readonly bytesOnDisk: number;
  /** From a process in which nothing is loaded: settings, model, threads, grammars, walk, index, commit. */
  readonly cold: Spent;
  /** The same again into the same folder, in threads that have loaded and compiled everything. */
  readonly warm: Spent;
  /** After the cold index, its threads still there. */
  readonly memory: MemoryUse;
}

/** The whole engine with its real threads, as the command line opens it. */
export async function indexOnce(place: Place): Promise<IndexTimes> {
  const cold = await timed(async () => {
    const engine = await openBenchEngine(place);
    return { engine, report: await engine.index() };
  });
  const { engine, report } = cold.value;
  const memory = memoryUse();
  const warm = await timed(() => engine.index({ rebuild: true }));
  const { units } = await engine.doctor();
  await engine.close();
  const { files, functions, bytes } = report;
  return { files, functions, units, bytesOnDisk: bytes, cold: spentOf(cold), warm: spentOf(warm), memory };
}

/** One kind of comparison, cold or warm, over all runs. */
export interface IndexAgainstParsing {
  /** Index wall time ÷ parse wall time, the median of the runs. */
  readonly wallRatio: number;
  /** The same of processor time: what a machine with other work to do still shows truly. */
  readonly cpuRatio: number;
  readonly indexMs: number;
  readonly indexCpuMs: number;
  readonly parseMs: number;
  readonly parseCpuMs: number;
}

export interface IndexResult {
  readonly runs: number;
  readonly index: Omit<IndexTimes, 'cold' | 'warm'>;
  readonly parsed: Omit<ParseTimes, 'cold' | 'warm'>;
  readonly cold: IndexAgainstParsing;
  readonly warm: IndexAgainstParsing;
  readonly bytesPerUnit: number;
}

/** Every run in two fresh processes, one of which indexes and one of which only parses. The last run's index stays in `home`. */
export async function measureIndex(
  { root, home }: Place,
  runs: number,
  emptyHome: (run: number) => string,
): Promise<IndexResult> {
  const { first, second } = await alternated(
    runs,
    (run) => inFreshProcess('index', { root, home: run === runs - 1 ? home : emptyHome(run) }),
    () => inFreshProcess('parse', { root, home }),
  );
  const { cold: _c, warm: _w, ...index } = first[first.length - 1];
  const { cold: _d, warm: _x, ...parsed } = second[0];
  return {
    runs,
    index: { ...index, memory: largest(first.map(({ memory }) => memory)) },
    parsed,
    cold: compare(
      first.map(({ cold }) => cold),
      second.map(({ cold }) => cold),
    ),
    warm: compare(
      first.map(({ warm }) => warm),
      second.map(({ warm }) => warm),
    ),
    bytesPerUnit: index.bytesOnDisk / index.units,
  };
}

export function compare(index: readonly Spent[], parse: readonly Spent[]): IndexAgainstParsing {
  const [indexMs, parseMs] = [index, parse].map((side) => side.map(({ ms }) => ms));
  const [indexCpuMs, parseCpuMs] = [index, parse].map((side) => side.map(({ cpuMs }) => cpuMs));
  return {
    wallRatio: medianRatio(indexMs, parseMs),
    cpuRatio: medianRatio(indexCpuMs, parseCpuMs),
    indexMs: median(indexMs),
    indexCpuMs: median(indexCpuMs),
    parseMs: median(parseMs),
    parseCpuMs: median(parseCpuMs),
  };
}

function largest(uses: readonly MemoryUse[]): MemoryUse {
  return uses.reduce((most, use) => (use.residentBytes > most.residentBytes ? use : most));
}
