import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { isEngineError } from '../../../src/engine/errors.ts';
import { openTransformersEmbedder, type TransformersOptions } from '../../../src/node/embedders/transformers.ts';
import { TINY_DIMENSIONS, TINY_MOST_TOKENS, tinyRow, writeTinyModel } from '../../support/tiny-model.ts';

const root = mkdtempSync(join(tmpdir(), 'parallax-transformers-'));
after(() => rmSync(root, { recursive: true }));
const tiny = join(root, 'tiny');
writeTinyModel(tiny);

/** The unit vector of the mean of these words' rows. */
function meanOf(words: string, dimensions = TINY_DIMENSIONS): Float32Array {
  const rows = words.split(' ').map((word) => tinyRow(word));
  const mean = rows[0].slice(0, dimensions).map((_, i) => rows.reduce((sum, row) => sum + row[i], 0) / rows.length);
  return Float32Array.from(mean, (value) => value / Math.hypot(...mean));
}

function assertNear(row: Float32Array, expected: Float32Array) {
  assert.equal(row.length, expected.length);
  assert.ok(
    row.every((value, i) => Math.abs(value - expected[i]) < 1e-6),
    `${row} is not ${expected}`,
  );
}

/** Embeds texts and compares each with the mean of the words that it should have been. */
async function check(texts: readonly string[], expected: readonly string[], options: Partial<TransformersOptions> = {}) {
  const embedder = await openTransformersEmbedder({ model: tiny, ...options });
  const rows = await embedder.embed(texts, 'question');
  assert.equal(rows.length, expected.length);
  for (const [i, row] of rows.entries()) assertNear(row, meanOf(expected[i], options.dimensions));
}

async function checkRefused(options: TransformersOptions, code: string) {
  await assert.rejects(openTransformersEmbedder(options), (error) => isEngineError(error) && error.code === code);
}

test('a text is the mean of its tokens', () => check(['retry policy'], ['retry policy']));
test('case and unknown words', () => check(['Retry xyz'], ['retry [UNK]']));
test('an empty text is an unknown word', () => check([''], ['[UNK]']));
test('no texts', () => check([], []));
test('filling up changes nothing', () => check(['retry', 'policy decides when again'], ['retry', 'policy decides when again']));
test('more texts than one batch, of all lengths, in their order', () => {
  const texts = Array.from({ length: 70 }, (_, i) => ['retry', 'policy when', 'again again decides'][(i * i) % 3]);
  return check(texts, texts);
});
test('what the model has no room for is cut', () =>
  check([`${'retry '.repeat(TINY_MOST_TOKENS)}policy`], [Array(TINY_MOST_TOKENS).fill('retry').join(' ')]));
test('what was asked to be cut is cut', () => check(['retry policy when'], ['retry policy'], { maxTokens: 2 }));
test('the first token alone', () => check(['retry policy', 'when'], ['retry', 'when'], { pooling: 'cls' }));
test('the last token alone', () => check(['retry policy', 'when'], ['policy', 'when'], { pooling: 'last_token' }));
test('fewer dimensions', () => check(['retry'], ['retry'], { dimensions: 4 }));
test('the prefix of its side', () => check(['retry'], ['when retry'], { prefixes: { question: 'when ', code: 'again ' } }));
test('more dimensions than the model has', () => checkRefused({ model: tiny, dimensions: 9 }, 'embedderWrongShape'));

test('the embedder says what it is', async () => {
  const { id, dimensions } = await openTransformersEmbedder({ model: tiny });
  assert.deepEqual([id, dimensions], [`transformers:${tiny}:mean:8`, 8]);
});

test('two embedders at once, several requests each', async () => {
  const embedders = await Promise.all(
    [{}, { pooling: 'cls' as const }].map((more) => openTransformersEmbedder({ model: tiny, ...more })),
  );
  const asked = await Promise.all(embedders.flatMap((one) => [one.embed(['retry policy'], 'code'), one.embed(['when'], 'code')]));
  assert.deepEqual(asked.length, 4);
  for (const [i, words] of ['retry policy', 'when', 'retry', 'when'].entries()) assertNear(asked[i][0], meanOf(words));
});

test('cancelled', async () => {
  const embedder = await openTransformersEmbedder({ model: tiny });
  await assert.rejects(embedder.embed(['retry'], 'code', AbortSignal.abort()), { code: 'cancelled' });
});

test('a quantised file is taken before a full one', async () => {
  const folder = join(root, 'both');
  writeTinyModel(folder);
  writeTinyModel(folder, { onnxName: 'model_quantized.onnx' });
  writeFileSync(join(folder, 'onnx', 'model.onnx'), 'not read');
  await check(['retry'], ['retry'], { model: folder });
});

/** A copy of the model in which one file holds something else, or is gone. */
function spoiled(name: string, file: string, content: string | undefined): string {
  const folder = join(root, name);
  cpSync(tiny, folder, { recursive: true });
  if (content === undefined) rmSync(join(folder, file));
  else writeFileSync(join(folder, file), content);
  return folder;
}
test('no such folder', () => checkRefused({ model: join(root, 'nowhere') }, 'embedderModelMissing'));
test('an id, and no leave to download', () => checkRefused({ model: 'org/tiny' }, 'embedderModelMissing'));
for (const file of ['config.json', 'tokenizer.json', 'onnx/model.onnx']) {
  const name = file.replace(/\W/g, '-');
  test(`without ${file}`, () => checkRefused({ model: spoiled(`no-${name}`, file, undefined) }, 'embedderModelMissing'));
  test(`with a damaged ${file}`, () => checkRefused({ model: spoiled(`bad-${name}`, file, '{"a') }, 'embedderModelDamaged'));
}
test('a model that gives something else', () => {
  const folder = join(root, 'other');
  writeTinyModel(folder, { output: 'waveform' });
  return checkRefused({ model: folder }, 'embedderModelDamaged');
});

/** A hub that has the files of `folder` under `org/tiny`. */
async function openHub(t: TestContext, folder: string, status = 200) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url?.match(/^\/org\/tiny\/resolve\/main\/(.*)$/)?.[1] ?? '';
    asked.push(`${request.method} ${path}`);
    const files = readdirSync(folder, { recursive: true }) as string[];
    if (status !== 200 || !files.includes(path)) return response.writeHead(status === 200 ? 404 : status).end();
    return response.end(readFileSync(join(folder, path)));
  }).listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((done) => server.close(() => done()));
  };
  t.after(close);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, close };
}

test('an id is downloaded once, and then nobody is asked', async (t) => {
  const hub = await openHub(t, tiny);
  const options = { model: 'org/tiny', cacheFolder: join(root, 'cache'), remoteHost: hub.url };
  await check(['retry policy'], ['retry policy'], options);
  const asked = hub.asked.length;
  assert.ok(hub.asked.includes('GET onnx/model.onnx'), hub.asked.join());
  await check(['when'], ['when'], options);
  assert.equal(hub.asked.length, asked);
  await hub.close();
  await check(['again'], ['again'], options);
});

async function checkHub(t: TestContext, status: number, code: string, folder = tiny) {
  const hub = await openHub(t, folder, status);
  await checkRefused({ model: 'org/tiny', cacheFolder: join(root, `cache-${status}`), remoteHost: `${hub.url}/` }, code);
}
test('a hub that does not know the model', (t) => checkHub(t, 404, 'embedderModelMissing'));
test('a hub that wants a key', (t) => checkHub(t, 401, 'embedderRefused'));
test('a hub that has no ONNX file of it', (t) =>
  checkHub(t, 200, 'embedderModelMissing', spoiled('no-onnx', 'onnx/model.onnx', undefined)));
test('nobody there', () =>
  checkRefused(
    { model: 'org/tiny', cacheFolder: join(root, 'cache-x'), remoteHost: 'http://127.0.0.1:1' },
    'embedderUnreachable',
  ));
test('an id that leads out of the cache', () =>
  checkRefused(
    { model: '../tiny', cacheFolder: join(root, 'cache-x'), remoteHost: 'http://127.0.0.1:1' },
    'embedderModelMissing',
  ));
