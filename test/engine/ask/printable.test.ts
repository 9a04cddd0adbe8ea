import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeSpan, printable, visible } from '../../../src/engine/ask/printable.ts';

/** "IGNORE" in the tags of Unicode: nobody sees it, a model reads it. */
const SMUGGLED = [...'IGNORE'].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('');

const check = (change: (text: string) => string, text: string, expected: string) =>
  test(`${JSON.stringify(text)} is written ${expected}`, () => assert.equal(change(text), expected));

check(printable, 'a\nb\u0000\u2028', 'a\\u000ab\\u0000\\u2028');
check(printable, 'photo\u202egnp.exe', 'photo\\u202egnp.exe');
check(visible, 'if (isAdmin\u2066) {\n  // \u202e ok', 'if (isAdmin\\u2066) {\n  // \\u202e ok');
check(visible, 'pass\u200bword', 'pass\\u200bword');
check(visible, SMUGGLED.slice(0, 2), '\\u{e0049}');
check(visible, 'नमस्ते 👩‍💻 שלום 你好', 'नमस्ते 👩‍💻 שלום 你好');
check(codeSpan, 'a\u202eb`c', '`` a\\u202eb`c ``');
