import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutLines } from '../../../src/engine/ask/cut.ts';
import { estimateTokens } from '../../../src/engine/ask/tokens.ts';
import { termsOf } from '../../../src/engine/text/terms.ts';

/** Forty lines of a function; line 30 decides about the retry. */
const LINES = [
  'function long(a) {',
  ...Array.from({ length: 38 }, (_, i) => (i === 28 ? '  if (a) retryPolicy(a);' : `  step${i}(a, ${i}, "something or other");`)),
  '}',
];

function cut(maxTokens: number, question: string, focus: readonly number[] = []): readonly string[] {
  const terms = new Map(
    question
      .split(' ')
      .flatMap(termsOf)
      .map((term) => [term, 1]),
  );
  const text = cutLines({ lines: LINES, startLine: 101, maxTokens, terms, focus, linesLeftOut: (n) => `~${n}~` });
  assert.ok(estimateTokens(text) <= maxTokens, `${estimateTokens(text)} of ${maxTokens}`);
  return text.split('\n');
}

test('the head and the lines of the question stay', () => {
  const kept = cut(120, 'retry policy');
  assert.equal(kept[0], LINES[0]);
  assert.ok(kept.includes(LINES[29]));
});
test('lines in focus stay before those of the question', () => assert.ok(cut(100, 'retry policy', [115]).includes(LINES[14])));
test('every line is shown or counted', () => {
  for (const budget of [60, 120, 240]) {
    const kept = cut(budget, 'retry policy');
    const counted = kept.reduce((sum, line) => sum + (/^~(\d+)~$/.test(line) ? Number(line.slice(1, -1)) : 1), 0);
    assert.equal(counted, LINES.length);
  }
});
test('without a question the beginning stays', () => assert.deepEqual(cut(80, '').slice(0, 3), LINES.slice(0, 3)));
test('a line without end is cut too', () => {
  const text = cutLines({
    lines: ['x'.repeat(100_000)],
    startLine: 1,
    maxTokens: 150,
    terms: new Map(),
    focus: [],
    linesLeftOut: String,
  });
  assert.ok(text.startsWith('xxx') && text.length < 500);
});
