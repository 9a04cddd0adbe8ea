/** Folders of code for the tests of trouble: generated files of several languages, and this project's own sources. */
import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openRandom } from '../support/random-vectors.ts';
import { put } from './trouble.ts';

const ROOT = join(import.meta.dirname, '..', '..');

type Random = () => number;

const words = 'retry policy queue socket parse token index merge cache buffer stream cursor folder answer vector signal'.split(
  ' ',
);

function pick<T>(items: readonly T[], random: Random): T {
  return items[Math.floor(random() * items.length)];
}

const capital = (word: string) => word[0].toUpperCase() + word.slice(1);

interface Shape {
  readonly extension: string;
  write(name: string, doc: string, callee: string): string;
}

const shapes: readonly Shape[] = [
  {
    extension: 'ts',
    write: (name, doc, callee) =>
      `/** ${doc} */\nexport function ${name}(a: number): number {\n  return ${callee}(a) + 1;\n}\n\n`,
  },
  { extension: 'py', write: (name, doc, callee) => `def ${name}(a):\n    """${doc}"""\n    return ${callee}(a) + 1\n\n` },
  { extension: 'c', write: (name, doc, callee) => `/* ${doc} */\nint ${name}(int a)\n{\n  return ${callee}(a) + 1;\n}\n\n` },
  { extension: 'go', write: (name, doc, callee) => `// ${doc}\nfunc ${name}(a int) int {\n\treturn ${callee}(a) + 1\n}\n\n` },
];

function writeFunction(shape: Shape, random: Random): string {
  const [first, second, third] = [pick(words, random), pick(words, random), Math.floor(random() * 1_000)];
  const name = `${first}${capital(second)}${third}`;
  const doc = `${capital(first)}s the ${second} that belongs to number ${third} of all.`;
  return shape.write(name, doc, `${pick(words, random)}${capital(pick(words, random))}${Math.floor(random() * 1_000)}`);
}

/** A file of a few functions; the same number gives the same path and a text that the generator draws anew. */
export async function putGenerated(root: string, i: number, random: Random): Promise<void> {
  const shape = shapes[i % shapes.length];
  const functions = Array.from({ length: 3 + Math.floor(random() * 12) }, () => writeFunction(shape, random));
  const head = shape.extension === 'go' ? 'package generated\n\n' : '';
  await put(root, `generated/${i % 17}/f${i}.${shape.extension}`, head + functions.join(''));
}

/** This project's own sources, as another folder, with their times. */
export async function copyOwnSources(root: string): Promise<void> {
  for (const folder of await readdir(join(ROOT, 'src')))
    await cp(join(ROOT, 'src', folder), join(root, folder), { recursive: true, preserveTimestamps: true });
}

export async function putCode(root: string, count: number, seed: number): Promise<void> {
  const random = openRandom(seed);
  for (let i = 0; i < count; i++) await putGenerated(root, i, random);
  await copyOwnSources(root);
}
