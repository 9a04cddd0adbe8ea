import assert from 'node:assert/strict';
import { test } from 'node:test';
import { embedText } from '../../../src/engine/embed/bag.ts';
import { loadStaticModel } from '../../../src/engine/embed/static-model.ts';
import { shippedModel } from '../../support/model.ts';

const model = shippedModel();
const tokens = (word: string) => model.tokensOf(word).length;
const cosine = (a: string, b: string) => {
  const [x, y] = [embedText(model, a, 'question'), embedText(model, b, 'code')];
  return x.reduce((sum, value, d) => sum + value * y[d], 0);
};
const nearer = (question: string, right: string, wrong: string) => assert.ok(cosine(question, right) > cosine(question, wrong));

test('a known word is one token', () => assert.equal(tokens('connect'), 1));
test('a compound is its parts', () => assert.equal(tokens('connectRetry'), 2));
test('an unknown word is split into known pieces', () => assert.ok(tokens('threadpoolish') >= 2));
test('a long number is cut', () => assert.equal(tokens('8675309'), tokens('86')));
test('CJK runs give the grams that the vocabulary has', () => assert.ok(tokens('重定向') > 3));
test('a vector has length 1', () => {
  const length = Math.hypot(...embedText(model, 'open a socket', 'question'));
  assert.ok(Math.abs(length - 1) < 1e-5);
});
test('nothing known gives the zero vector', () => assert.equal(Math.hypot(...embedText(model, '!!!', 'question')), 0));
test('meaning is nearer than chance', () => nearer('retry a failed request', 'backoff attempts retries', 'parse json number'));
test('Chinese meets English', () => nearer('解析配置文件', 'parse config file', 'render font glyph'));

const refused = (bytes: ArrayBuffer) =>
  assert.throws(() => loadStaticModel(bytes, { vocab: [], logp: [] }), { code: 'modelDamaged' });
test('a foreign file is refused', () => refused(new Uint8Array(64).buffer));
test('a short file is refused', () => refused(new Uint8Array(3).buffer));
