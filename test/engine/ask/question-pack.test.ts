import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MESSAGES } from '../../../src/engine/ask/messages.ts';
import { packForQuestion } from '../../../src/engine/ask/question-pack.ts';
import type { Hit } from '../../../src/engine/types.ts';
import { sourceCorpus } from '../../support/source-corpus.ts';
import { RETRY_CODE } from './retry-code.ts';

const source = sourceCorpus(RETRY_CODE);
const { corpus, readLines, hit } = source;

function pack(hits: readonly Hit[], budget = 6000, from = source) {
  return packForQuestion({
    corpus: from.corpus,
    readLines: from.readLines,
    centrality: () => new Float32Array(from.corpus.unitCount),
    attached: [],
    recalled: { units: [], asked: 'itself' },
    hits,
    budget,
    terms: new Map(),
    messages: MESSAGES.en,
  });
}
/** Chunks as `symbol or path: reason`. */
async function check(hits: readonly Hit[], ...expected: readonly string[]) {
  const { chunks } = await pack(hits);
  assert.deepEqual(
    chunks.map((chunk) => `${chunk.symbol || chunk.path}: ${chunk.reason}`),
    expected,
  );
}

test('a hit, whom it calls, who calls it, and its file', () =>
  check(
    [hit('Client.send', 1, 'name', 'documentation')],
    'Client.send: matches the question: name, documentation',
    'Client.transmit: called by Client.send',
    'decide: called by Client.send',
    'main: calls Client.send',
    'src/net/client.ts: outline of file',
  ));
test('hits come before neighbours, and are not repeated', async () => {
  const { chunks } = await pack([hit('decide', 1), hit('Client.send', 0.9)]);
  assert.deepEqual(
    chunks.slice(0, 2).map((chunk) => chunk.symbol),
    ['decide', 'Client.send'],
  );
  assert.equal(chunks[0].reason, 'matches the question; called by Client.send');
  assert.equal(new Set(chunks.map((chunk) => `${chunk.symbol}${chunk.path}`)).size, chunks.length);
});
test('the file a hit stands for is shown as an outline', async () => {
  const [first] = (await pack([hit('src/net/retry.ts#retry')])).chunks;
  assert.match(first.text, /^The retry policy\.\n2: interface Policy\n7: function decide/);
  assert.deepEqual([first.symbol, first.startLine, first.endLine], ['', 1, 15]);
});
test('siblings that the search folded under its first are shown', async () => {
  const more = [{ symbol: 'backoff', startLine: 13, endLine: 15 }];
  const { chunks } = await pack([{ ...hit('decide'), more }]);
  assert.ok(chunks.some((chunk) => chunk.symbol === 'backoff' && chunk.reason === 'matches the question'));
});
test('far weaker hits are left out', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 12 }, (_, i) => [`file${i}.ts`, `export function f${i}() {\n  return ${i};\n}\n`]),
  );
  const many = sourceCorpus(files);
  const hits = Object.keys(files).map((_, i) => many.hit(`f${i}`, i < 8 ? 1 : 0.2));
  const symbols = (await pack(hits, 6000, many)).chunks.map((chunk) => chunk.symbol).filter((symbol) => symbol !== '');
  assert.deepEqual(symbols, ['f0', 'f1', 'f2', 'f3', 'f4', 'f5', 'f6', 'f7']);
});
test('no more than three from one file', async () => {
  const text = Array.from({ length: 8 }, (_, i) => `export function g${i}() {\n  return ${i};\n}\n`).join('\n');
  const one = sourceCorpus({ 'g.ts': text });
  const { chunks } = await pack(
    Array.from({ length: 8 }, (_, i) => one.hit(`g${i}`)),
    6000,
    one,
  );
  assert.equal(chunks.filter((chunk) => chunk.symbol !== '').length, 3);
});
for (const budget of [150, 400, 1000, 3000]) {
  test(`a budget of ${budget} is kept`, async () => {
    const { tokens, chunks } = await pack([hit('Client.send'), hit('decide'), hit('remember'), hit('main')], budget);
    assert.ok(tokens <= budget, `${tokens}`);
    assert.ok(chunks.length > 0);
  });
}
test('nothing found', async () => assert.deepEqual((await pack([])).chunks, []));
test('text is that of the lines', async () => {
  const [first] = (await pack([hit('remember')])).chunks;
  assert.deepEqual((await readLines(first.path, first.startLine, first.endLine))?.lines.join('\n'), first.text);
  assert.equal(first.contentHash, corpus.unit(first.unitId).contentHash);
});
