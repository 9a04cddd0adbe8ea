import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MESSAGES } from '../../../src/engine/ask/messages.ts';
import { Packer, type ReadLines, type Want } from '../../../src/engine/ask/pack.ts';

const FILES: Readonly<Record<string, readonly string[]>> = {
  'a.ts': Array.from({ length: 200 }, (_, i) => `statement number ${i + 1} of the file;`),
  'copy.ts': Array.from({ length: 10 }, (_, i) => `statement number ${i + 1} of the file;`),
  'moved.ts': ['one', 'two', 'three'],
};
const readLines: ReadLines = async (path, from, to) =>
  FILES[path] && { lines: FILES[path].slice(from - 1, to), startLine: from, endLine: to, changed: path === 'moved.ts' };

function want(place: string, more: Partial<Want> = {}): Want {
  const [path, startLine, endLine] = place.split(/[:-]/);
  const lines = { path, startLine: Number(startLine), endLine: Number(endLine) };
  return { ...lines, symbol: '', language: 'ts', contentHash: place, unitId: -1, reason: 'r', cap: 1000, ...more };
}

async function packed(budget: number, ...wants: readonly Want[]) {
  const packer = new Packer({ budget, readLines, terms: new Map(), messages: MESSAGES.en });
  for (const one of wants) await packer.add(one);
  return packer.finish();
}
/** Chunks as places. */
async function check(wants: readonly Want[], expected: readonly string[], budget = 2000) {
  const { chunks } = await packed(budget, ...wants);
  assert.deepEqual(
    chunks.map((chunk) => `${chunk.path}:${chunk.startLine}-${chunk.endLine}`),
    expected,
  );
  assert.deepEqual(
    chunks.map((chunk) => chunk.n),
    expected.map((_, i) => i + 1),
  );
}

test('pieces are numbered in the order they are wanted', () =>
  check([want('a.ts:5-9'), want('moved.ts:1-3')], ['a.ts:5-9', 'moved.ts:1-3']));
test('the same lines are shown once', () => check([want('a.ts:5-9'), want('a.ts:5-9')], ['a.ts:5-9']));
test('lines within lines shown are shown once', () => check([want('a.ts:5-19'), want('a.ts:6-8')], ['a.ts:5-19']));
test('lines around lines shown take their place', () =>
  check([want('a.ts:6-8'), want('a.ts:30-32'), want('a.ts:5-19')], ['a.ts:5-19', 'a.ts:30-32']));
test('unless they are too long', () => check([want('a.ts:6-8'), want('a.ts:1-200', { cap: 300 })], ['a.ts:6-8']));
test('of lines that overlap the new ones are added', () =>
  check([want('a.ts:5-19'), want('a.ts:15-30')], ['a.ts:5-19', 'a.ts:20-30']));
test('and before', () => check([want('a.ts:15-30'), want('a.ts:5-19')], ['a.ts:15-30', 'a.ts:5-14']));

test('equal text elsewhere is named, not repeated', async () => {
  const { chunks } = await packed(2000, want('a.ts:1-10', { contentHash: 'h' }), want('copy.ts:1-10', { contentHash: 'h' }));
  assert.deepEqual(
    chunks.map((chunk) => chunk.reason),
    ['r; the same text stands at copy.ts:1'],
  );
});
test('a unit wanted twice has both reasons', async () => {
  const wants = [want('a.ts:1-10', { unitId: 3, reason: 'first' }), want('a.ts:1-10', { unitId: 3, reason: 'second' })];
  assert.equal((await packed(2000, ...wants)).chunks[0].reason, 'first; second');
});
test('the budget is kept, and what it cut is counted', async () => {
  const pack = await packed(600, want('a.ts:1-20'), want('a.ts:30-130'), want('a.ts:140-150'), want('a.ts:160-170'));
  const sum = pack.chunks.reduce((tokens, chunk) => tokens + chunk.tokens, 0);
  assert.equal(sum, pack.tokens);
  assert.ok(sum <= 600, `${sum}`);
  assert.equal(pack.shortened, 1);
  assert.equal(pack.dropped, 2);
});
test('a long piece is cut to its cap, with a mark', async () => {
  const { chunks, shortened } = await packed(2000, want('a.ts:1-200', { cap: 400 }));
  assert.ok(chunks[0].tokens <= 400);
  assert.match(chunks[0].text, /⋯ \d+ lines left out ⋯/);
  assert.equal(shortened, 1);
});
test('a small piece is whole, whatever its cap', async () =>
  assert.equal((await packed(2000, want('a.ts:1-10', { cap: 20 }))).shortened, 0));
test('the first piece is cut down to any budget', async () => {
  const { chunks } = await packed(100, want('a.ts:1-200'));
  assert.equal(chunks.length, 1);
  assert.ok(chunks[0].tokens <= 100);
});
test('outlines come ready made, one per file', async () => {
  const outline = want('a.ts:1-200', { text: '1: f()' });
  const { chunks, shortened } = await packed(2000, outline, outline, want('a.ts:3-4'));
  assert.deepEqual(
    chunks.map((chunk) => chunk.text.split('\n').length),
    [1, 2],
  );
  assert.equal(shortened, 0);
});
test('a file that changed is told', async () =>
  assert.deepEqual((await packed(2000, want('moved.ts:1-3'))).changed, ['moved.ts']));
test('a file that is gone is told', async () => {
  const { chunks, gone } = await packed(2000, want('gone.ts:1-3'));
  assert.deepEqual([chunks.length, gone], [0, ['gone.ts']]);
});
