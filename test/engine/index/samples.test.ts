import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Library } from '../../../src/engine/index/library.ts';
import { sampleFiles } from '../../../src/engine/index/samples.ts';
import { updateIndex } from '../../../src/engine/index/update.ts';
import { openParser } from '../../../src/engine/parse/parser.ts';
import { openHasher } from '../../../src/node/hasher.ts';
import { grammars } from '../../support/grammars.ts';
import { inlineDigester, ListLog, MemoryFiles, MemoryStore } from '../../support/memory-ports.ts';

/** Indexes `texts` and draws samples: their paths, in order. */
async function check(texts: Readonly<Record<string, string>>, expected: string): Promise<void> {
  const [hash, parser] = [await openHasher(), await openParser(grammars)];
  const files = new MemoryFiles(hash);
  for (const [path, text] of Object.entries(texts)) files.put(path, text);
  const library = new Library({ store: new MemoryStore(), hash, log: new ListLog(), embedder: 'none' });
  await library.openForWriting();
  const digester = inlineDigester(files, parser, undefined, hash);
  const snapshot = await updateIndex({ library, files, digester, embedder: undefined, now: files.now }, {});
  const samples = sampleFiles(snapshot).map(({ path }) => path);
  assert.equal(samples.join(' '), expected);
}

const lines = (count: number) => 'int x;\n'.repeat(count);

test('nothing is drawn from nothing', () => check({}, ''));
test('the largest of a language', () => check({ 'a.c': lines(1), 'b.c': lines(3), 'c.c': lines(2) }, 'b.c'));
test('a file that takes long to read is not drawn', () => check({ 'a.c': lines(1), 'b.c': lines(20_000) }, 'a.c'));
test('the language with most files comes first', () => check({ 'a.c': lines(1), 'b.py': 'x = 1\n', 'c.py': 'y\n' }, 'b.py a.c'));
test('no more than four languages', () => {
  const endings = ['c', 'py', 'go', 'rs', 'rb'];
  const files = endings.flatMap((ending, i) => Array.from({ length: 5 - i }, (_, n) => [`${n}.${ending}`, lines(1 + n)]));
  return check(Object.fromEntries(files), '4.c 3.py 2.go 1.rs');
});
