import assert from 'node:assert/strict';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { isEngineError } from '../../src/engine/errors.ts';
import { type Flags, type ReadSettings, readSettings } from '../../src/node/settings.ts';

interface Given {
  /** What `parallax.json` holds; none when left out. */
  readonly file?: unknown;
  readonly text?: string;
  readonly flags?: Flags;
  readonly env?: Record<string, string>;
}

async function read({ file, text = JSON.stringify(file), flags = {}, env = {} }: Given): Promise<ReadSettings> {
  const root = await mkdtemp(join(tmpdir(), 'parallax-settings-'));
  try {
    if (text !== undefined) await writeFile(join(root, 'parallax.json'), text);
    return await readSettings(root, flags, env);
  } finally {
    await rm(root, { recursive: true });
  }
}

/** One group of the settings that come of what is given. */
async function check<K extends keyof ReadSettings['settings']>(
  given: Given,
  group: K,
  expected: object | undefined,
): Promise<void> {
  const { settings, refused } = await read(given);
  assert.deepEqual(JSON.parse(JSON.stringify({ [group]: settings[group] })), JSON.parse(JSON.stringify({ [group]: expected })));
  assert.deepEqual(refused, []);
}

async function refuses(given: Given, sentence: RegExp): Promise<void> {
  await assert.rejects(read(given), (error: Error) => {
    assert.match(error.message, sentence);
    assert.doesNotMatch(error.message, /\n/);
    return isEngineError(error) && error.code === 'settingsInvalid';
  });
}

for (const pattern of ['src/**', '**/*.test.*', '*.{test,spec}.{ts,js}', '**/a/**/b/*', '[a-z]*?.c', '!keep.ts'])
  test(`the pattern ${pattern}`, () =>
    check({ file: { index: { exclude: [pattern] } } }, 'index', { include: [], exclude: [pattern] }));
for (const pattern of [`${'*a'.repeat(9)}b`, '(a+)+b', '+(a|aa)b', '**/'.repeat(9), '{a,b}{a,b}{a,b}{a,b}', 'x'.repeat(999)])
  test(`the pattern ${pattern.slice(0, 20)} would take too long`, () =>
    refuses({ file: { index: { exclude: [pattern] } } }, /index\.exclude\.0/));

test('nothing set', () => check({}, 'index', { include: [], exclude: [] }));
test('what the file may set', () =>
  check({ file: { index: { include: ['src/**'], exclude: ['old/**'], maxBytes: 9 } } }, 'index', {
    include: ['src/**'],
    exclude: ['old/**'],
    maxBytes: 9,
  }));
test('the frame', () => check({ file: { answer: { frame: 'a compiler' } } }, 'answer', { frame: 'a compiler' }));
test('terms', () => check({ file: { terms: { 召回: ['recall'] } } }, 'terms', { 召回: ['recall'] }));
test('a byte order mark', () => check({ text: '\ufeff{"terms":{}}' }, 'terms', {}));

test('the model from the environment', () =>
  check({ env: { PARALLAX_BASE_URL: 'http://a/v1', PARALLAX_MODEL: 'm', PARALLAX_API_KEY: 'k' } }, 'model', {
    baseUrl: 'http://a/v1',
    name: 'm',
    apiKey: 'k',
  }));
test('flags before the environment', () =>
  check(
    { flags: { baseUrl: 'https://b', model: 'n', apiKey: 'l' }, env: { PARALLAX_BASE_URL: 'http://a', PARALLAX_MODEL: 'm' } },
    'model',
    {
      baseUrl: 'https://b',
      name: 'n',
      apiKey: 'l',
    },
  ));
test("OpenAI's own variable for the key", () => check({ env: { OPENAI_API_KEY: 'k' } }, 'model', { apiKey: 'k' }));
test('our variable before it', () => check({ env: { PARALLAX_API_KEY: 'a', OPENAI_API_KEY: 'b' } }, 'model', { apiKey: 'a' }));
test('an empty variable sets nothing', () => check({ env: { PARALLAX_MODEL: ' ' } }, 'model', {}));

test('a repository cannot name an endpoint, a key or an embedder', async () => {
  const { settings, refused } = await read({
    file: { model: { baseUrl: 'http://evil', apiKey: 'k' }, embedder: 'openai:evil', answer: { frame: 'kept' } },
  });
  assert.deepEqual([settings.model.baseUrl, settings.model.apiKey, settings.embedder.kind], [undefined, undefined, 'built-in']);
  assert.equal(settings.answer.frame, 'kept');
  assert.equal(refused.length, 2);
  assert.match(refused[0], /^parallax\.json tries to set 'model'/);
});

test('no embedder', () => check({}, 'embedder', { kind: 'built-in' }));
test('the built-in embedder by name', () =>
  check({ flags: { embedder: 'built-in' }, env: { PARALLAX_EMBEDDER: 'x' } }, 'embedder', { kind: 'built-in' }));
test("an embedder on the language model's server", () =>
  check({ env: { PARALLAX_EMBEDDER: 'openai:e', PARALLAX_BASE_URL: 'http://a/v1', PARALLAX_API_KEY: 'k' } }, 'embedder', {
    kind: 'openai',
    baseUrl: 'http://a/v1',
    model: 'e',
    apiKey: 'k',
    prefixes: { question: '', code: '' },
  }));
test("an embedder elsewhere never gets the language model's key", () =>
  check(
    {
      flags: { embedder: 'openai:org/e:v2' },
      env: {
        PARALLAX_BASE_URL: 'http://a/v1',
        PARALLAX_API_KEY: 'k',
        PARALLAX_EMBEDDER_BASE_URL: 'http://b/v1',
        PARALLAX_EMBEDDER_DIMENSIONS: '256',
        PARALLAX_EMBEDDER_QUESTION_PREFIX: 'query: ',
      },
    },
    'embedder',
    { kind: 'openai', baseUrl: 'http://b/v1', model: 'org/e:v2', dimensions: 256, prefixes: { question: 'query: ', code: '' } },
  ));
test('a model in a folder', () =>
  check({ env: { PARALLAX_EMBEDDER: 'transformers:./models/e5', PARALLAX_EMBEDDER_POOLING: 'cls' } }, 'embedder', {
    kind: 'transformers',
    model: './models/e5',
    pooling: 'cls',
    prefixes: { question: '', code: '' },
  }));
test('an embedder of no known kind', () =>
  refuses({ flags: { embedder: 'word2vec:x' } }, /got word2vec:x, expected built-in, openai/));
test('an embedder without its model', () => refuses({ flags: { embedder: 'openai' } }, /expected built-in/));
test('an embedder without a server', () => refuses({ flags: { embedder: 'openai:e' } }, /PARALLAX_EMBEDDER_BASE_URL/));
test('dimensions in words', () =>
  refuses({ env: { PARALLAX_EMBEDDER: 'transformers:e', PARALLAX_EMBEDDER_DIMENSIONS: 'many' } }, /DIMENSIONS.*got many/));
test('an unknown pooling', () =>
  refuses({ env: { PARALLAX_EMBEDDER: 'transformers:e', PARALLAX_EMBEDDER_POOLING: 'max' } }, /mean, cls, last_token/));

test("an embedder's own server and key from the host", () =>
  check(
    { flags: { embedder: 'openai:e', embedderBaseUrl: 'http://b/v1', embedderApiKey: 'q', baseUrl: 'http://a/v1', apiKey: 'k' } },
    'embedder',
    { kind: 'openai', baseUrl: 'http://b/v1', model: 'e', apiKey: 'q', prefixes: { question: '', code: '' } },
  ));

const FILE = { index: { include: ['src/**'], exclude: ['old/**'], maxBytes: 9 }, answer: { frame: 'a shop' } };
test("the host's globs: its own inclusions, both's exclusions", () =>
  check({ file: FILE, flags: { include: ['lib/**'], exclude: ['gen/**'], maxBytes: 7 } }, 'index', {
    include: ['lib/**'],
    exclude: ['gen/**', 'old/**'],
    maxBytes: 7,
  }));
test("the host's frame and language", () =>
  check({ file: FILE, flags: { frame: 'a bank', language: 'zh' } }, 'answer', { frame: 'a bank', language: 'zh' }));
test("a host's glob that would take too long", () =>
  refuses({ flags: { exclude: ['(a+)+b'] } }, /patterns to exclude .*no parentheses/));
test('a folder with parentheses in its name', () =>
  check({ flags: { exclude: ['app/\\(shop\\)/**'] } }, 'index', { include: [], exclude: ['app/\\(shop\\)/**'] }));
test('a workspace that is not trusted may only exclude', async () => {
  const { settings, refused } = await read({ file: { ...FILE, terms: { 召回: ['recall'] } }, flags: { trusted: false } });
  assert.deepEqual(settings.index, { include: [], exclude: ['old/**'], maxBytes: undefined });
  assert.deepEqual([settings.answer.frame, settings.terms], [undefined, {}]);
  assert.deepEqual(
    refused.map((sentence) => /'(.*)'/.exec(sentence)?.[1]),
    ['index.include', 'index.maxBytes', 'answer', 'terms'],
  );
});

test('a link to something that never ends', async () => {
  const root = await mkdtemp(join(tmpdir(), 'parallax-settings-'));
  await symlink('/dev/zero', join(root, 'parallax.json'));
  await assert.rejects(readSettings(root, {}, {}), /a file of at most/);
  await rm(root, { recursive: true });
});

test('not JSON', () => refuses({ text: '{' }, /parallax\.json \(it is not JSON/));
test('not an object', () => refuses({ file: [1] }, /an object was expected/));
test('an unknown name', () => refuses({ file: { indx: {} } }, /indx/));
test('an unknown name in a group', () => refuses({ file: { index: { includes: [] } } }, /index.*includes/));
test('a wrong kind', () => refuses({ file: { index: { maxBytes: 'big' } } }, /index\.maxBytes.*number/));
test('too small', () => refuses({ file: { index: { maxBytes: 0 } } }, /index\.maxBytes/));
test('a term that no question can match', () => refuses({ file: { terms: { recall: ['x'] } } }, /terms\.recall/));
test('a base URL that is none', () => refuses({ flags: { baseUrl: 'localhost:1234' } }, /base URL/));
test('a base URL of another kind', () => refuses({ env: { PARALLAX_BASE_URL: 'file:///etc/passwd' } }, /base URL/));
