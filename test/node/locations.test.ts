import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { indexFolder } from '../../src/node/locations.ts';
import { makeTree } from './tree.ts';

/** The folder above the indexes of all workspaces. */
function check(env: Record<string, string>, platform: string, expected: string) {
  assert.equal(dirname(indexFolder('/code', env, platform)), expected);
}

const skip = process.platform === 'win32' && 'the paths are written as on other systems';

test('the cache of the platform', { skip }, () => {
  check({ HOME: '/home/a' }, 'linux', '/home/a/.cache/parallax');
  check({ HOME: '/home/a', XDG_CACHE_HOME: '/x' }, 'linux', '/x/parallax');
  check({ HOME: '/home/a', XDG_CACHE_HOME: 'relative' }, 'linux', '/home/a/.cache/parallax');
  check({ HOME: '/home/a', XDG_CACHE_HOME: '' }, 'linux', '/home/a/.cache/parallax');
  check({ HOME: '/Users/a', XDG_CACHE_HOME: '/x' }, 'darwin', '/Users/a/Library/Caches/parallax');
  check({ USERPROFILE: '/u/a', LOCALAPPDATA: '/u/a/Local' }, 'win32', '/u/a/Local/parallax');
  check({ USERPROFILE: '/u/a' }, 'win32', '/u/a/AppData/Local/parallax');
});

test('PARALLAX_HOME overrides', { skip }, () => {
  for (const platform of ['linux', 'darwin', 'win32']) check({ HOME: '/h', PARALLAX_HOME: '/p' }, platform, '/p');
  check({ PARALLAX_HOME: 'here' }, 'linux', resolve('here'));
});

test('each workspace has a folder of its own, named for people', (t) => {
  const root = makeTree(t, { 'a/My App: 1/x': '', 'b/My App: 1/x': '', 'ünï/x': '', '.../x': '' });
  const nameOf = (path: string) => indexFolder(join(root, path), { PARALLAX_HOME: '/p' }).slice(3);
  assert.match(nameOf('a/My App: 1'), /^My-App-1-[0-9a-f]{16}$/);
  assert.match(nameOf('ünï'), /^ünï-[0-9a-f]{16}$/);
  assert.match(nameOf('...'), /^root-[0-9a-f]{16}$/);
  assert.notEqual(nameOf('a/My App: 1'), nameOf('b/My App: 1'));
  assert.equal(nameOf('a/My App: 1'), nameOf('a/../a/My App: 1/'));
});

test('a link leads to the same index as its target', { skip: process.platform === 'win32' }, (t) => {
  const root = makeTree(t, { 'a/x': '' });
  symlinkSync('a', join(root, 'b'));
  assert.equal(indexFolder(join(root, 'b')), indexFolder(join(root, 'a')));
});
