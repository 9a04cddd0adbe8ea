import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { Engine } from '../../../src/engine/engine.ts';
import type { SearchQuery } from '../../../src/engine/types.ts';
import { memoryEngine } from '../../support/memory-engine.ts';

const WORKSPACE = {
  'src/retry.ts': `/** Decides whether a failed request is tried again, and how long to wait first. */
export class RetryPolicy {
  /** Doubles the pause after every attempt, up to a minute. */
  backoff(attempt: number): number {
    return Math.min(60_000, 2 ** attempt * 100);
  }
}
`,
  'src/cookies.ts': `/** Keeps the cookies that servers set, by domain and path. */
export function storeCookie(jar: Map<string, string>, name: string, value: string): void {
  jar.set(name, value);
}
`,
  'src/client.ts': `import { RetryPolicy } from './retry';
import { storeCookie } from './cookies';
export function sendRequest(url: string): void {
  new RetryPolicy().backoff(1);
  storeCookie(new Map(), 'a', url);
}
`,
  'test/retry.test.ts': `import { RetryPolicy } from '../src/retry';
test('backoff of the retry policy doubles', () => new RetryPolicy().backoff(2));
`,
  'lib/缓存.py': `def load_value(key):
    """从缓存中读取，过期则重新加载。"""
    return CACHE.get(key)
`,
};

let engine: Engine;
before(async () => {
  const translations = async () => ({ 重试: [['retry', 0.8]], 策略: [['policy', 0.7]] }) as const;
  ({ engine } = await memoryEngine(WORKSPACE, { translations }));
});

async function first(query: Partial<SearchQuery> & { text: string }, expected: string): Promise<void> {
  const { hits } = await engine.search(query);
  assert.equal(hits[0] && `${hits[0].path}:${hits[0].startLine} ${hits[0].symbol}`, expected);
}

test('a behaviour finds the function that has it', () =>
  first({ text: 'the pause doubles after every attempt' }, 'src/retry.ts:4 RetryPolicy.backoff'));
test('a name finds its definition, not its users', () => first({ text: 'storeCookie' }, 'src/cookies.ts:2 storeCookie'));
test('another spelling of the name does too', () => first({ text: 'store_cookie' }, 'src/cookies.ts:2 storeCookie'));
test('tests come first when asked for', () =>
  first({ text: 'tests of the retry policy' }, 'test/retry.test.ts:2 backoff of the retry policy doubles'));
test('a Chinese question finds English code', () => first({ text: '重试策略在哪里决定' }, 'src/retry.ts:2 RetryPolicy'));
test('a Chinese question finds Chinese comments', () => first({ text: '过期了怎么重新加载' }, 'lib/缓存.py:1 load_value'));
test('a language filter', () => first({ text: 'retry policy', language: 'python' }, 'lib/缓存.py:1 load_value'));
test('a path filter', () =>
  first({ text: 'retry policy', path: 'test/**' }, 'test/retry.test.ts:2 backoff of the retry policy doubles'));
test('an angle alone', () => first({ text: 'cookies', angle: 'purpose' }, 'src/cookies.ts:2 storeCookie'));

test('every file comes once', async () => {
  const paths = (await engine.search({ text: 'retry backoff cookie request' })).hits.map(({ path }) => path);
  assert.equal(new Set(paths).size, paths.length);
});
test('no more hits than asked for', async () => assert.equal((await engine.search({ text: 'retry', limit: 2 })).hits.length, 2));
test('hits say why', async () => {
  const { why } = (await engine.search({ text: 'RetryPolicy' })).hits[0];
  assert.equal(why[0], 'defines `RetryPolicy`');
});

test('reasons come in the language that was asked for', async () => {
  const { why } = (await engine.search({ text: 'RetryPolicy', words: 'zh' })).hits[0];
  assert.equal(why[0], '定义了 `RetryPolicy`');
  const [hit] = await engine.related(
    `${(await engine.search({ text: 'RetryPolicy' })).hits[0].path}#RetryPolicy`,
    'purpose',
    1,
    'zh',
  );
  assert.match(hit.why[0], /^用途相似 0\.\d\d$/);
});
test('scores fall from 1', async () => {
  const scores = (await engine.search({ text: 'retry policy' })).hits.map(({ score }) => score);
  assert.equal(scores[0], 1);
  assert.deepEqual(
    scores,
    scores.toSorted((a, b) => b - a),
  );
});
test('callers and callees', async () => {
  const names = async (edges: ReturnType<Engine['callers']>, side: 'from' | 'to') => (await edges).map((edge) => edge[side].name);
  assert.deepEqual(await names(engine.callers('src/cookies.ts#storeCookie'), 'from'), ['sendRequest']);
  assert.ok((await names(engine.callees('src/client.ts#sendRequest'), 'to')).includes('backoff'));
});
test('kin by company', async () => {
  const related = await engine.related('src/cookies.ts#storeCookie', 'company');
  assert.ok(related.every(({ path, symbol }) => `${path}#${symbol}` !== 'src/cookies.ts#storeCookie'));
  assert.ok(related.length > 0);
});
test('the doctor finds a function by its documentation', async () => assert.equal((await engine.doctor()).selfTest?.rank, 1));
