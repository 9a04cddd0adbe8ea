import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ConversationStore } from '../../../src/vscode/chat/store.ts';
import { answered, conversation, exchange } from './conversations.ts';

const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function openStore(most?: number) {
  const top = mkdtempSync(join(tmpdir(), 'parallax-chat-'));
  folders.push(top);
  const folder = join(top, 'conversations');
  const damaged: string[] = [];
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  return { folder, damaged, store: new ConversationStore(folder, { log, onDamaged: (name) => damaged.push(name), most }) };
}

const kept = conversation('one', exchange('a', 'Why?', answered('So [1].')));

test('what is saved comes back', async () => {
  const { store } = openStore();
  await store.save(kept);
  assert.deepEqual(await store.load('one'), kept);
  assert.equal(await store.load('two'), undefined);
});

test('nothing is made on disk before something is saved', async () => {
  const { store, folder } = openStore();
  assert.deepEqual(await store.list(), []);
  assert.throws(() => readdirSync(folder), { code: 'ENOENT' });
});

test('the newest comes first, and the last state of each', async () => {
  const { store } = openStore();
  const newer = { ...kept, id: 'two', updatedAt: 50 };
  await Promise.all([store.save(kept), store.save(newer), store.save({ ...kept, title: 'Named' })]);
  assert.deepEqual(
    (await store.list()).map(({ title, id }) => [id, title]),
    [
      ['two', 'Why?'],
      ['one', 'Named'],
    ],
  );
});

for (const [what, bytes] of [
  ['half a file', '{"version":1,"id":"one","tit'],
  ['another shape', '{"version":1,"id":"one"}'],
  ['a later version', JSON.stringify({ ...kept, version: 2 })],
  ["another conversation's", JSON.stringify({ ...kept, id: 'other' })],
])
  test(`${what} is set aside and said so`, async () => {
    const { store, folder, damaged } = openStore();
    await store.save(kept);
    writeFileSync(join(folder, 'one.json'), bytes);
    assert.deepEqual(await store.list(), []);
    assert.deepEqual(damaged, ['one.json.damaged']);
    assert.equal(readFileSync(join(folder, 'one.json.damaged'), 'utf8'), bytes);
    await store.save(kept);
    assert.equal((await store.list()).length, 1);
  });

test('the oldest go where there are too many', async () => {
  const { store } = openStore(2);
  for (const [i, id] of ['a', 'b', 'c'].entries()) await store.save({ ...kept, id, updatedAt: i });
  await store.prune();
  assert.deepEqual(
    (await store.list()).map(({ id }) => id),
    ['c', 'b'],
  );
});

test('what is removed is gone', async () => {
  const { store } = openStore();
  await store.save(kept);
  await store.remove('one');
  assert.equal(await store.load('one'), undefined);
});
