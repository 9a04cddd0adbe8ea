/**
 * One hop through calls: which files hold what another file calls, by name. Read file by file as questions come upon them
 * and kept as long as the snapshot, because a table of the whole workspace would be paid for by the first question.
 */
import type { Corpus } from '../index/corpus.ts';

/** A name that more files define says nothing about which of them is called. */
const MOST_DEFINING = 3;

/** Different names called that make a file surely one that another builds on. */
const SURE_NAMES = 3;

export interface CallingFile {
  readonly file: number;
  readonly score: number;
}

/** What the callee map reads of a snapshot. */
export interface CalledBy extends Pick<Corpus, 'calls' | 'unitsNamed'> {
  readonly fileOfUnit: Int32Array;
  readonly firstUnitOfFile: Uint32Array;
}

export class Callees {
  readonly #snapshot: CalledBy;
  readonly #ofFile = new Map<number, ReadonlyMap<number, number>>();
  readonly #defining = new Map<string, readonly number[]>();

  constructor(snapshot: CalledBy) {
    this.#snapshot = snapshot;
  }

  /** Per file that holds what `callers` call: 0–1, 1 for the file that they lean on most. */
  of(callers: readonly CallingFile[]): ReadonlyMap<number, number> {
    const evidence = new Map<number, number>();
    for (const { file, score } of callers) {
      for (const [callee, names] of this.#calleesOf(file))
        evidence.set(callee, (evidence.get(callee) ?? 0) + score * Math.min(1, names / SURE_NAMES));
    }
    const most = Math.max(...evidence.values());
    return new Map([...evidence].map(([file, sum]) => [file, most > 0 ? sum / most : 0]));
  }

  /** Per other file: distinct names called that it defines; one of several that define a name has its share. */
  #calleesOf(file: number): ReadonlyMap<number, number> {
    const known = this.#ofFile.get(file);
    if (known) return known;
    const callees = new Map<number, number>();
    for (const name of this.#namesCalledIn(file)) {
      const files = this.#filesDefining(name);
      if (files.length > MOST_DEFINING || files.includes(file)) continue;
      for (const callee of files) callees.set(callee, (callees.get(callee) ?? 0) + 1 / files.length);
    }
    this.#ofFile.set(file, callees);
    return callees;
  }

  #namesCalledIn(file: number): ReadonlySet<string> {
    const { firstUnitOfFile } = this.#snapshot;
    const names = new Set<string>();
    for (let unit = firstUnitOfFile[file]; unit < firstUnitOfFile[file + 1]; unit++)
      for (const { name } of this.#snapshot.calls(unit)) names.add(name);
    return names;
  }

  #filesDefining(name: string): readonly number[] {
    const known = this.#defining.get(name);
    if (known) return known;
    const files = [...new Set(this.#snapshot.unitsNamed(name).map((unit) => this.#snapshot.fileOfUnit[unit]))];
    this.#defining.set(name, files);
    return files;
  }
}
