/** Results for people: compact, the place first on a line so that terminals make it a link. */
import { promptOf } from '../engine/ask/complete.ts';
import { qualifiedName } from '../engine/qualified-name.ts';
import type { Context, DoctorReport, Edge, Hit, IndexReport, SkipReason } from '../engine/types.ts';
import type { Messages } from './messages.ts';
import { countOf, line, type Paint, plain, sizeOf } from './style.ts';

const MOST_PROBLEMS = 5;

export interface Printer {
  report(report: IndexReport): string;
  hits(hits: readonly Hit[]): string;
  edges(edges: readonly Edge[], end: 'from' | 'to'): string;
  doctor(report: DoctorReport): string;
  /** Word for word what a model would read, and what it would not see. */
  context(context: Context): string;
}

export function openPrinter(messages: Messages, paint: Paint): Printer {
  return { report, hits, edges, doctor, context };

  function report({ files, functions, elapsedMs, bytes, skipped, problems }: IndexReport): string {
    const seconds = (elapsedMs / 1000).toFixed(1);
    const lines = [messages.indexed({ files: countOf(files), functions: countOf(functions), seconds, size: sizeOf(bytes) })];
    const counts = Object.entries(skipped).map(
      ([reason, count]) => `${countOf(count)} ${messages.skipped[reason as SkipReason]}`,
    );
    if (counts.length > 0) lines.push(messages.notIndexed(counts.join(', ')));
    return ended([...lines, ...problemLines(problems)]);
  }

  function problemLines(problems: IndexReport['problems']): string[] {
    if (problems.length === 0) return [];
    const shown = problems.slice(0, MOST_PROBLEMS).map(({ path, message }) => `  ${line(path)}: ${line(message)}`);
    const rest = problems.length - shown.length;
    return [messages.problems(problems.length), ...shown, ...(rest > 0 ? [`  ${messages.andMore(rest)}`] : [])];
  }

  function hits(all: readonly Hit[]): string {
    return ended(all.length > 0 ? all.flatMap(hitLines) : [messages.noHits]);
  }

  function hitLines(hit: Hit): string[] {
    const head = [place(hit.path, hit.startLine), paint.strong(line(hit.symbol)), paint.faint(hit.kind)];
    const lines = [head.filter(Boolean).join('  ')];
    if (hit.signature) lines.push(`    ${line(hit.signature)}`);
    if (hit.why.length > 0) lines.push(`    ${paint.faint(line(hit.why.join('; ')))}`);
    const more = hit.more.map(({ symbol, startLine }) => `${line(symbol)}:${startLine}`);
    if (more.length > 0) lines.push(`    ${paint.faint(`+ ${more.join(', ')}`)}`);
    return lines;
  }

  function edges(all: readonly Edge[], end: 'from' | 'to'): string {
    return ended(all.length > 0 ? all.map((edge) => edgeLine(edge, end)) : [messages.noEdges]);
  }

  /** A caller is shown where it calls, a callee where it is defined. */
  function edgeLine(edge: Edge, end: 'from' | 'to'): string {
    const unit = edge[end];
    const at = place(unit.path, end === 'from' ? edge.line : unit.startLine);
    return `${at}  ${paint.strong(line(qualifiedName(unit)))}  ${paint.faint(messages.confidence(Math.round(edge.confidence * 100)))}`;
  }

  function doctor(report: DoctorReport): string {
    const name = messages.doctor;
    const languages = Object.entries(report.languages).sort(([, a], [, b]) => b - a);
    const rows: [string, string][] = [
      [name.root, report.root],
      [name.location, report.location],
      [name.indexedAt, `${report.indexedAt} (${report.generation})`],
      [name.files, messages.holds(countOf(report.files), countOf(report.units), countOf(report.functions))],
      [name.languages, languages.map(([language, count]) => `${language} ${countOf(count)}`).join(', ')],
      [name.size, `${sizeOf(report.bytes)} (${report.segments})`],
      [name.embedder, report.embedder],
      [name.nearest, report.nearest],
      [name.selfTest, selfTest(report.selfTest)],
    ];
    const lines = rows.map(([title, value]) => `${paint.strong(title)}: ${line(value)}`);
    return ended([...lines, ...skippedLines(report.skipped), ...problemLines(report.problems)]);
  }

  function context({ notSeen, ...sent }: Context): string {
    const parts = promptOf({ ...sent, notSeen }).map(
      ({ role, content }) => `${paint.strong(`=== ${role} ===`)}\n${plain(content)}`,
    );
    return ended([parts.join('\n\n'), '', ...notSeen.map((note) => paint.faint(`- ${line(note)}`))]);
  }

  function skippedLines(skipped: DoctorReport['skipped']): string[] {
    const entries = Object.entries(skipped);
    if (entries.length === 0) return [];
    const lines = entries.map(([reason, { count, examples }]) => {
      const some = examples.slice(0, 3).map(line).join(', ');
      return `  ${messages.skipped[reason as SkipReason]} ${countOf(count)}${some && `: ${some}${count > 3 ? ', …' : ''}`}`;
    });
    return [paint.strong(messages.doctor.skipped), ...lines];
  }

  function selfTest(test: DoctorReport['selfTest']): string {
    if (!test) return messages.noSelfTest;
    const outcome = test.rank > 0 ? messages.selfTestFound(test.rank) : messages.selfTestLost;
    return `"${test.query}" -> ${test.expected}: ${outcome}, ${test.elapsedMs.toFixed(1)} ms`;
  }

  function place(path: string, startLine: number): string {
    return paint.place(`${line(path)}:${startLine}`);
  }
}

/** Whatever comes from outside was made plain before it was painted. */
function ended(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
