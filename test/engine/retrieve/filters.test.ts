import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isEngineError } from '../../../src/engine/errors.ts';
import type { Snapshot } from '../../../src/engine/index/snapshot.ts';
import { acceptFiles } from '../../../src/engine/retrieve/filters.ts';

const paths = ['src/a.ts', 'src/deep/b.c', 'README.md', 'app/(shop)/page.c'];
const snapshot = { pathOfFile: (file: number) => paths[file], languageOfFile: () => 'typescript' } as unknown as Snapshot;

function check(path: string, expected: readonly string[]) {
  test(`${path} lets through ${expected}`, () => {
    const accepts = acceptFiles({ text: '', path }, snapshot);
    assert.deepEqual(
      paths.filter((_, file) => accepts(file)),
      expected,
    );
  });
}
check('src/**', ['src/a.ts', 'src/deep/b.c']);
check('*.c', ['src/deep/b.c', 'app/(shop)/page.c']);
check('app/(shop)/*', ['app/(shop)/page.c']);
check('(', []);

test('a pattern that would take for ever is refused', () =>
  assert.throws(
    () => acceptFiles({ text: '', path: `${'*a'.repeat(12)}b` }, snapshot),
    (error) => isEngineError(error) && error.code === 'patternTooSlow',
  ));
