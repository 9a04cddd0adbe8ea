import assert from 'node:assert/strict';
import { test } from 'node:test';
import { replaced, typingAt } from '../../src/webview/typing.ts';

/** `|` is the caret; what is being typed stands in `expected` as kind:query. */
function check(text: string, expected: string | undefined) {
  test(`${text} ${expected ?? 'suggests nothing'}`, () => {
    const typing = typingAt(text.replace('|', ''), text.indexOf('|'));
    assert.equal(typing && `${typing.kind}:${typing.query}`, expected);
  });
}
check('#|', 'attachment:');
check('why #ret|', 'attachment:ret');
check('why #ret| later', 'attachment:ret');
check('解释（#重试|', 'attachment:重试');
check('C#|', undefined);
check('issue #1 |', undefined);
check('/|', 'command:');
check('/exp|', 'command:exp');
check('see /exp|', undefined);
check('/explain |', undefined);
check('|', undefined);

test('what was typed is replaced, and the caret stands behind it', () => {
  const typing = typingAt('why #ret now', 8);
  assert.ok(typing);
  assert.deepEqual(replaced('why #ret now', typing, ''), { text: 'why  now', caret: 4 });
});
