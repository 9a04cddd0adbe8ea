import assert from 'node:assert/strict';
import { test } from 'node:test';
import { APIError } from 'openai';
import { modelErrorOf, retryDelay } from '../../src/node/model-errors.ts';

function delay(status: number, headers: Readonly<Record<string, string>>, attempt = 0) {
  return retryDelay(APIError.generate(status, {}, '', new Headers(headers)), attempt, 100);
}
const waits = (status: number, headers: Readonly<Record<string, string>>, expected: number | undefined) =>
  assert.equal(delay(status, headers), expected);

test('as many seconds as the server asks', () => waits(429, { 'retry-after': '2' }, 2000));
test('a part of a second', () => waits(503, { 'retry-after': '0.5' }, 500));
test('a date that has passed', () => waits(429, { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }, 0));
test('an hour is too long', () => waits(429, { 'retry-after': '3600' }, undefined));
test('a refusal that would only be repeated', () => waits(400, { 'retry-after': '1' }, undefined));
test('a bug of ours', () => assert.equal(retryDelay(new TypeError('x'), 0, 100), undefined));
test('twice as long each time, up to eight seconds, up to a quarter less', () => {
  for (const [attempt, most] of [100, 200, 400, 800].entries()) {
    const ms = delay(500, {}, attempt)!;
    assert.ok(ms <= most && ms >= most * 0.75, `${attempt}: ${ms}`);
  }
  assert.ok(delay(500, {}, 30)! <= 8000);
});
test('words that make no date fall back to doubling', () => assert.ok(delay(429, { 'retry-after': 'soon' })! >= 75));
test('what is a bug is not dressed up', () => {
  const address = { url: 'http://x', model: 'm', apiKey: undefined, timeoutMs: 1 };
  assert.equal(modelErrorOf(new RangeError('ours'), address), undefined);
});
