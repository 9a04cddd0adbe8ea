import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findMirrors } from '../../../src/engine/retrieve/mirrors.ts';

/** Paths behind another of the same name, with the kind of mirror. */
function mirrors(paths: readonly string[], imports: Readonly<Record<string, readonly string[]>> = {}): Record<string, string> {
  const found = findMirrors({
    paths,
    definitions: Uint32Array.from(paths, (path) => (path.endsWith('.txt') ? 0 : 1)),
    imports: (path) => (imports[path] ?? []).map((module) => ({ module, names: [], line: 1 })),
  });
  return Object.fromEntries([...found].map(([file, { kind }]) => [paths[file], kind]));
}
const tree = (folders: string, names: string) =>
  folders.split(' ').flatMap((folder) => names.split(' ').map((name) => `src/${folder}/${name}`));

const THREE = 'fs.c tty.c udp.c';
test('Windows comes behind POSIX', () =>
  assert.deepEqual(mirrors(tree('unix win', THREE)), {
    'src/win/fs.c': 'platform',
    'src/win/tty.c': 'platform',
    'src/win/udp.c': 'platform',
  }));
test('a few equal names are chance', () => assert.deepEqual(mirrors(tree('unix win', 'fs.c tty.c')), {}));
test('files without definitions do not count', () => assert.deepEqual(mirrors(tree('unix win', 'a.txt b.txt c.txt')), {}));
test('folders that do not know one another are no layers', () => assert.deepEqual(mirrors(tree('a b', THREE)), {}));

const LAYERS = { 'src/classic/fs.c': ['../core/index.js'], 'src/classic/tty.c': ['../core/tty.js'] };
test('a layer comes behind what it imports from', () =>
  assert.deepEqual(mirrors(tree('core classic', THREE), LAYERS), {
    'src/classic/fs.c': 'layer',
    'src/classic/tty.c': 'layer',
    'src/classic/udp.c': 'layer',
  }));
test('one import is chance', () =>
  assert.deepEqual(mirrors(tree('core classic', THREE), { 'src/classic/fs.c': ['../core/fs.js'] }), {}));
test('folders that import from each other are no layers', () =>
  assert.deepEqual(mirrors(tree('core classic', THREE), { ...LAYERS, 'src/core/fs.c': ['../classic/fs.js'] }), {}));
