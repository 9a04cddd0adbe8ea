import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MESSAGES } from '../../../src/engine/ask/messages.ts';
import { parseTarget } from '../../../src/engine/ask/target.ts';
import { packForTarget } from '../../../src/engine/ask/target-pack.ts';
import { centrality } from '../../../src/engine/graph/centrality.ts';
import type { Hit } from '../../../src/engine/types.ts';
import { sourceCorpus } from '../../support/source-corpus.ts';
import { RETRY_CODE } from './retry-code.ts';

const { corpus, readLines, hit } = sourceCorpus(RETRY_CODE);

function pack(target: string, budget = 6000, similar: readonly Hit[] = []) {
  const related = async (_: number, angle: string) => (angle === 'purpose' ? similar : []);
  const common = { corpus, readLines, related, budget, terms: new Map(), messages: MESSAGES.en };
  return packForTarget({ ...common, target: parseTarget(corpus, target), centrality: () => centrality(corpus) });
}
async function check(target: string, ...expected: readonly string[]) {
  const { chunks } = (await pack(target)).pack;
  assert.deepEqual(
    chunks.map((chunk) => `${chunk.symbol || chunk.path}: ${chunk.reason}`),
    expected,
  );
}

test('a function: itself, its callers, its types, its file', () =>
  check(
    'src/net/retry.ts#decide',
    'decide: asked for',
    'Client.send: calls decide',
    'Policy: type used by decide',
    'src/net/retry.ts: outline of file',
  ));
test('a line means the function around it', () =>
  check(
    'src/net/retry.ts:8',
    'decide: asked for',
    'Client.send: calls decide',
    'Policy: type used by decide',
    'src/net/retry.ts: outline of file',
  ));
test('a range is shown as it is', async () => {
  const { chunks } = (await pack('src/net/retry.ts:6-15')).pack;
  assert.deepEqual([chunks[0].startLine, chunks[0].endLine, chunks[0].symbol], [6, 15, '']);
});
test('a class works through its members', async () => {
  const { chunks } = (await pack('src/net/client.ts#Client')).pack;
  assert.equal(chunks[0].symbol, 'Client');
  assert.deepEqual(
    chunks
      .slice(1)
      .map((chunk) => chunk.symbol)
      .filter((symbol) => symbol !== '')
      .sort(),
    ['backoff', 'decide', 'main'],
  );
});
test('similar code says how it is similar', async () => {
  const { chunks } = (await pack('src/net/retry.ts#decide', 6000, [hit('remember')])).pack;
  assert.ok(chunks.some((chunk) => chunk.symbol === 'remember' && chunk.reason === 'similar purpose'));
});
test('a file: its outline, its most used definitions, its users', async () => {
  const { pack: packed, focus } = await pack('src/net/retry.ts');
  assert.deepEqual([packed.chunks[0].path, packed.chunks[0].reason], ['src/net/retry.ts', 'asked for']);
  assert.deepEqual(focus.map((unit) => unit.name).sort(), ['Policy', 'backoff', 'decide']);
  assert.ok(packed.chunks.some((chunk) => chunk.symbol === 'Client.send'));
});
test('a folder: the outlines of its files, the most used first', async () => {
  const { chunks } = (await pack('src/net')).pack;
  assert.deepEqual(
    chunks.slice(0, 2).map((chunk) => chunk.path),
    ['src/net/client.ts', 'src/net/retry.ts'],
  );
});
test('a folder too big for the budget says how much is missing', async () => {
  const { pack: packed } = await pack('.', 250);
  assert.ok(packed.tokens <= 250, `${packed.tokens}`);
  assert.ok(packed.dropped > 0);
});
