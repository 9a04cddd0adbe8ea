import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chipLabels, citationAt } from '../../src/webview/citations.ts';

function check(text: string, numbers: readonly number[] | undefined) {
  test(`${text} cites ${numbers ?? 'nothing'}`, () => assert.deepEqual(citationAt(text, 0)?.numbers, numbers));
}
check('[3]', [3]);
check('[ 1, 4 ]', [1, 4]);
check('[2-4]', [2, 3, 4]);
check('[1,3–5]', [1, 3, 4, 5]);
check('【1、2】', [1, 2]);
check('[^7]', [7]);
check('[Source 2]', [2]);
check('[来源 2]', [2]);
check('[4-2]', [-1]);
check('[1-9999]', [-1]);
check('[1](https://example.org)', undefined);
check('[x]', undefined);
check('[12345]', undefined);

const source = (n: number, path: string) => ({ n, path, startLine: n * 10 });
test('a chip says file and line', () => {
  assert.deepEqual([...chipLabels([source(1, 'src/a.ts'), source(2, 'src/b/c.ts')]).values()], ['a.ts:10', 'c.ts:20']);
});
test('where two files share a name their folders tell them apart', () => {
  const labels = chipLabels([source(1, 'x/app.c'), source(2, 'y/app.c'), source(3, 'x/app.c'), source(4, 'app.c')]);
  assert.deepEqual([...labels.values()], ['x/app.c:10', 'y/app.c:20', 'x/app.c:30', 'app.c:40']);
});
test('a bracket and a long gap is no citation', () => assert.equal(citationAt(`[${' '.repeat(100_000)}1] [2]`, 0), undefined));
test('a chip shows what is in a name that would turn or break its line', () =>
  assert.deepEqual([...chipLabels([source(1, 'x/a\u202eb\nc.c')]).values()], ['a\\u202eb\\u000ac.c:10']));
