/**
 * A corpus written down in a few lines, for tests of the rooms that stand on one. A file per line:
 *
 *   net/client.ts: imports ./retry {decide}; class Client < Base; Client.send calls decide, this.open; -helper
 *
 * Statements are separated by `;`. `-name` is not exported; `A.b` is method b of A; `A.constructor` its constructor; a
 * first word that is a kind (class, type, macro …) sets the kind; `< X, Y` are its bases. Every unit takes ten lines.
 */
import type { CallTable, Corpus } from '../../src/engine/index/corpus.ts';
import { type Call, type Import, UNIT_KINDS, type UnitKind, type UnitRecord } from '../../src/engine/types.ts';

export interface TinyUnit {
  readonly path: string;
  readonly record: Omit<UnitRecord, 'id' | 'fileId' | 'path'>;
  readonly calls: readonly Call[];
}

export interface TinyFile {
  readonly path: string;
  readonly units: readonly TinyUnit[];
  readonly imports: readonly Import[];
}

const LANGUAGES: Readonly<Record<string, string>> = {
  ts: 'typescript', js: 'javascript', c: 'c', h: 'c', cc: 'cpp', go: 'go', py: 'python', java: 'java', kt: 'kotlin', rb: 'ruby', rs: 'rust',
}; // biome-ignore format: a table

export function languageOfPath(path: string): string {
  return LANGUAGES[path.slice(path.lastIndexOf('.') + 1)] ?? 'text';
}

const KIND_WORDS: ReadonlySet<string> = new Set(UNIT_KINDS);
const UNIT_LINES = 10;

function parseImport(words: string): Import {
  const [, module, names] = /^(\S+)(?:\s*\{(.*)\})?$/.exec(words)!;
  return { module, names: names?.split(',').map((name) => name.trim()) ?? [], line: 1 };
}

function parseCall(written: string, line: number): Call {
  const dot = written.lastIndexOf('.');
  return { receiver: dot < 0 ? '' : written.slice(0, dot), name: written.slice(dot + 1), line };
}

function kindOf(word: string | undefined, name: string, scope: string): UnitKind {
  if (word !== undefined) return word as UnitKind;
  if (scope === '') return 'function';
  return ['constructor', '__init__', 'initialize'].includes(name) ? 'constructor' : 'method';
}

function parseUnit(path: string, statement: string, startLine: number): TinyUnit {
  const [head, calls] = statement.split(/\s+calls\s+/);
  const [definition, bases] = head.split(/\s*<\s*/);
  const words = definition.split(/\s+/);
  const kind = KIND_WORDS.has(words[0]) && words.length > 1 ? words.shift() : undefined;
  const full = words[0].replace(/^-/, '');
  const dot = full.lastIndexOf('.');
  const name = full.slice(dot + 1);
  const scope = dot < 0 ? '' : full.slice(0, dot);
  return {
    path,
    record: {
      language: languageOfPath(path),
      kind: kindOf(kind, name, scope),
      name,
      scope,
      signature: `${full}()`,
      doc: '',
      startLine,
      endLine: startLine + UNIT_LINES - 1,
      part: 0,
      parts: 1,
      exported: !words[0].startsWith('-'),
      bases: bases?.split(/,\s*/) ?? [],
      contentHash: `${path}:${full}`,
    },
    calls: calls?.split(/,\s*/).map((call, i) => parseCall(call, startLine + 1 + i)) ?? [],
  };
}

function parseFile(line: string): TinyFile {
  const colon = line.indexOf(':');
  const path = line.slice(0, colon).trim();
  const statements = line
    .slice(colon + 1)
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const imports = statements.filter((one) => one.startsWith('imports '));
  const units = statements.filter((one) => !one.startsWith('imports '));
  return {
    path,
    imports: imports.map((one) => parseImport(one.slice('imports '.length))),
    units: units.map((one, i) => parseUnit(path, one, 1 + i * UNIT_LINES)),
  };
}

export function tinyCorpus(description: string): Corpus {
  const lines = description
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return corpusOfFiles(lines.map(parseFile));
}

/** A corpus over units made by hand; files should come in the order of their paths. */
export function corpusOfFiles(files: readonly TinyFile[]): Corpus {
  const units = files.flatMap((file, fileId) => file.units.map((unit) => ({ ...unit, fileId })));
  const records = units.map((unit, id): UnitRecord => ({ ...unit.record, id, fileId: unit.fileId, path: unit.path }));
  const isDefinition = (one: UnitRecord) => one.kind !== 'window' && one.kind !== 'skeleton';
  const ids = (matches: (one: UnitRecord) => boolean) => records.filter(matches).map((one) => one.id);
  return {
    generation: 1,
    unitCount: units.length,
    isLive: (id) => id >= 0 && id < units.length,
    unit: (id) => records[id],
    calls: (id) => units[id].calls,
    paths: () => files.map((file) => file.path).sort(),
    unitsOfFile: (path) => ids((one) => one.path === path),
    imports: (path) => files.find((file) => file.path === path)?.imports ?? [],
    unitsNamed: (name) => ids((one) => one.name === name && isDefinition(one)),
    unitsCalling: (name) => ids((one) => units[one.id].calls.some((call) => call.name === name)),
    callTable: () =>
      tableOf(
        records,
        units.map((unit) => unit.calls),
      ),
  };
}

function tableOf(records: readonly UnitRecord[], calls: readonly (readonly Call[])[]): CallTable {
  const names = [...new Set([...records.map((one) => one.name), ...calls.flat().map((call) => call.name)])];
  const number = new Map(names.map((name, i) => [name, i]));
  const callStart = new Uint32Array(records.length + 1);
  for (const [i, list] of calls.entries()) callStart[i + 1] = callStart[i] + list.length;
  const nameless = (one: UnitRecord) => one.kind === 'window' || one.kind === 'skeleton';
  return {
    nameCount: names.length,
    unitName: Int32Array.from(records, (one) => (nameless(one) ? -1 : number.get(one.name)!)),
    unitFile: Int32Array.from(records, (one) => one.fileId),
    callStart,
    callName: Int32Array.from(calls.flat(), (call) => number.get(call.name)!),
  };
}

/** The number of the only unit written `scope.name` (or `path#scope.name`). */
export function idOf(corpus: Corpus, symbol: string): number {
  const [path, name] = symbol.includes('#') ? symbol.split('#') : [undefined, symbol];
  for (let id = 0; id < corpus.unitCount; id++) {
    const unit = corpus.unit(id);
    const full = unit.scope === '' ? unit.name : `${unit.scope}.${unit.name}`;
    if (full === name && (path === undefined || path === unit.path)) return id;
  }
  throw new Error(`The test's corpus has no ${symbol}.`);
}
