import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerText, foundAt, sourceAt } from '../../../src/vscode/chat/lookup.ts';
import type { ShownSource } from '../../../src/webview/messages.ts';
import { answered, exchange } from './conversations.ts';

const source: ShownSource = {
  n: 3,
  path: 'src/a.ts',
  startLine: 10,
  endLine: 20,
  symbol: 'run',
  language: 'typescript',
  cited: true,
  reason: '',
  text: '',
};
const done = exchange('a', 'Why?', answered('So [3].', { sources: [source] }));
const growing = exchange('a', 'Why?', { kind: 'answering', text: 'So', sources: [source], model: 'm' });
const hit = { path: 'src/b.ts', startLine: 1, endLine: 2, symbol: '', signature: '', doc: '', why: [] };

/** The lines that open for source 3. */
function check(name: string, part: { startLine: number; endLine: number } | undefined, lines: readonly [number, number]) {
  test(name, () => {
    const place = sourceAt(done, 3, part);
    assert.deepEqual([place?.path, place?.startLine, place?.endLine], ['src/a.ts', ...lines]);
  });
}
check('a source opens at its lines', undefined, [10, 20]);
check('a part of a source opens at the lines of that part', { startLine: 12, endLine: 13 }, [12, 13]);
check('lines before a source open the source', { startLine: 1, endLine: 13 }, [10, 20]);
check('lines behind a source open the source', { startLine: 12, endLine: 999 }, [10, 20]);
check('lines that run backwards open the source', { startLine: 13, endLine: 12 }, [10, 20]);

test('a source opens while the answer still grows', () => assert.equal(sourceAt(growing, 3)?.path, 'src/a.ts'));

test('what is not there opens nothing', () => {
  assert.equal(sourceAt(done, 4), undefined);
  assert.equal(sourceAt(undefined, 3), undefined);
  assert.equal(foundAt(done, 0), undefined);
  assert.equal(foundAt(exchange('b', '/search x', { kind: 'found', hits: [hit] }), 7), undefined);
  assert.equal(answerText(growing), undefined);
});

test('a found place opens by its number, an answer is copied with its sources', () => {
  assert.equal(foundAt(exchange('b', '/search x', { kind: 'found', hits: [hit] }), 0)?.path, 'src/b.ts');
  assert.match(answerText(done) ?? '', /^So \[3\]\..*\[3\] src\/a\.ts:10-20 run/s);
});
