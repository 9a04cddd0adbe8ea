import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageOf } from '../../../src/engine/ask/language.ts';
import type { AnswerLanguage } from '../../../src/engine/types.ts';

const check = (text: string, language: AnswerLanguage) => assert.equal(languageOf(text), language);

test('English', () => check('where is the retry policy decided?', 'en'));
test('Chinese', () => check('重试策略在哪里决定？', 'zh'));
test('Chinese about identifiers', () => check('PARALLAX_BASE_URL 和 RetryPolicy.decide 是在哪里读取的', 'zh'));
test('a short Chinese question about a long name', () => check('ConnectionPoolManager 的作用', 'zh'));
test('English that quotes a label', () => check('where does the label 重新登录 come from in the login form?', 'en'));
test('Japanese is not Chinese', () => check('再試行はどこで決まりますか', 'en'));
test('an identifier alone', () => check('Client.send', 'en'));
test('nothing', () => check('', 'en'));
