/** A benchmark's figures for people. */
import type { BenchmarkResult, Machine } from './benchmark.ts';
import type { EmbeddingResult } from './embedding.ts';
import type { IndexAgainstParsing, IndexResult } from './index-time.ts';
import type { QualityResult } from './quality.ts';
import type { QueryResult } from './query-time.ts';
import type { RecallResult } from './recall.ts';
import type { ReopenResult } from './reopen.ts';
import type { SavedFileResult } from './saved-file.ts';
import type { Score } from './scores.ts';

export function print({ root, machine, ...result }: BenchmarkResult): string {
  const lines = [
    `\n${root}`,
    machineLine(machine),
    ...indexLines(result.index),
    ...reopenLines(result.reopen),
    ...queryLines(result.queries),
    ...recallLines(result.recall),
    ...memoryLines(result.index, result.queries),
    ...savedFileLines(result.savedFile),
    ...embeddingLines(result.embedding),
    ...qualityLines(result.quality),
  ];
  return `${lines.join('\n')}\n`;
}

const row = (label: string, value: string) => `  ${label.padEnd(15)} ${value}`;
const times = (ratio: number) => `${ratio.toFixed(2)} ×`;
const count = (value: number) => value.toLocaleString('en-US');
const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;

function ms(value: number): string {
  return value < 10 ? `${value.toFixed(2)} ms` : `${value.toFixed(0)} ms`;
}

function machineLine({ processor, cores, node, load }: Machine): string {
  return row('machine', `${cores} cores of ${processor}, Node ${node}, load ${load.toFixed(1)} before the first run`);
}

function indexLines({ runs, index, parsed, cold, warm, bytesPerUnit }: IndexResult): readonly string[] {
  const { files, units, functions } = index;
  const perSecond = (spent: number) => `${(parsed.bytes / 1e6 / (spent / 1000)).toFixed(1)} MB/s`;
  const side = ({ wallRatio, cpuRatio, indexMs, parseMs }: IndexAgainstParsing) =>
    `${times(wallRatio)} parsing alone (${seconds(indexMs)} : ${seconds(parseMs)}); processor time ${times(cpuRatio)}`;
  return [
    row(
      'files',
      `${count(files)} (${mb(parsed.listed.bytes)} listed), of which ${count(parsed.files)} by grammar (${mb(parsed.bytes)}); ${runs} runs`,
    ),
    row('units', `${count(units)}, of which ${count(functions)} definitions; ${bytesPerUnit.toFixed(0)} bytes each on disk`),
    row('index, cold', `${side(cold)}; ${perSecond(cold.indexMs)} : ${perSecond(cold.parseMs)}`),
    row('index, warm', `${side(warm)}; ${perSecond(warm.indexMs)} : ${perSecond(warm.parseMs)}`),
  ];
}

function reopenLines({ openMs, updateMs, walkMs, overWalk }: ReopenResult): readonly string[] {
  return [
    row('reopen', `${times(overWalk)} the walk (${ms(updateMs)} : ${ms(walkMs)}); settings and model before that ${ms(openMs)}`),
  ];
}

function queryLines(queries: QueryResult): readonly string[] {
  const { questions, chinese, rows, p50, p99, scanP50, p50OverScan, p99OverP50, cpuP99OverP50 } = queries;
  const { firstMs, chineseP50, slowest } = queries;
  const inChinese = chineseP50 === undefined ? '' : `; Chinese p50 ${ms(chineseP50)}`;
  return [
    row('query', `p50 ${times(p50OverScan)} an exact scan of ${count(rows)} rows (${ms(p50)} : ${ms(scanP50)})`),
    row(
      '',
      `p99 ${times(p99OverP50)} p50 (${ms(p99)}), of processor time ${times(cpuP99OverP50)}; first ${ms(firstMs)}${inChinese}`,
    ),
    row('', `${questions} questions, ${chinese} in Chinese; slowest ${ms(slowest.ms)}: ${slowest.text.slice(0, 70)}`),
  ];
}

function recallLines(recall: RecallResult): readonly string[] {
  if (recall.kind === 'skipped') return [row('HNSW', `not measured: ${recall.reason}`)];
  const { rows, rowsInAll, buildMsPerRow, graphMs, scanMs, questions } = recall;
  return [
    row('HNSW', `recall@10 ${recall.recall.toFixed(3)} on ${count(rows)} of ${count(rowsInAll)} rows, ${questions} questions`),
    row(
      '',
      `building ${ms(buildMsPerRow)} a row; a question ${times(graphMs / scanMs)} the exact scan (${ms(graphMs)} : ${ms(scanMs)})`,
    ),
  ];
}

function memoryLines({ index }: IndexResult, { memory }: QueryResult): readonly string[] {
  const { residentBytes, peakBytes } = index.memory;
  return [
    row('memory', `${mb(residentBytes)} after indexing (peak ${mb(peakBytes)}), ${mb(memory.residentBytes)} after querying`),
  ];
}

function savedFileLines(saved: SavedFileResult | undefined): readonly string[] {
  if (saved === undefined) return [row('saved file', 'not measured: too few files have a function whose name can be changed')];
  const { firstMs, edits, medianMs, worstMs, updateMs, unseen } = saved;
  const fault = unseen.length > 0 ? [row('', `NOT FOUND after saving: ${unseen.join(', ')}`)] : [];
  const spread = `median of ${edits}, worst ${ms(worstMs)}, the first after opening ${ms(firstMs)}`;
  return [row('saved file', `${ms(medianMs)} until found, of which ${ms(updateMs)} the update (${spread})`), ...fault];
}

function embeddingLines(embedding: EmbeddingResult | undefined): readonly string[] {
  if (embedding === undefined) return [row('embedding', 'not measured: nothing here is read by grammar')];
  const { functionsPerSecond, overParsing, loadMs } = embedding;
  const speed = `${count(Math.round(functionsPerSecond))} units a second on one core`;
  return [row('embedding', `${times(overParsing)} parsing the same files; ${speed}; model loads in ${ms(loadMs)}`)];
}

function qualityLines(quality: QualityResult | undefined): readonly string[] {
  if (quality === undefined) return [];
  const { functions, candidates, leaked, all, byLanguage, dense, sparse } = quality;
  const out = leaked > 0 ? `, ${leaked} left out because documentation of them remained` : '';
  return [
    row('quality', `${functions} of ${count(candidates)} documented functions, asked for by their first sentence${out}`),
    row('', columns(['questions', 'file MRR', 'recall@10', 'function MRR', 'recall@10', 'shown@10'])),
    row('all', scoreColumns(all)),
    ...Object.entries(byLanguage).map(([language, score]) => row(`  ${language}`, scoreColumns(score))),
    row('dense alone', scoreColumns(dense)),
    row('sparse alone', scoreColumns(sparse)),
  ];
}

const columns = (cells: readonly string[]) => cells.map((cell) => cell.padStart(13)).join('');

function scoreColumns({ questions, fileMrr, fileRecall10, functionMrr, functionRecall10, shownRecall10 }: Score): string {
  const shares = [fileMrr, fileRecall10, functionMrr, functionRecall10, shownRecall10].map((share) => share.toFixed(3));
  return columns([count(questions), ...shares]);
}
