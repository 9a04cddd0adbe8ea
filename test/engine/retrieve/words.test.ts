import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shortFormsOf, shortFormsOfPhrases } from '../../../src/engine/retrieve/abbreviations.ts';
import { CHINESE_TERMS } from '../../../src/engine/retrieve/chinese-terms.ts';
import { kinOf } from '../../../src/engine/retrieve/kin.ts';
import { translate } from '../../../src/engine/retrieve/translate.ts';
import { stem } from '../../../src/engine/text/stem.ts';

const kin = (word: string, other: string) =>
  assert.ok(kinOf(word).includes(stem(other)), `${word}: ${kinOf(word)}, not ${stem(other)}`);
test('validation is kin of validate', () => kin('validation', 'validate'));
test('validator is kin of validation', () => kin('validator', 'validation'));
test('serializer is kin of serialize', () => kin('serializer', 'serialize'));
test('serialization is kin of serialize', () => kin('serialization', 'serialize'));
test('resolution is kin of resolve', () => kin('resolution', 'resolve'));
test('conversion is kin of convert', () => kin('conversion', 'convert'));
test('subscription is kin of subscribe', () => kin('subscription', 'subscribe'));
test('removal is kin of remove', () => kin('removal', 'remove'));
test('dependency is kin of depend', () => kin('dependency', 'depend'));
test('short words have none', () => assert.deepEqual(kinOf('late'), []));
test('a word is not its own kin', () => assert.ok(!kinOf('validate').includes(stem('validate'))));
test('an ending is no word', () => assert.deepEqual(kinOf('version'), []));

test('connections are conn', () => assert.deepEqual(shortFormsOf('connections'), ['conn']));
test('unknown words have no short form', () => assert.deepEqual(shortFormsOf('marmalade'), []));
test('every short form is a term', () => assert.ok(shortFormsOf('configuration').every((term) => stem(term) === term)));
test('a file system is fs', () => assert.deepEqual(shortFormsOfPhrases('the File System watcher'), ['fs']));

const LEARNED = {
  求解: [['solve', 0.9]],
  界面: [
    ['screen', 0.2],
    ['the', 0.2],
    ['pane', 0.1],
  ],
} as const;
const OWN = { 召回: [['candidates', 1]] } as const;
const cut = (text: string, dictionary = {}) => translate(text, dictionary).map(({ term }) => term);
test('the longest words are read', () => assert.deepEqual(cut('请求解析', LEARNED), ['请求', '解析']));
test('what neither table knows is left out', () => assert.deepEqual(cut('鱼香中间件'), ['中间件']));
test('terms keep their order', () => assert.deepEqual(cut('路由和中间件'), ['路由', '和', '中间件']));
test('words of asking have no English', () => assert.deepEqual(translate('在哪里', {})[0].english, []));
test('the usual word is sure and weighs most', () => {
  const [first, second] = translate('校验', {})[0].english;
  assert.ok(first.sure && !second.sure && first.weight > second.weight);
});
test('stop words are no translations', () =>
  assert.deepEqual(
    translate('界面', LEARNED)[0].english.map(({ word }) => word),
    ['screen'],
  ));
test("a user's own term comes before the tables", () =>
  assert.deepEqual(
    translate('召回', OWN)[0].english.map(({ word }) => word),
    ['candidates'],
  ));
test('a user may name what neither table cuts out', () =>
  assert.deepEqual(cut('用户画像服务', { 用户画像: [['profile', 1]] }), ['用户画像', '服务']));
test('terms are Chinese and their words English', () => {
  for (const [term, english] of CHINESE_TERMS) {
    assert.match(term, /^[\u4e00-\u9fff]+$/);
    for (const word of english) assert.match(word, /^[a-z0-9]+$/);
  }
});
