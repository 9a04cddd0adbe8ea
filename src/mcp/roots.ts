/** Several folders as parts of one engine, each with a name that paths begin with. */
import { basename, resolve } from 'node:path';

export interface NamedFolder {
  readonly name: string;
  /** Absolute. */
  readonly root: string;
}

/** The last part of each path; a number is added where two are alike. A folder given twice counts once. */
export function namedFolders(roots: readonly string[]): readonly NamedFolder[] {
  const taken = new Set<string>();
  return [...new Set(roots.map((root) => resolve(root)))].map((root) => {
    const plain = basename(root) || 'root';
    let name = plain;
    for (let i = 2; taken.has(name); i++) name = `${plain}-${i}`;
    taken.add(name);
    return { name, root };
  });
}
