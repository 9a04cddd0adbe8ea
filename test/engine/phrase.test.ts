import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerCutShort, fromThread, targetNotFound } from '../../src/engine/errors.ts';
import { phrase, say } from '../../src/engine/phrase.ts';

const german: Record<string, string> = { 'no {0} in {1}': 'in {1} kein {0}', empty: 'nichts' };
const translate = (template: string) => german[template] ?? template;

test('arguments go where the template wants them, in any language', () => {
  const said = phrase('no {0} in {1}', 'a', 2);
  assert.equal(say(said), 'no a in 2');
  assert.equal(say(said, translate), 'in 2 kein a');
});

test('a phrase within a phrase is translated with it', () =>
  assert.equal(say(phrase('no {0} in {1}', phrase('empty'), 'x'), translate), 'in x kein nichts'));

test('what an argument says is not a gap', () => assert.equal(say(phrase('no {0} in {1}', '{1}', 'x')), 'no {1} in x'));

test('a gap without an argument stays', () => assert.equal(say(phrase('{0} and {3}', 'a')), 'a and {3}'));

test('an error keeps its words across a thread boundary', () => {
  const error = targetNotFound('x', []);
  const revived = fromThread(error.code, { template: error.template, args: error.args });
  assert.equal(revived.message, error.message);
  assert.deepEqual({ ...revived }, { ...error });
});

test('an answer that was cut short says why in the same words', () => {
  const cause = targetNotFound('x', ['y']);
  const answer = { answer: 'a', sources: [], unverified: [], notSeen: [], model: 'm', tokens: { prompt: 1, completion: 1 } };
  assert.equal(say(answerCutShort(cause, answer)), cause.message);
});
