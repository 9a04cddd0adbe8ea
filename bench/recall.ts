/** How many of the exact scan's first ten the HNSW graph finds, on this workspace's own vectors and questions. */
import { embedText } from '../src/engine/embed/bag.ts';
import { type Hnsw, openHnsw } from '../src/engine/vectors/hnsw.ts';
import type { Matrix } from '../src/engine/vectors/matrix.ts';
import { openScanner, type Scanner } from '../src/engine/vectors/scan.ts';
import { loadHnswLibrary } from '../src/node/hnsw-library.ts';
import { loadShippedModel } from '../src/node/shipped.ts';
import { median, sample, shuffled, timed } from './measure.ts';
import { textsIn } from './query-time.ts';
import { openSnapshot, type Place } from './workspace.ts';

/** On fewer rows nearly every row is a candidate, and the figure says nothing. */
const LEAST_ROWS = 3_000;
const MOST_ROWS = 60_000;
const MOST_SECONDS = 30;
const QUESTIONS = 200;
const K = 10;
/** The scan rounds questions to int16, the graph does not: scores this close are the same. */
const TIE = 1e-5;

export type RecallResult =
  | { readonly kind: 'skipped'; readonly reason: string }
  | {
      readonly kind: 'measured';
      readonly rows: number;
      readonly rowsInAll: number;
      readonly questions: number;
      readonly recall: number;
      readonly buildMsPerRow: number;
      readonly graphMs: number;
      readonly scanMs: number;
    };

/** Rows are sampled evenly, and the graph stops growing when its time is up; the exact scan sees the same rows. */
export async function measureRecall(place: Place): Promise<RecallResult> {
  const snapshot = await openSnapshot(place);
  const rowsInAll = snapshot.unitCount;
  if (rowsInAll < LEAST_ROWS) return { kind: 'skipped', reason: `${rowsInAll} rows, and fewer than ${LEAST_ROWS} say nothing` };
  const questions = sample(textsIn(snapshot).sentences, QUESTIONS);
  if (questions.length === 0) return { kind: 'skipped', reason: 'no documentation to ask questions from' };
  const rows = sampledRows(snapshot.parts.flatMap(({ segment }) => segment.whole ?? []));
  const model = await loadShippedModel();
  const vectors = questions.map((text) => embedText(model, text, 'question'));
  const graph = openHnsw(await loadHnswLibrary(), { dimensions: rows.dimensions });
  const built = await timed(() => fill(graph, rows));
  const scanner = openScanner(rows.dimensions);
  scanner.add(firstRows(rows, graph.rows));
  const compared: Compared[] = [];
  for (const vector of vectors) compared.push(await compareOne(graph, scanner, vector));
  graph.close();
  return {
    kind: 'measured',
    rows: scanner.rows,
    rowsInAll,
    questions: questions.length,
    recall: compared.reduce((sum, { recall }) => sum + recall, 0) / compared.length,
    buildMsPerRow: built.ms / scanner.rows,
    graphMs: median(compared.map(({ graphMs }) => graphMs)),
    scanMs: median(compared.map(({ scanMs }) => scanMs)),
  };
}

const SLICE = 200;

function fill(graph: Hnsw, rows: Matrix): void {
  const end = performance.now() + MOST_SECONDS * 1000;
  for (let from = 0; from < rows.rows && performance.now() < end; from += SLICE)
    graph.add(rows, from, Math.min(from + SLICE, rows.rows));
}

interface Compared {
  readonly recall: number;
  readonly graphMs: number;
  readonly scanMs: number;
}

async function compareOne(graph: Hnsw, scanner: Scanner, vector: Float32Array): Promise<Compared> {
  const exact = await timed(() => scanner.nearest(vector, K));
  const found = await timed(() => graph.nearest(vector, K) ?? []);
  const worst = exact.value[exact.value.length - 1].score - TIE;
  const recall = found.value.filter(({ score }) => score >= worst).length / exact.value.length;
  return { recall, graphMs: found.ms, scanMs: exact.ms };
}

/** In random order, because the graph may take only the first of them. */
function sampledRows(matrices: readonly Matrix[]): Matrix {
  const { dimensions } = matrices[0];
  const all = matrices.flatMap((matrix) => Array.from({ length: matrix.rows }, (_, row) => ({ matrix, row })));
  const chosen = shuffled(all).slice(0, MOST_ROWS);
  const values = new Int8Array(chosen.length * dimensions);
  chosen.forEach(({ matrix, row }, i) => {
    values.set(matrix.values.subarray(row * dimensions, (row + 1) * dimensions), i * dimensions);
  });
  return { rows: chosen.length, dimensions, values, scales: Float32Array.from(chosen, ({ matrix, row }) => matrix.scales[row]) };
}

function firstRows({ dimensions, values, scales }: Matrix, rows: number): Matrix {
  return { rows, dimensions, values: values.subarray(0, rows * dimensions), scales: scales.subarray(0, rows) };
}
