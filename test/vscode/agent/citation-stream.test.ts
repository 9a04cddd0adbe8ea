import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type AnswerPart, CitationStream } from '../../../src/vscode/agent/citation-stream.ts';

/** Citations as `<1,2>`, everything else as it is. */
function shown(parts: readonly AnswerPart[]): string {
  return parts.map((part) => (part.kind === 'text' ? part.text : `<${part.numbers.join(',')}>`)).join('');
}

function streamed(pieces: readonly string[]): AnswerPart[] {
  const stream = new CitationStream();
  return [...pieces.flatMap((piece) => stream.feed(piece)), ...stream.finish()];
}

/** Whole, and letter by letter. */
function check(text: string, expected: string): void {
  assert.equal(shown(streamed([text])), expected);
  assert.equal(shown(streamed([...text])), expected);
}

test('citations in prose, in each form', () => {
  check('It waits [1], then ends [2, 3].', 'It waits <1>, then ends <2,3>.');
  check('它会等待【1、2】。', '它会等待<1,2>。');
  check('All of it [1-3]', 'All of it <1,2,3>');
});

test('what is code stays code', () => {
  check('The first `a[1]` of [2]', 'The first `a[1]` of <2>');
  check('```ts\nreturn a[1];\n```\nso [1]', '```ts\nreturn a[1];\n```\nso <1>');
  check('~~~\n[1]\n~~~\n[2]\n', '~~~\n[1]\n~~~\n<2>\n');
});

test('what is no citation stays as it is', () => {
  check('[1](https://example.com) and [x] and [', '[1](https://example.com) and [x] and [');
  check('an unclosed ` and [1]', 'an unclosed ` and <1>');
  check('[1]```[1]```[1]', '<1>```[1]```<1>');
});

test('a bracket is held back until it is settled, and what comes before it is not', () => {
  const stream = new CitationStream();
  assert.equal(shown(stream.feed('It waits [')), 'It waits ');
  assert.equal(shown(stream.feed('12')), '');
  assert.equal(shown(stream.feed('] then')), '<12> then');
});

test('however it is cut, the same comes out', () => {
  const piece = fc.constantFrom('[1]', '`', '```', '\n', 'word ', '[', ']', '(', ')', '【2】', '2, 3');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), fc.array(fc.nat(200), { maxLength: 10 }), (words, cuts) => {
      const text = words.join('');
      const at = [...new Set([0, ...cuts.filter((cut) => cut < text.length), text.length])].sort((a, b) => a - b);
      const pieces = at.slice(1).map((end, i) => text.slice(at[i], end));
      assert.equal(shown(streamed(pieces)), shown(streamed([text])));
    }),
  );
});
