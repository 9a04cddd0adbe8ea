import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findCode } from '../../src/webview/find-code.ts';
import type { ShownSource } from '../../src/webview/messages.ts';

const source = (n: number, startLine: number, text: string): ShownSource => {
  const endLine = startLine + text.split('\n').length - 1;
  return { n, path: `f${n}.c`, startLine, endLine, symbol: '', language: 'c', cited: true, reason: '', text };
};
const sources = [
  source(1, 10, 'int first(void)\n{\n  return compute(1);\n}'),
  source(2, 100, 'int second(void)\n⋯ 40 lines left out ⋯\n  return compute(2);'),
];

function check(name: string, code: string, expected: object | undefined) {
  test(name, () => assert.deepEqual(findCode(code, sources), expected));
}
check('lines are found where they stand', '  return compute(1);\n}', { n: 1, startLine: 12, endLine: 13 });
check('indentation and empty lines around do not matter', '\n\nint first(void)\n{\n\n'.trimEnd(), {
  n: 1,
  startLine: 10,
  endLine: 11,
});
check('behind a gap the whole source is meant', 'return compute(2);', { n: 2, startLine: 100, endLine: 102 });
check('code that no source has is not found', 'return compute(3);', undefined);
check('a bracket proves nothing', '}', undefined);
check('nothing is not found', '', undefined);
