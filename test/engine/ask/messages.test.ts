import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MESSAGES, type Messages } from '../../../src/engine/ask/messages.ts';

/** Every sentence of one language, made with sample values. */
function sentences(messages: Messages): readonly string[] {
  return Object.values(messages).map((message) =>
    typeof message === 'string' ? message : (message as (...args: unknown[]) => string)('purpose', 2, 3),
  );
}

test('no sentence is empty or goes over a line', () => {
  for (const sentence of [...sentences(MESSAGES.en), ...sentences(MESSAGES.zh)]) assert.match(sentence, /^[^\n]+$/);
});
test('the Chinese ones are Chinese', () => {
  for (const sentence of sentences(MESSAGES.zh)) assert.match(sentence, /\p{Script=Han}/u);
});
test('the English ones are not', () => {
  for (const sentence of sentences(MESSAGES.en)) assert.doesNotMatch(sentence, /\p{Script=Han}/u);
});
test('both say how a model is set up', () => {
  for (const { noModel } of Object.values(MESSAGES)) {
    for (const name of ['PARALLAX_BASE_URL', 'PARALLAX_MODEL', 'PARALLAX_API_KEY', '--api-key-fd'])
      assert.ok(noModel.includes(name), name);
  }
});
test('one and many', () => {
  assert.equal(MESSAGES.en.shortened(1), '1 source was shortened to fit the budget.');
  assert.equal(MESSAGES.en.shortened(2), '2 sources were shortened to fit the budget.');
});
