import assert from 'node:assert/strict';
import { test } from 'node:test';
import { turnMessages } from '../../../src/engine/ask/history.ts';
import { estimateTokens } from '../../../src/engine/ask/tokens.ts';
import type { Turn } from '../../../src/engine/types.ts';

/** Messages as `role: text`. */
const check = (history: readonly Turn[], ...expected: readonly string[]) =>
  assert.deepEqual(
    turnMessages(history).map(({ role, content }) => `${role}: ${content}`),
    expected,
  );

test('nothing was said', () => check([]));
test('questions and answers in order', () =>
  check(
    [
      { question: 'first?', answer: 'One.' },
      { question: 'second?', answer: 'Two.' },
    ],
    'user: first?',
    'assistant: One.',
    'user: second?',
    'assistant: Two.',
  ));
test('numbers of earlier sources are taken out', () =>
  check(
    [{ question: 'q', answer: 'It retries [1, 3]. So does `items[2]`【4】, and [text](http://x) [source 5].' }],
    'user: q',
    'assistant: It retries. So does `items[2]`, and [text](http://x).',
  ));
test('an answer that never came', () => check([{ question: 'q', answer: ' ' }]));
test('a long answer keeps its first paragraphs', () => {
  const answer = Array.from({ length: 40 }, (_, i) => `Paragraph ${i} ${'word '.repeat(30)}`).join('\n\n');
  const [, { content }] = turnMessages([{ question: 'q', answer }]);
  assert.ok(content.startsWith('Paragraph 0') && content.endsWith('\n\n…'));
  assert.ok(estimateTokens(content) < 520, `${estimateTokens(content)}`);
});
test('one endless paragraph is cut', () => {
  const [, { content }] = turnMessages([{ question: 'q', answer: 'x'.repeat(9_000) }]);
  assert.ok(content.length < 600 && content.endsWith('…'));
});
test('old exchanges are forgotten before new ones', () => {
  const history = Array.from({ length: 20 }, (_, i) => ({ question: `question ${i}`, answer: 'word '.repeat(300) }));
  const messages = turnMessages(history);
  assert.equal(messages.at(-2)?.content, 'question 19');
  assert.ok(messages.length >= 4 && messages.length < 20, `${messages.length}`);
  assert.ok(messages.reduce((sum, { content }) => sum + estimateTokens(content), 0) <= 1_500);
});
