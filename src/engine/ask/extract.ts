/**
 * The answer without a language model: the most relevant units with their reasons, signatures, documentation, callers,
 * callees and key lines, as Markdown with the same numbered sources. It extracts; it concludes nothing. Text that comes
 * from code is written so that Markdown neither follows nor loads anything in it.
 */
import { callees, callers } from '../graph/neighbours.ts';
import type { Corpus } from '../index/corpus.ts';
import type { UnitKind, UnitRecord } from '../types.ts';
import type { Messages } from './messages.ts';
import { firstSentence, membersOf } from './outline.ts';
import type { Chunk, Pack } from './pack.ts';
import { codeSpan, fenced } from './printable.ts';
import { scoreLines, type Terms } from './relevance.ts';
import { symbolOf, type Target } from './target.ts';
import { labelOf, sureEdges } from './wants.ts';

export interface ExtractInput {
  readonly corpus: Corpus;
  readonly pack: Pack;
  readonly terms: Terms;
  readonly messages: Messages;
  /** The units the answer is about, best first. */
  readonly focus: readonly UnitRecord[];
  /** What was pointed at; undefined for a question. */
  readonly target?: Target;
}

const DETAILED = 3;
const MOST_FURTHER = 6;
const MOST_NEIGHBOURS = 5;
/** Callers counted; past this it only says that there are more. */
const MOST_CALLERS = 50;
const MOST_MEMBERS = 15;
const MOST_FILES = 20;
const KEY_LINES = 3;
/** Key lines of a function this short are all of it; its source is one step away. */
const LEAST_LINES_FOR_KEY = 4;

export function extractAnswer(input: ExtractInput): string {
  const { messages, pack, focus } = input;
  if (pack.chunks.length === 0) return messages.nothingFound;
  const sections = [
    ...overview(input),
    ...focus.slice(0, DETAILED).map((unit, i) => describe(input, unit, i === 0 ? messages.closest : '')),
    further(input, focus.slice(DETAILED, DETAILED + MOST_FURTHER), messages.otherMatches),
    related(input),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

/** For a file its definitions, for a folder its files; nothing for the rest. */
function overview(input: ExtractInput): readonly string[] {
  const { corpus, messages, target, pack } = input;
  if (target?.kind === 'folder')
    return [
      list(
        messages.files,
        pack.chunks
          .filter(isFileOutline)
          .slice(0, MOST_FILES)
          .map((chunk) => fileLine(input, chunk)),
      ),
    ];
  if (target?.kind !== 'file') return [];
  const units = corpus.unitsOfFile(target.path).map((id) => corpus.unit(id));
  const skeleton = units.find((unit) => unit.kind === 'skeleton');
  return [
    docOf(skeleton),
    members(
      input,
      units.filter((unit) => symbolOf(unit) !== '' && unit.part === 0),
    ),
  ];
}

function isFileOutline(chunk: Chunk): boolean {
  return chunk.symbol === '' && chunk.startLine === 1;
}

function fileLine({ corpus }: ExtractInput, chunk: Chunk): string {
  const doc = chunk.unitId < 0 ? '' : firstSentence(corpus.unit(chunk.unitId).doc);
  return `${codeSpan(chunk.path)} [${chunk.n}]${doc === '' ? '' : ` — ${plain(doc)}`}`;
}

function members({ messages }: ExtractInput, units: readonly UnitRecord[]): string {
  const lines = units.slice(0, MOST_MEMBERS).map((unit) => {
    const doc = firstSentence(unit.doc);
    return `${codeSpan(symbolOf(unit))} (${unit.startLine}–${unit.endLine})${doc === '' ? '' : ` — ${plain(doc)}`}`;
  });
  const more = units.length - lines.length;
  return list(messages.members, more > 0 ? [...lines, messages.more(`${more}`)] : lines);
}

function list(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [`**${title}**`, ...lines.map((line) => `- ${line}`)].join('\n');
}

/** One unit in full: where, what its author says of it, why it was chosen, whom it works with, its key lines. */
function describe(input: ExtractInput, unit: UnitRecord, title: string): string {
  const { messages, target, corpus } = input;
  const chunk = chunkOf(input.pack, unit);
  const heading = `${codeSpan(labelOf(unit))}${cite(chunk)} — ${plain(messages.location(unit.path, unit.startLine, unit.endLine))}`;
  const facts = [
    chunk === undefined || target !== undefined ? '' : `${messages.why} — ${plain(chunk.reason)}`,
    unit.bases.length === 0 ? '' : `${messages.basesLabel} — ${unit.bases.map(codeSpan).join(', ')}`,
    calledBy(input, unit),
    calls(input, unit),
  ].filter((fact) => fact !== '');
  return [
    title === '' || target !== undefined ? `**${heading}**` : `**${title} — ${heading}**`,
    unit.signature === '' ? '' : codeSpan(unit.signature),
    docOf(unit),
    facts.map((fact) => `- ${fact}`).join('\n'),
    target === undefined || unit.kind !== 'class' ? '' : members(input, membersOf(corpus, unit)),
    chunk === undefined ? '' : keyLines(input, chunk, unit.doc),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function docOf(unit: UnitRecord | undefined): string {
  return unit === undefined || unit.doc === '' ? '' : `> ${plain(unit.doc.replace(/\s+/g, ' ').trim())}`;
}

/** Of the other kinds it says nothing that nobody calls them. */
const CALLED: ReadonlySet<UnitKind> = new Set(['function', 'method', 'constructor', 'macro']);

function calledBy({ corpus, messages, pack }: ExtractInput, unit: UnitRecord): string {
  if (symbolOf(unit) === '') return '';
  const edges = sureEdges(callers(corpus, unit.id, MOST_CALLERS), MOST_CALLERS);
  const named = edges.slice(0, MOST_NEIGHBOURS).map((edge) => neighbour(pack, edge.from, edge.line));
  if (named.length === 0) return CALLED.has(unit.kind) ? `${messages.calledByLabel} — ${messages.nobodyCalls}` : '';
  const more =
    edges.length > named.length
      ? `, ${messages.more(`${edges.length - named.length}${edges.length === MOST_CALLERS ? '+' : ''}`)}`
      : '';
  return `${messages.calledByLabel} — ${named.join(', ')}${more}`;
}

function calls({ corpus, messages, pack }: ExtractInput, unit: UnitRecord): string {
  const edges = sureEdges(callees(corpus, unit.id), MOST_NEIGHBOURS);
  return edges.length === 0
    ? ''
    : `${messages.callsLabel} — ${edges.map((edge) => neighbour(pack, edge.to, edge.to.startLine)).join(', ')}`;
}

/** By its source number where it is shown, by its place where it is not. */
function neighbour(pack: Pack, unit: UnitRecord, line: number): string {
  const chunk = chunkOf(pack, unit);
  return chunk === undefined
    ? `${codeSpan(labelOf(unit))} (${plain(unit.path)}:${line})`
    : `${codeSpan(labelOf(unit))}${cite(chunk)}`;
}

/** The chunk that shows the unit, or lines around it. */
function chunkOf(pack: Pack, unit: UnitRecord): Chunk | undefined {
  const holds = (chunk: Chunk) => chunk.path === unit.path && chunk.startLine <= unit.startLine && unit.endLine <= chunk.endLine;
  return (
    pack.chunks.find((chunk) => chunk.unitId === unit.id) ?? pack.chunks.find((chunk) => holds(chunk) && !isFileOutline(chunk))
  );
}

function cite(chunk: Chunk | undefined): string {
  return chunk === undefined ? '' : ` [${chunk.n}]`;
}

/** Documentation is told above; its lines are no news. */
function isDocumentation(line: string, doc: string): boolean {
  const words = line.replace(/^\W+|\W+$/g, '');
  return words.length > 8 && doc.includes(words);
}

function keyLines({ terms, messages }: ExtractInput, chunk: Chunk, doc: string): string {
  const lines = chunk.text.split('\n');
  if (isFileOutline(chunk) || lines.length < LEAST_LINES_FOR_KEY) return '';
  const scores = scoreLines(lines, terms);
  // The first line is the signature, which stands above already.
  const best = lines
    .map((_, i) => i)
    .slice(1)
    .filter((i) => scores[i] > 0 && !isDocumentation(lines[i], doc))
    .sort((a, b) => scores[b] - scores[a] || a - b);
  const chosen = best.slice(0, KEY_LINES).sort((a, b) => a - b);
  if (chosen.length === 0) return '';
  const isWhole = lines.length === chunk.endLine - chunk.startLine + 1;
  const shown = chosen
    .map((i) => (isWhole ? `${chunk.startLine + i}: ${lines[i].trim()}` : lines[i].trim()).slice(0, 200))
    .join('\n');
  return `${messages.keyLines}${cite(chunk)}\n\n${fenced(shown, chunk.language)}`;
}

function further(input: ExtractInput, units: readonly UnitRecord[], title: string): string {
  return list(
    title,
    units.map((unit) => oneLine(input, unit, chunkOf(input.pack, unit))),
  );
}

function oneLine({ messages }: ExtractInput, unit: UnitRecord, chunk: Chunk | undefined): string {
  const doc = firstSentence(unit.doc);
  const place = plain(messages.location(unit.path, unit.startLine, unit.endLine));
  return `${codeSpan(labelOf(unit))}${cite(chunk)} — ${place}${doc === '' ? '' : ` — ${plain(doc)}`}`;
}

/** Sources that the text above has not spoken of: similar code, types, neighbours of neighbours. */
function related(input: ExtractInput): string {
  const { corpus, pack, focus, messages } = input;
  const told = new Set([...focus.slice(0, DETAILED + MOST_FURTHER)].map((unit) => chunkOf(pack, unit)?.n));
  const rest = pack.chunks.filter((chunk) => !told.has(chunk.n) && chunk.unitId >= 0 && !isFileOutline(chunk));
  return list(
    messages.relatedCode,
    rest.map((chunk) => `${oneLine(input, corpus.unit(chunk.unitId), chunk)} (${plain(chunk.reason)})`),
  );
}

/** Text of a source file as Markdown that shows it as it is: no link, no image, no HTML, no citation. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}]+/gu, ' ').replace(/[\\`[\]<]/g, '\\$&');
}
