import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stem } from '../../../src/engine/text/stem.ts';
import { termsOf } from '../../../src/engine/text/terms.ts';
import { forEachWord, normalise, partsOf } from '../../../src/engine/text/words.ts';

function words(text: string): string[] {
  const found: string[] = [];
  forEachWord(normalise(text), (word) => found.push(word));
  return found;
}
const check = (actual: unknown, expected: unknown) => assert.deepEqual(actual, expected);

test('words are runs of letters, digits and underscores', () =>
  check(words('foo.bar_baz(x1)+"π"'), ['foo', 'bar_baz', 'x1', 'π']));
test('CJK runs are words of their own', () => check(words('Embedding的稀疏查询q'), ['Embedding', '的稀疏查询', 'q']));
test('full-width letters are folded', () => check(words('ＡＢＣ１'), ['ABC1']));
test('a dollar sign separates', () => check(words('$scope a$b'), ['scope', 'a', 'b']));
test('camel', () => check(partsOf('parseHTTPRequest'), ['parse', 'http', 'request']));
test('snake, leading underscores and digits', () => check(partsOf('__init_v2__'), ['init', 'v', '2']));
test('capitals stay together', () => check(partsOf('MAX_URL'), ['max', 'url']));
test('accents stay inside words', () => check(partsOf('größeÄndern'), ['größe', 'ändern']));
test('a compound keeps its whole', () => check(termsOf('UrlParse'), ['url', 'pars', 'urlparse']));
test('a glued word meets its compound', () => assert.ok(termsOf('url_parse').includes('urlparse')));
test('a short stem is kept', () => check(termsOf('fs'), ['fs']));
test('digits count inside the whole only', () => check(termsOf('utf8'), ['utf', 'utf8']));
test('CJK gives characters and pairs', () => check(termsOf('重试策略'), ['重', '试', '策', '略', '重试', '试策', '策略']));

const sameStem = (...forms: string[]) => check(new Set(forms.map(stem)).size, 1);
test('resolve', () => sameStem('resolve', 'resolves', 'resolver', 'resolving', 'resolved'));
test('settle', () => sameStem('settle', 'settling', 'settled'));
test('check', () => sameStem('check', 'checks', 'checker', 'checking'));
test('running', () => sameStem('run', 'running', 'runner', 'runs'));
test('retries', () => sameStem('retry', 'retries', 'retried'));
test('class is not a plural', () => check(stem('class'), 'class'));
test('status is not a plural', () => check(stem('status'), 'status'));
