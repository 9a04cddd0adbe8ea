/** The Index Doctor's findings as Markdown in the window's language. Names of files are data: they are escaped. */
import * as vscode from 'vscode';
import { codeSpan } from '../../engine/ask/printable.ts';
import type { DoctorReport, Problem, SkipReason } from '../../engine/types.ts';
import { escaped } from '../markdown.ts';
import { ageOf, count } from '../status-item.ts';
import { wordsOf } from '../words.ts';

export interface Diagnosis {
  readonly folder: string;
  /** An error where the folder could not be examined. */
  readonly report: DoctorReport | Error;
}

const MOST_PROBLEMS = 20;
const MOST_EXAMPLES = 5;

export function doctorMarkdown(diagnoses: readonly Diagnosis[]): string {
  const title = `# ${vscode.l10n.t('Index Doctor')}`;
  return [title, ...diagnoses.map(section)].join('\n\n').concat('\n');
}

function section({ folder, report }: Diagnosis): string {
  const heading = `## ${codeSpan(folder)}`;
  if (report instanceof Error) return [heading, escaped(wordsOf(report))].join('\n\n');
  return [heading, summary(report), selfTest(report), languages(report), skipped(report), problems(report)]
    .filter((part) => part !== '')
    .join('\n\n');
}

function summary(report: DoctorReport): string {
  const { l10n } = vscode;
  const rows: readonly (readonly [string, string])[] = [
    [l10n.t('Folder'), cell(report.root)],
    [l10n.t('Index'), cell(report.location)],
    [l10n.t('Files'), count(report.files)],
    [l10n.t('Definitions'), count(report.functions)],
    [l10n.t('Units'), count(report.units)],
    [l10n.t('Indexed'), `${ageOf(report.indexedAt)} (${new Date(report.indexedAt).toLocaleString(vscode.env.language)})`],
    [l10n.t('Generation'), l10n.t('{0}, in {1} segments', count(report.generation), count(report.segments))],
    [l10n.t('Size on disk'), megabytes(report.bytes)],
    [l10n.t('Embedder'), cell(report.embedder)],
    [l10n.t('Nearest neighbors'), report.nearest],
  ];
  return table([l10n.t('What is in'), ''], rows);
}

function selfTest({ selfTest }: DoctorReport): string {
  const { l10n } = vscode;
  const title = `### ${l10n.t('Self-test')}`;
  if (selfTest === undefined) return `${title}\n\n${l10n.t('No function with documentation is there to search for.')}`;
  const { query, expected, rank, elapsedMs } = selfTest;
  const what = l10n.t('Searched {0} in {1} ms; {2} was expected.', codeSpan(query), elapsedMs.toFixed(0), codeSpan(expected));
  const result =
    rank === 0
      ? `⚠ ${l10n.t('It was not found: rebuild the index, and report this if it stays so.')}`
      : `✓ ${l10n.t('It was found at rank {0}.', rank)}`;
  return `${title}\n\n${what} ${result}`;
}

function languages({ languages }: DoctorReport): string {
  const rows = Object.entries(languages).sort((a, b) => b[1] - a[1]);
  if (rows.length === 0) return '';
  return table(
    [vscode.l10n.t('Language'), vscode.l10n.t('Files')],
    rows.map(([language, files]) => [language, count(files)]),
  );
}

function skipped({ skipped }: DoctorReport): string {
  const { l10n } = vscode;
  const title = `### ${l10n.t('What is out, and why')}`;
  const rows = Object.entries(skipped) as [SkipReason, { count: number; examples: readonly string[] }][];
  if (rows.length === 0) return `${title}\n\n${l10n.t('Nothing was left out.')}`;
  const lines = rows
    .sort((a, b) => b[1].count - a[1].count)
    .map(([reason, { count: files, examples }]) => [rules()[reason], count(files), examples.map(cell).join('<br>')]);
  return `${title}\n\n${table([l10n.t('Rule'), l10n.t('Left out'), l10n.t('For example')], lines)}`;
}

function problems({ problems }: DoctorReport): string {
  const { l10n } = vscode;
  const title = `### ${l10n.t('Problems')}`;
  if (problems.length === 0) return `${title}\n\n${l10n.t('None.')}`;
  const others = problems.filter(({ kind }) => kind !== 'syntax');
  const shown = others.slice(0, MOST_PROBLEMS).map(({ path, message }) => `- ${codeSpan(path)}: ${codeSpan(message)}`);
  const rest = others.length - shown.length;
  const more = rest > 0 ? [`- ${l10n.t('… and {0} more', count(rest))}`] : [];
  return [title, '', ...shown, ...more, ...partlyParsed(problems)].join('\n');
}

/** Most often macros that no parser sees through: one line for all. Those that the engine does not name it counts in one without a path. */
function partlyParsed(problems: readonly Problem[]): readonly string[] {
  const { l10n } = vscode;
  const syntax = problems.filter(({ kind }) => kind === 'syntax');
  const paths = syntax.map(({ path }) => path).filter((path) => path !== '');
  if (paths.length === 0) return [];
  const number = paths.length < syntax.length ? l10n.t('more than {0}', count(paths.length)) : count(paths.length);
  const examples = paths.slice(0, MOST_EXAMPLES).map(codeSpan).join(', ');
  return [
    `- ${l10n.t('Files parsed only in part, whose rest is searched as plain lines: {0}', number)} (${examples}${paths.length > MOST_EXAMPLES ? ', …' : ''})`,
  ];
}

/** Every reason for which a file is left out, as a rule in words. */
function rules(): Readonly<Record<SkipReason, string>> {
  const { l10n } = vscode;
  return {
    ignored: l10n.t('Named by .gitignore, .parallaxignore or the settings'),
    excluded: l10n.t('Version control, dependencies, build output'),
    lockfile: l10n.t('Lock file of a package manager'),
    secret: l10n.t('Likely to hold secrets'),
    binary: l10n.t('Not text'),
    minified: l10n.t('Minified'),
    generated: l10n.t('Generated by a program'),
    tooLarge: l10n.t('Larger than parallax.index.maxBytes'),
    empty: l10n.t('Empty'),
    unreadable: l10n.t('May not be read'),
    undecodable: l10n.t('In no known encoding'),
    notAFile: l10n.t('Not a file: socket, pipe, device, or a link to nowhere or outside'),
  };
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A bar would end the cell, even inside a code span. */
function cell(text: string): string {
  return codeSpan(text).replaceAll('|', '\\|');
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_048_576).toLocaleString(vscode.env.language, { maximumFractionDigits: 1 })} MB`;
}
