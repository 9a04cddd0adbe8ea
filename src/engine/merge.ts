/**
 * What several workspaces answered, as one: paths begin with the name of the part they are from, numbers are added up or
 * weighed against each other. Pure data in and out; it asks nobody.
 */
import { mapCitations } from './ask/citations.ts';
import { MESSAGES } from './ask/messages.ts';
import { printable } from './ask/printable.ts';
import type {
  Answer,
  Context,
  DoctorReport,
  Edge,
  Glance,
  Hit,
  IndexReport,
  IndexStatus,
  Problem,
  SearchResult,
  SkipReason,
  UnitRecord,
} from './types.ts';

/** What the part of this name said. */
export interface Said<T> {
  readonly name: string;
  readonly value: T;
}

const under = <T extends { readonly path: string }>(name: string, one: T): T => ({ ...one, path: `${name}/${one.path}` });

export const hitUnder = (name: string, hit: Hit): Hit => under(name, hit);
export const edgeUnder = (name: string, edge: Edge): Edge => ({
  ...edge,
  from: under<UnitRecord>(name, edge.from),
  to: under<UnitRecord>(name, edge.to),
});

export function glanceUnder(name: string, glance: Glance): Glance {
  return { ...glance, unit: under(name, glance.unit), relatives: glance.relatives.map((hit) => hitUnder(name, hit)) };
}

/** Scores compare within one result only: each result counts as much as what speaks for its first hit. */
export function mergeSearches(query: string, results: readonly Said<SearchResult>[], limit: number): SearchResult {
  const strength = results.reduce((most, { value }) => Math.max(most, value.hits.length > 0 ? value.strength : 0), 0);
  const hits = results.flatMap(({ name, value }) =>
    value.hits.map((hit) => ({ ...hitUnder(name, hit), score: rounded((hit.score * value.strength) / (strength || 1)) })),
  );
  const elapsedMs = results.reduce((most, { value }) => Math.max(most, value.elapsedMs), 0);
  return { query, hits: hits.sort((a, b) => b.score - a.score).slice(0, limit), strength, elapsedMs };
}

const rounded = (score: number) => Math.round(score * 10_000) / 10_000;

/** In the order given; what was asked for by name first. Sources are numbered anew. */
export function mergeContexts(contexts: readonly Said<Context>[], budget: number): Context {
  const [{ value: first }] = contexts;
  const chunks = contexts.flatMap(({ name, value }) => value.chunks.map((chunk) => under(name, chunk)));
  const inOrder = [...chunks.filter(({ attached }) => attached), ...chunks.filter(({ attached }) => !attached)];
  return {
    ...first,
    frame: distinct(contexts.map(({ value }) => value.frame.trim()).filter((frame) => frame !== '')).join('; '),
    chunks: inOrder.map((chunk, i) => ({ ...chunk, n: i + 1 })),
    budget,
    notSeen: notesOf(contexts),
  };
}

/** One after the other under the names of their parts. */
export function mergeAnswers(answers: readonly Said<Answer>[]): Answer {
  let offset = 0;
  const sources: Answer['sources'][number][] = [];
  const texts: string[] = [];
  const unverified: string[] = [];
  answers.forEach(({ name, value }, i) => {
    const shift = (text: string) => mapCitations(text, (n) => n + offset);
    const text = i < answers.length - 1 ? withoutNoModel(value.answer) : value.answer;
    texts.push(`${headingOf(name)}${shift(text)}`);
    sources.push(...value.sources.map((source) => ({ ...under(name, source), n: source.n + offset })));
    unverified.push(...value.unverified.map(shift));
    offset = sources.reduce((most, { n }) => Math.max(most, n), offset);
  });
  const models = distinct(answers.map(({ value }) => value.model).filter((model) => model !== 'none'));
  const count = (side: 'prompt' | 'completion') => answers.reduce((sum, { value }) => sum + value.tokens[side], 0);
  return {
    answer: texts.join('\n\n'),
    sources,
    unverified,
    notSeen: notesOf(answers),
    model: models.join(', ') || 'none',
    tokens: { prompt: count('prompt'), completion: count('completion') },
  };
}

export const headingOf = (name: string) => `**${printable(name)}**\n\n`;

/** That there is no model is said once, at the end. */
function withoutNoModel(text: string): string {
  const said = Object.values(MESSAGES).find(({ noModel }) => text.endsWith(noModel));
  return said === undefined ? text : text.slice(0, -said.noModel.length).trimEnd();
}

function notesOf(said: readonly Said<{ readonly notSeen: readonly string[] }>[]): readonly string[] {
  return said.flatMap(({ name, value }) => value.notSeen.map((note) => `${printable(name)}: ${note}`));
}

export function mergeReports(reports: readonly Said<IndexReport>[]): IndexReport {
  const sum = (pick: (report: IndexReport) => number) => reports.reduce((total, { value }) => total + pick(value), 0);
  return {
    files: sum(({ files }) => files),
    functions: sum(({ functions }) => functions),
    languages: added(reports.map(({ value }) => value.languages)),
    skipped: added(reports.map(({ value }) => value.skipped)),
    problems: problemsOf(reports),
    elapsedMs: sum(({ elapsedMs }) => elapsedMs),
    bytes: sum(({ bytes }) => bytes),
    generation: sum(({ generation }) => generation),
  };
}

/** Undefined where no part has an index. */
export function mergeStatus(statuses: readonly IndexStatus[]): IndexStatus | undefined {
  if (statuses.length === 0) return undefined;
  const sum = (pick: (status: IndexStatus) => number) => statuses.reduce((total, status) => total + pick(status), 0);
  return {
    generation: sum(({ generation }) => generation),
    files: sum(({ files }) => files),
    units: sum(({ units }) => units),
    functions: sum(({ functions }) => functions),
    // The whole is as old as its oldest part.
    indexedAt: statuses.map(({ indexedAt }) => indexedAt).sort()[0],
    embedder: distinct(statuses.map(({ embedder }) => embedder)).join(', '),
  };
}

export function mergeDoctors(reports: readonly Said<DoctorReport>[]): DoctorReport {
  const all = reports.map(({ value }) => value);
  const tested = reports.find(({ value }) => value.selfTest !== undefined);
  return {
    ...(mergeStatus(all) as IndexStatus),
    root: all.map(({ root }) => root).join(', '),
    location: all.map(({ location }) => location).join(', '),
    languages: added(all.map(({ languages }) => languages)),
    skipped: mergeSkipped(reports),
    problems: problemsOf(reports),
    bytes: all.reduce((total, { bytes }) => total + bytes, 0),
    segments: all.reduce((total, { segments }) => total + segments, 0),
    nearest: distinct(all.map(({ nearest }) => nearest)).join(', '),
    selfTest: tested?.value.selfTest && {
      ...tested.value.selfTest,
      expected: `${tested.name}/${tested.value.selfTest.expected}`,
    },
  };
}

function mergeSkipped(reports: readonly Said<DoctorReport>[]): DoctorReport['skipped'] {
  const merged: Partial<Record<SkipReason, { count: number; examples: string[] }>> = {};
  for (const { name, value } of reports) {
    for (const [reason, { count, examples }] of Object.entries(value.skipped)) {
      const known = merged[reason as SkipReason] ?? { count: 0, examples: [] };
      const more = examples.map((path) => `${name}/${path}`);
      merged[reason as SkipReason] = { count: known.count + count, examples: [...known.examples, ...more] };
    }
  }
  return merged;
}

function problemsOf(reports: readonly Said<{ readonly problems: readonly Problem[] }>[]): readonly Problem[] {
  // A problem without a path is one of the whole part.
  return reports.flatMap(({ name, value }) =>
    value.problems.map((problem) => (problem.path === '' ? problem : under(name, problem))),
  );
}

function added(counts: readonly Readonly<Partial<Record<string, number>>>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const one of counts) for (const [key, count] of Object.entries(one)) sums[key] = (sums[key] ?? 0) + (count ?? 0);
  return sums;
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
