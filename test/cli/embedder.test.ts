import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { withBench } from '../support/command.ts';
import { openModelServer } from '../support/model-server.ts';
import { smallRepository } from '../support/small-repository.ts';
import { writeTinyModel } from '../support/tiny-model.ts';

const DIMENSIONS = 64;

/** Counts words into a vector: near where words are shared. */
function vectorOf(text: string): number[] {
  const vector = new Array<number>(DIMENSIONS).fill(0);
  for (const word of text.toLowerCase().match(/[a-z]+/g) ?? ['']) {
    let hash = 7;
    for (const char of word) hash = (hash * 31 + char.charCodeAt(0)) % 65_521;
    vector[hash % DIMENSIONS]++;
  }
  return vector;
}

test('vectors come from a server where the user names one, and from the built-in model again where not', async () => {
  const server = await openModelServer((response, { body }) => {
    const texts = [body.input].flat() as string[];
    const data = texts.map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text) }));
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ object: 'list', data, model: 'words' }));
  });
  await withBench(smallRepository, async ({ root, run }) => {
    const env = { PARALLAX_EMBEDDER: 'openai:words', PARALLAX_EMBEDDER_BASE_URL: server.url };
    const found = await run(['search', 'sleeps for the pause of an attempt', '--root', root, '--json'], { env });
    assert.equal(found.err, '');
    assert.equal(JSON.parse(found.out).hits[0].path, 'client/retry.go');
    const embedderOf = async (more?: Record<string, string>) => {
      await run(['index', '--root', root], { env: more });
      return JSON.parse((await run(['doctor', '--root', root, '--json'], { env: more })).out).embedder;
    };
    assert.equal(await embedderOf(env), `openai:words:${DIMENSIONS}`);
    assert.ok(server.requests.every(({ url }) => url === '/v1/embeddings'));
    assert.match(await embedderOf(), /^static-/);
  });
  await server.close();
});

test('vectors come from a transformer model in a folder', () =>
  withBench(smallRepository, async ({ top, root, run }) => {
    const folder = join(top, 'tiny');
    writeTinyModel(folder);
    const env = { PARALLAX_EMBEDDER: `transformers:${folder}` };
    const found = await run(['search', 'retry policy', '--root', root, '--json'], { env });
    assert.equal(found.err, '');
    assert.equal(JSON.parse(found.out).hits[0].path, 'client/retry.go');
    const { embedder } = JSON.parse((await run(['doctor', '--root', root, '--json'], { env })).out);
    assert.match(embedder, /^transformers:.*:mean:8$/);
  }));

test('a server that is not there is said in one sentence', () =>
  withBench(smallRepository, async ({ root, run }) => {
    const env = { PARALLAX_EMBEDDER: 'openai:words', PARALLAX_EMBEDDER_BASE_URL: 'http://127.0.0.1:9/v1' };
    const { code, err } = await run(['index', '--root', root], { env });
    assert.equal(code, 1);
    assert.match(err, /^parallax: [^\n]*127\.0\.0\.1:9[^\n]*\n$/);
  }));
