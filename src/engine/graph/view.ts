/** What has been decoded from one snapshot of the index while a question is answered: records, paths, imports. It weighs nothing. */
import type { Corpus } from '../index/corpus.ts';
import type { UnitRecord } from '../types.ts';
import { fold, importStrength, moduleAlias, type PathParts, type PreparedImport, pathParts, prepareImport } from './imports.ts';

export interface CorpusView {
  readonly corpus: Corpus;
  record(id: number): UnitRecord;
  /** The units of a file, as Corpus.unitsOfFile orders them. */
  unitsOf(path: string): readonly UnitRecord[];
  path(path: string): PathParts;
  imports(path: string): readonly PreparedImport[];
  /** How surely the file `from` imports the file `to`, 0–1. */
  imported(from: string, to: string): number;
}

function remember<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}

/** It serves one snapshot of the index, and is thrown away after one question. */
export function openView(corpus: Corpus): CorpusView {
  const record = remember((id: number) => corpus.unit(id));
  const unitsOf = remember((path: string) => corpus.unitsOfFile(path).map(record));
  const path = remember(pathParts);
  const imports = remember((from: string) => corpus.imports(from).map((one) => prepareImport(one, path(from))));
  const strengths = remember((from: string) =>
    remember((to: string) => imports(from).reduce((best, one) => Math.max(best, importStrength(one, path(from), path(to))), 0)),
  );
  return { corpus, record, unitsOf, path, imports, imported: (from, to) => strengths(from)(to) };
}

/** The import of a file that brings in `name`, as an item or as the alias of a whole module. */
export function importOf(view: CorpusView, path: string, name: string): PreparedImport | undefined {
  if (name === '') return undefined;
  const imports = view.imports(path);
  return (
    imports.find((one) => one.names.includes(name)) ??
    imports.find((one) => one.names.length === 0 && moduleAlias(one) === fold(name))
  );
}
