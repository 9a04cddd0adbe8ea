import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chunk } from '../../../src/engine/parse/chunks.ts';
import { linesOf } from '../../../src/engine/parse/lines.ts';

const LIMITS = { lines: 10, chars: 200 };

function chunksOf(text: string, cost: (row: number) => number): readonly string[] {
  return chunk(text, linesOf(text), [{ start: 0, end: text.length }], LIMITS, cost).map((spans) =>
    spans.map(({ start, end }) => text.slice(start, end)).join(''),
  );
}

const rows = (count: number) => Array.from({ length: count }, (_, i) => `line ${i}\n`).join('');
const firstLines = (chunks: readonly string[]) => chunks.map((one) => one.split('\n')[0]);

test('what fits stays whole', () =>
  assert.deepEqual(
    chunksOf(rows(10), () => 0),
    [rows(10)],
  ));
test('equal parts where every line is as good', () =>
  assert.deepEqual(firstLines(chunksOf(rows(24), () => 0)), ['line 0', 'line 8', 'line 16']));
test('cuts where it costs least', () =>
  assert.deepEqual(firstLines(chunksOf(rows(18), (row) => (row === 6 || row === 13 ? 0 : 5))), ['line 0', 'line 6', 'line 13']));
test('a cut that nothing allows is made at the limit', () =>
  assert.deepEqual(firstLines(chunksOf(rows(20), () => Number.POSITIVE_INFINITY)), ['line 0', 'line 10']));
test('an endless line is cut, never inside a character', () =>
  assert.ok(
    chunksOf('😀'.repeat(500), () => 0).every((one) => one.length <= 201 && !/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(one)),
  ));

test('chunks are the text again, and bounded', () =>
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 300 })), fc.func(fc.nat(3)), (lines, cost) => {
      const text = lines.join('\n');
      const chunks = chunksOf(text, cost);
      assert.equal(chunks.join(''), text);
      for (const one of chunks) assert.ok(one.length <= 2 * LIMITS.chars && one.split('\n').length <= LIMITS.lines + 1);
    }),
  ));
