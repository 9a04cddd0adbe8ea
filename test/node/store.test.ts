import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { EngineError } from '../../src/engine/errors.ts';
import { openStore } from '../../src/node/store.ts';
import { asOrdinaryUser, makeFolder } from './tree.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const code = (expected: string) => (error: EngineError) => error.code === expected;

async function textOf(
  store: { read(name: string): Promise<ArrayBuffer | undefined> },
  name: string,
): Promise<string | undefined> {
  const bytes = await store.read(name);
  return bytes && new TextDecoder().decode(bytes);
}

test('what is written is read, listed and removed', async (t) => {
  const store = openStore(join(makeFolder(t), 'deep/index'));
  assert.equal(await store.read('a'), undefined);
  assert.deepEqual(await store.list(), []);
  await store.write('b.seg', encode('bb'));
  await store.write('a', encode('first'));
  await store.write('a', encode('x'));
  await store.write('empty', new Uint8Array());
  assert.deepEqual(await store.list(), [
    { name: 'a', size: 1 },
    { name: 'b.seg', size: 2 },
    { name: 'empty', size: 0 },
  ]);
  assert.equal(await textOf(store, 'a'), 'x');
  assert.equal((await store.read('empty'))?.byteLength, 0);
  await store.remove('a');
  await store.remove('a');
  assert.equal(await store.read('a'), undefined);
});

test('only the bytes of the view are written, and reading gives a buffer of its own', async (t) => {
  const store = openStore(makeFolder(t));
  await store.write('a', new Uint8Array([1, 2, 3, 4, 5]).subarray(1, 4));
  const [first, second] = [await store.read('a'), await store.read('a')];
  assert.deepEqual(new Uint8Array(first!), new Uint8Array([2, 3, 4]));
  new Uint8Array(first!)[0] = 9;
  assert.deepEqual(new Uint8Array(second!), new Uint8Array([2, 3, 4]));
});

test('many writes at once each end whole', async (t) => {
  const store = openStore(makeFolder(t));
  await Promise.all(Array.from({ length: 20 }, (_, i) => store.write(`f${i % 3}`, new Uint8Array(100_000).fill(i))));
  for (const { name } of await store.list()) {
    const bytes = new Uint8Array((await store.read(name))!);
    assert.ok(bytes.length === 100_000 && bytes.every((byte) => byte === bytes[0]));
  }
});

test('names that are paths are refused', async (t) => {
  const store = openStore(makeFolder(t));
  for (const name of ['../a', 'a/b', '.hidden', '', 'a\\b', 'a\0']) {
    await assert.rejects(async () => store.write(name, encode('x')), TypeError, JSON.stringify(name));
    await assert.rejects(async () => store.read(name), TypeError, JSON.stringify(name));
  }
});

test('leftovers of dead writers go when the lock is taken, and are never listed', async (t) => {
  const folder = makeFolder(t);
  writeFileSync(join(folder, '.0d9c.tmp'), 'half');
  const store = openStore(folder);
  await store.write('a', encode('x'));
  const release = await store.lock();
  assert.deepEqual(await store.list(), [{ name: 'a', size: 1 }]);
  await release();
  assert.deepEqual(readdirSync(folder), ['a']);
});

test('the folder is for its owner alone', { skip: process.platform === 'win32' }, async (t) => {
  const folder = join(makeFolder(t), 'index');
  await openStore(folder).write('a', encode('x'));
  const modes = spawnSync('stat', ['-c', '%a', folder, join(folder, 'a')], { encoding: 'utf8' });
  if (modes.status === 0) assert.equal(modes.stdout, '700\n600\n');
});

test('a folder that may not be written to', { skip: process.platform === 'win32' }, async (t) => {
  const folder = makeFolder(t);
  await openStore(folder).write('a', encode('old'));
  chmodSync(join(folder, 'a'), 0o644);
  chmodSync(folder, 0o555);
  await asOrdinaryUser(async () => {
    for (const store of [openStore(folder), openStore(join(folder, 'deeper'))]) {
      await assert.rejects(store.lock(), code('storeReadOnly'));
      await assert.rejects(store.write('a', encode('new')), code('storeReadOnly'));
    }
    await assert.rejects(openStore(folder).remove('a'), code('storeReadOnly'));
    assert.equal(await textOf(openStore(folder), 'a'), 'old');
  });
  chmodSync(folder, 0o755);
});

test('a folder that is a file, and a file that is a folder', async (t) => {
  const folder = makeFolder(t);
  writeFileSync(join(folder, 'file'), '');
  mkdirSync(join(folder, 'taken'));
  await assert.rejects(openStore(join(folder, 'file')).write('a', encode('x')), code('storeFailed'));
  await assert.rejects(openStore(join(folder, 'file')).list(), code('storeFailed'));
  await assert.rejects(openStore(folder).read('taken'), code('storeFailed'));
  await assert.rejects(openStore(folder).write('taken', encode('x')), code('storeFailed'));
  assert.deepEqual(readdirSync(folder).sort(), ['file', 'taken'], 'no temporary file is left');
});

/** A disk of 64 KiB, where this user may make one. */
function smallDisk(t: TestContext): string | undefined {
  let folder = '';
  // Hooks run in the order in which they are set, and a folder that is mounted on cannot be removed.
  t.after(() => spawnSync('umount', [folder]));
  folder = makeFolder(t);
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]).status === 0 ? folder : undefined;
}

test('a full disk is told, and leaves the old files whole', async (t) => {
  const folder = smallDisk(t);
  if (folder === undefined) return t.skip('mounting a small tmpfs is not permitted here');
  const store = openStore(folder);
  await store.write('a', encode('old'));
  await assert.rejects(store.write('a', new Uint8Array(200_000)), code('diskFull'));
  assert.equal(await textOf(store, 'a'), 'old');
  assert.deepEqual(readdirSync(folder), ['a'], 'no temporary file is left');
  await store.write('b', new Uint8Array(20_000));
  await assert.rejects(store.write('c', new Uint8Array(60_000)), code('diskFull'));
  assert.deepEqual(
    (await store.list()).map(({ name }) => name),
    ['a', 'b'],
  );
});

test('a disk that is full when the lock is taken', async (t) => {
  const folder = smallDisk(t);
  if (folder === undefined) return t.skip('mounting a small tmpfs is not permitted here');
  // The smallest file takes a page, so that not even the owner's name finds room.
  spawnSync('dd', ['if=/dev/zero', `of=${join(folder, 'fill')}`, 'bs=4096', 'count=100']);
  await assert.rejects(openStore(folder).lock(), code('diskFull'));
  assert.deepEqual(readdirSync(folder), ['fill']);
});

test('a disk that is mounted for reading', async (t) => {
  const folder = smallDisk(t);
  if (folder === undefined) return t.skip('mounting a small tmpfs is not permitted here');
  await openStore(folder).write('a', encode('old'));
  assert.equal(spawnSync('mount', ['-o', 'remount,ro', folder]).status, 0);
  await assert.rejects(openStore(folder).lock(), code('storeReadOnly'));
  await assert.rejects(openStore(folder).write('a', encode('new')), code('storeReadOnly'));
  assert.equal(await textOf(openStore(folder), 'a'), 'old');
});

test('nothing is made on disk by opening, reading or listing', async (t) => {
  const folder = join(makeFolder(t), 'index');
  const store = openStore(folder);
  await store.read('a');
  await store.list();
  assert.ok(!existsSync(folder));
});
