/** The outline of a file or a class, from the index alone: header, imports and one line per definition. It reads no file. */
import type { Corpus } from '../index/corpus.ts';
import type { UnitRecord } from '../types.ts';
import { estimateTokens } from './tokens.ts';

const MOST_IMPORTS = 12;
const LONGEST_HEAD = 160;
const LONGEST_DOC = 100;

function oneLine(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

/** The first sentence of a documentation comment, on one line. */
export function firstSentence(doc: string, most = 200): string {
  const line = doc.replace(/\s+/g, ' ').trim();
  const end = /[.!?](?=\s|$)|[。！？]/.exec(line);
  return oneLine(end === null ? line : line.slice(0, end.index + 1), most);
}

interface OutlineLine {
  readonly unit: UnitRecord;
  readonly text: string;
}

function isOutlined(unit: UnitRecord): boolean {
  return unit.kind !== 'window' && unit.kind !== 'skeleton' && unit.part === 0;
}

function lineOf(unit: UnitRecord, depth: number): string {
  const head = oneLine(unit.signature || unit.name, LONGEST_HEAD);
  const doc = firstSentence(unit.doc, LONGEST_DOC);
  return `${unit.startLine}: ${'  '.repeat(depth)}${head}${doc === '' ? '' : `  — ${doc}`}`;
}

/** Definitions indented by the definitions they lie in. */
function outlineLines(units: readonly UnitRecord[]): readonly OutlineLine[] {
  const open: UnitRecord[] = [];
  return units.filter(isOutlined).map((unit) => {
    while (open.length > 0 && open[open.length - 1].endLine < unit.startLine) open.pop();
    const text = lineOf(unit, open.length);
    open.push(unit);
    return { unit, text };
  });
}

/** Drops private definitions before exported ones, and later ones before earlier, until the rest fits. */
function fitted(lines: readonly OutlineLine[], head: string, maxTokens: number): readonly OutlineLine[] {
  const exportedFirst = [...lines].sort((a, b) => Number(b.unit.exported) - Number(a.unit.exported));
  const kept = new Set<OutlineLine>();
  let tokens = estimateTokens(head);
  for (const line of exportedFirst) {
    tokens += estimateTokens(`${line.text}\n`);
    if (tokens > maxTokens) break;
    kept.add(line);
  }
  return lines.filter((line) => kept.has(line));
}

function fileHead(corpus: Corpus, path: string, units: readonly UnitRecord[]): string {
  const skeleton = units.find((unit) => unit.kind === 'skeleton');
  const modules = [...new Set(corpus.imports(path).map((one) => one.module))];
  const more = modules.length > MOST_IMPORTS ? ` … +${modules.length - MOST_IMPORTS}` : '';
  return [
    skeleton?.signature ?? '',
    firstSentence(skeleton?.doc ?? '', 300),
    modules.length === 0 ? '' : `imports ${modules.slice(0, MOST_IMPORTS).join(', ')}${more}`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}

export interface Outline {
  readonly text: string;
  /** Definitions that did not fit. */
  readonly leftOut: number;
}

function outline(head: string, units: readonly UnitRecord[], maxTokens: number): Outline {
  const lines = outlineLines(units);
  const kept = fitted(lines, head, maxTokens);
  const text = [head, ...kept.map((line) => line.text)].filter((line) => line !== '').join('\n');
  return { text, leftOut: lines.length - kept.length };
}

/** Empty text for a file without definitions, header or imports. Each line of a definition begins with its line number. */
export function outlineOfFile(corpus: Corpus, path: string, maxTokens: number): Outline {
  const units = corpus.unitsOfFile(path).map((id) => corpus.unit(id));
  return outline(fileHead(corpus, path, units), units, maxTokens);
}

/** A class or module with its members, without their bodies. */
export function outlineOfUnit(corpus: Corpus, unit: UnitRecord, maxTokens: number): Outline {
  return outline('', [unit, ...membersOf(corpus, unit)], maxTokens);
}

/** Definitions that lie within the unit's lines, in order; the unit itself left out. */
export function membersOf(corpus: Corpus, unit: UnitRecord): readonly UnitRecord[] {
  const inFile = corpus.unitsOfFile(unit.path).map((id) => corpus.unit(id));
  return inFile.filter((one) => one.id !== unit.id && isOutlined(one) && isWithin(one, unit));
}

function isWithin(inner: UnitRecord, outer: UnitRecord): boolean {
  const smaller = inner.endLine - inner.startLine < outer.endLine - outer.startLine;
  return smaller && inner.startLine >= outer.startLine && inner.endLine <= outer.endLine;
}
