/**
 * A corpus over a few lines of TypeScript-like source, for tests of what reads and shows code. It finds functions, classes
 * and their methods by their indentation, and calls by their parentheses: enough for tests written with that in mind.
 */
import type { ReadLines } from '../../src/engine/ask/pack.ts';
import type { Corpus } from '../../src/engine/index/corpus.ts';
import type { Call, Hit, Import, UnitKind } from '../../src/engine/types.ts';
import { corpusOfFiles, idOf, languageOfPath, type TinyFile, type TinyUnit } from './tiny-corpus.ts';

export interface SourceCorpus {
  readonly corpus: Corpus;
  readonly readLines: ReadLines;
  /** A hit of a search on the unit written `scope.name` or `path#scope.name`. */
  hit(symbol: string, score?: number, ...why: readonly string[]): Hit;
}

const FUNCTION = /^(export )?(?:async )?function (\w+)\(/;
const CLASS = /^(export )?class (\w+)(?: extends (\w+))?/;
const TYPE = /^(export )?(interface|type) (\w+)/;
const METHOD = /^ {2}(?:async )?(\w+)\(.*\{$/;
const KEYWORDS = new Set(['if', 'for', 'while', 'switch', 'return', 'catch', 'function']);

interface Definition {
  readonly kind: UnitKind;
  readonly name: string;
  readonly scope: string;
  readonly exported: boolean;
  readonly bases: readonly string[];
}

function definitionAt(line: string, scope: string): Definition | undefined {
  const [, exportedFunction, functionName] = FUNCTION.exec(line) ?? [];
  if (functionName)
    return { kind: 'function', name: functionName, scope: '', exported: exportedFunction !== undefined, bases: [] };
  const [, exportedClass, className, base] = CLASS.exec(line) ?? [];
  if (className)
    return { kind: 'class', name: className, scope: '', exported: exportedClass !== undefined, bases: base ? [base] : [] };
  const [, exportedType, typeKind, typeName] = TYPE.exec(line) ?? [];
  if (typeName) return { kind: typeKind as UnitKind, name: typeName, scope: '', exported: exportedType !== undefined, bases: [] };
  const [, method] = METHOD.exec(line) ?? [];
  if (!method || KEYWORDS.has(method) || scope === '') return undefined;
  return { kind: method === 'constructor' ? 'constructor' : 'method', name: method, scope, exported: true, bases: [] };
}

/** The line, 0-based, of the brace that closes what begins at `start`. */
function endOf(lines: readonly string[], start: number): number {
  if (!lines[start].endsWith('{')) return start;
  const indent = /^ */.exec(lines[start])![0];
  return lines.findIndex((line, i) => i > start && line.startsWith(`${indent}}`));
}

function docBefore(lines: readonly string[], start: number): string {
  return /^\s*\/\*\* (.*) \*\/$/.exec(lines[start - 1] ?? '')?.[1] ?? '';
}

function callsIn(lines: readonly string[], from: number, to: number, isNested: (line: number) => boolean): readonly Call[] {
  const calls: Call[] = [];
  for (let i = from; i <= to; i++) {
    if (isNested(i)) continue;
    for (const [, receiver, name] of lines[i].matchAll(/(?:([\w.]+)\.)?\b(\w+)\(/g)) {
      if (!KEYWORDS.has(name)) calls.push({ name, receiver: receiver ?? '', line: i + 1 });
    }
  }
  return calls;
}

function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(16, '0');
}

function unitOf(
  path: string,
  lines: readonly string[],
  definition: Definition,
  start: number,
  end: number,
  calls: readonly Call[],
): TinyUnit {
  const text = lines.slice(start, end + 1).join('\n');
  const signature = lines[start].trim().replace(/^export | \{$/g, '');
  const place = { startLine: start + 1, endLine: end + 1, part: 0, parts: 1 };
  return {
    path,
    record: {
      ...definition,
      ...place,
      language: languageOfPath(path),
      signature,
      doc: docBefore(lines, start),
      contentHash: hashOf(text),
    },
    calls,
  };
}

function parseSource(path: string, text: string): TinyFile {
  const lines = text.split('\n');
  const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  const file: Definition = { kind: 'skeleton', name: stem, scope: '', exported: true, bases: [] };
  const header = /^\/\/ (.*)$/.exec(lines[0])?.[1] ?? '';
  const skeleton = unitOf(path, lines, file, 0, text.endsWith('\n') ? lines.length - 2 : lines.length - 1, []);
  const units: TinyUnit[] = [{ ...skeleton, record: { ...skeleton.record, signature: '', doc: header } }];
  let holder = { name: '', end: -1 };
  for (let i = 0; i < lines.length; i++) {
    const definition = definitionAt(lines[i], i <= holder.end ? holder.name : '');
    if (definition === undefined) continue;
    const end = endOf(lines, i);
    if (definition.kind === 'class') holder = { name: definition.name, end };
    const isNested = (line: number) => definition.kind === 'class' && line > i;
    units.push(unitOf(path, lines, definition, i, end, callsIn(lines, i + 1, end, isNested)));
  }
  return { path, units, imports: importsOf(lines) };
}

function importsOf(lines: readonly string[]): readonly Import[] {
  const written = lines.map((line, i) => ({ match: /^import \{ (.*) \} from '(.*)'/.exec(line), line: i + 1 }));
  return written.flatMap(({ match, line }) => (match === null ? [] : [{ module: match[2], names: match[1].split(', '), line }]));
}

/** Files by path, in any order; `changed` are those that a reader finds different from the index. */
export function sourceCorpus(files: Readonly<Record<string, string>>, changed: readonly string[] = []): SourceCorpus {
  const paths = Object.keys(files).sort();
  const corpus = corpusOfFiles(paths.map((path) => parseSource(path, files[path])));
  const hit = (symbol: string, score = 1, ...why: readonly string[]): Hit => {
    const { id, path, startLine, endLine, kind, language, signature, doc, scope, name } = corpus.unit(idOf(corpus, symbol));
    const angles = { purpose: 0, construction: 0, place: 0, company: 0 };
    const shown = scope === '' ? name : `${scope}.${name}`;
    return { unitId: id, path, startLine, endLine, symbol: shown, kind, language, signature, doc, score, angles, why, more: [] };
  };
  const readLines: ReadLines = async (path, startLine, endLine) => {
    const text = files[path];
    return text === undefined
      ? undefined
      : { lines: text.split('\n').slice(startLine - 1, endLine), startLine, endLine, changed: changed.includes(path) };
  };
  return { corpus, readLines, hit };
}
