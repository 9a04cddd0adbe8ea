import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { STRINGS, wordsFrom } from '../../src/webview/strings.ts';

const chinese = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'l10n', 'bundle.l10n.zh-cn.json'), 'utf8'));
const holes = (words: string) => words.match(/\{\d\}/g)?.sort() ?? [];

test('every word of the page exists in Chinese, with the same holes', () => {
  for (const english of Object.values(STRINGS)) {
    assert.ok(chinese[english], english);
    assert.deepEqual(holes(chinese[english]), holes(english), english);
  }
});

test('holes are filled in order; what is not translated stays English', () => {
  assert.equal(wordsFrom({ openPlace: '打开 {0} 第 {1}–{2} 行' })('openPlace', 'a.c', 1, 2), '打开 a.c 第 1–2 行');
  assert.equal(wordsFrom({})('send'), 'Send');
});
