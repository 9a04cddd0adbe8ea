import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { type TestContext, test } from 'node:test';
import { isEngineError } from '../../../src/engine/errors.ts';
import { type OpenAIEmbedderOptions, openOpenAIEmbedder } from '../../../src/node/embedders/openai.ts';
import { type ModelRequest, openModelServer, type Reply, refuseWith } from '../../support/model-server.ts';

const KEY = 'sk-secret-0123456789';

/** Three numbers that say which text they are of. */
function numbersOf(text: string): number[] {
  return [text.length, text.charCodeAt(0), 1];
}

function unit(numbers: readonly number[]): Float32Array {
  return Float32Array.from(numbers, (value) => value / Math.hypot(...numbers));
}

function sendJson(response: Parameters<Reply>[0], value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

/** A server that does as it should, but for what `change` makes of its list. */
function embedWith(change: (data: object[], request: ModelRequest) => unknown = (data) => data): Reply {
  return (response, request) => {
    const input: string[] = request.body.input;
    const data = input.map((text, index) => ({ object: 'embedding', index, embedding: numbersOf(text) }));
    sendJson(response, { object: 'list', data: change(data, request), model: request.body.model });
  };
}

interface Outcome {
  readonly rows: readonly Float32Array[];
  readonly code: string;
  readonly message: string;
  readonly requests: number;
}

async function embedAt(url: string, texts: readonly string[], options: Partial<OpenAIEmbedderOptions>, signal?: AbortSignal) {
  try {
    const embedder = await openOpenAIEmbedder({
      baseUrl: url,
      model: 'tiny',
      apiKey: KEY,
      dimensions: 3,
      backoffMs: 5,
      ...options,
    });
    return { rows: await embedder.embed(texts, 'code', signal), code: '', message: '' };
  } catch (error) {
    if (!isEngineError(error)) throw error;
    return { rows: [], code: error.code, message: error.message };
  }
}

/** Embeds `texts` at a server that replies so, and compares what is named. The key is in no message. */
async function exchange(
  replies: Reply | readonly Reply[],
  texts: readonly string[],
  expected: Partial<Outcome>,
  options: Partial<OpenAIEmbedderOptions> = {},
) {
  const server = await openModelServer(...[replies].flat());
  try {
    const outcome: Outcome = { ...(await embedAt(server.url, texts, options)), requests: server.requests.length };
    for (const [name, value] of Object.entries(expected))
      assert.deepEqual(outcome[name as keyof Outcome], value, outcome.message);
    assert.ok(!outcome.message.includes(KEY));
    return { outcome, asked: server.requests };
  } finally {
    await server.close();
  }
}

async function check(...args: Parameters<typeof exchange>): Promise<void> {
  await exchange(...args);
}

const ONE = [unit(numbersOf('one'))];

test('texts become unit vectors in their order', () =>
  check(embedWith(), ['one', 'three'], { rows: [unit(numbersOf('one')), unit(numbersOf('three'))], requests: 1 }));
test('no texts, no request', () => check(embedWith(), [], { rows: [], requests: 0 }));

test('the request names model, texts and dimensions, and carries the key', async () => {
  const { asked } = await exchange(embedWith(), ['one'], { rows: ONE });
  assert.equal(asked[0].url, '/v1/embeddings');
  assert.deepEqual(asked[0].body, { model: 'tiny', input: ['one'], encoding_format: 'float', dimensions: 3 });
  assert.equal(asked[0].headers.authorization, `Bearer ${KEY}`);
});

test('without a key there is no header for it', async () => {
  const { asked } = await exchange(embedWith(), ['one'], { rows: ONE }, { apiKey: undefined });
  assert.equal(asked[0].headers.authorization, undefined);
});

test('the request says nothing of this machine', async () => {
  const { asked } = await exchange(embedWith(), ['one'], { rows: ONE });
  assert.deepEqual(
    Object.keys(asked[0].headers).filter((name) => name.startsWith('x-stainless')),
    [],
  );
});

test('at most 64 texts a request, answers put together in order', async () => {
  const texts = Array.from({ length: 300 }, (_, i) => 'x'.repeat(i + 1));
  const { outcome, asked } = await exchange(embedWith(), texts, { requests: 5 });
  assert.ok(asked.every(({ body }) => body.input.length <= 64));
  assert.deepEqual(
    outcome.rows,
    texts.map((text) => unit(numbersOf(text))),
  );
});

test('at most 200,000 bytes a request', async () => {
  const texts = Array.from({ length: 60 }, () => '向'.repeat(4000));
  const { asked } = await exchange(embedWith(), texts, { code: '' });
  assert.ok(asked.length >= 4);
  assert.ok(asked.every(({ body }) => Buffer.byteLength(body.input.join('')) <= 200_000));
});

test('long texts are cut, between characters, and empty ones stand for themselves', async () => {
  const { asked } = await exchange(embedWith(), [`${'a'.repeat(7999)}😀${'b'.repeat(999)}`, '', ' \n'], { code: '' });
  assert.deepEqual(asked[0].body.input, [`${'a'.repeat(7999)}\ufffd`, '-', '-']);
});

test('each side has its prefix', async (t) => {
  const server = await openModelServer(embedWith());
  t.after(server.close);
  const prefixes = { question: 'query: ', code: 'passage: ' };
  const embedder = await openOpenAIEmbedder({ baseUrl: server.url, model: 'tiny', dimensions: 3, prefixes });
  await embedder.embed(['one'], 'question');
  await embedder.embed(['one'], 'code');
  assert.deepEqual(
    server.requests.map(({ body }) => body.input),
    [['query: one'], ['passage: one']],
  );
});

test('dimensions are asked of the server when they are not given', async (t) => {
  const server = await openModelServer(embedWith());
  t.after(server.close);
  const embedder = await openOpenAIEmbedder({ baseUrl: server.url, model: 'tiny' });
  assert.deepEqual([embedder.dimensions, embedder.id], [3, 'openai:tiny:3']);
  assert.equal('dimensions' in server.requests[0].body, false);
});

test('longer vectors are cut to what was asked, and made unit vectors again', () =>
  check(embedWith(), ['one'], { rows: [unit(numbersOf('one').slice(0, 2))] }, { dimensions: 2 }));
test('shorter vectors are refused', () => check(embedWith(), ['one'], { code: 'embedderWrongShape' }, { dimensions: 4 }));
test('vectors of several lengths are refused', () =>
  check(
    embedWith((data) => data.map((item, i) => ({ ...item, embedding: [1, 2, 3, 4].slice(i) }))),
    ['a', 'b'],
    { code: 'embedderWrongShape' },
  ));
test('a vector too few is refused', () =>
  check(
    embedWith((data) => data.slice(0, 1)),
    ['a', 'b'],
    { code: 'embedderWrongShape' },
  ));
test('a vector too many is refused', () =>
  check(
    embedWith((data) => [...data, { ...data[0], index: 1 }]),
    ['a'],
    { code: 'embedderWrongShape' },
  ));

test('vectors in another order are put right by their index', () =>
  check(
    embedWith((data) => data.reverse()),
    ['one', 'three'],
    { rows: [unit(numbersOf('one')), unit(numbersOf('three'))] },
  ));
test('an index given twice is garbage', () =>
  check(
    embedWith((data) => data.map((item) => ({ ...item, index: 0 }))),
    ['a', 'b'],
    { code: 'embedderGarbage' },
  ));
test('without indices the order counts', () =>
  check(
    embedWith((data) => data.map((item) => ({ ...item, index: undefined }))),
    ['one', 'three'],
    {
      rows: [unit(numbersOf('one')), unit(numbersOf('three'))],
    },
  ));

function base64(numbers: readonly number[]): string {
  return Buffer.from(Float32Array.from(numbers).buffer).toString('base64');
}
test('base64 is understood', () =>
  check(
    embedWith((data) => data.map((item) => ({ ...item, embedding: base64(numbersOf('one')) }))),
    ['one'],
    { rows: ONE },
  ));

const garbage = (data: unknown) =>
  check((response) => sendJson(response, data), ['one'], { code: 'embedderGarbage', requests: 1 });
test('a web page is garbage', () =>
  check((response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'), ['one'], {
    code: 'embedderGarbage',
  }));
test('broken JSON is garbage', () =>
  check((response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"data": ['), ['one'], {
    code: 'embedderGarbage',
  }));
test('JSON of another kind is garbage', () => garbage({ choices: [] }));
test('null is garbage', () => garbage(null));
test('a list of nothing is garbage', () => garbage({ data: [null] }));
test('words instead of numbers are garbage', () => garbage({ data: [{ embedding: ['a', 'b', 'c'] }] }));
test('an empty vector is garbage', () => garbage({ data: [{ embedding: [] }] }));
test('base64 of no whole numbers is garbage', () => garbage({ data: [{ embedding: 'AAAAAAA=' }] }));

test('429 and 503 are tried again', () =>
  check([refuseWith(429), refuseWith(503), embedWith()], ['one'], { rows: ONE, requests: 3 }));
test('tries end', () => check(refuseWith(500), ['one'], { code: 'embedderRefused', requests: 3 }, { maxRetries: 2 }));
test('a refusal is not repeated', () => check(refuseWith(401), ['one'], { code: 'embedderRefused', requests: 1 }));
test("the server's words are kept, without the key", async () => {
  const { outcome } = await exchange(refuseWith(400, { error: { message: `input too long for ${KEY}` } }), ['one'], {});
  assert.ok(outcome.message.includes('input too long for ***'));
});
test('a redirect is not followed', () =>
  check(refuseWith(302, '', { location: 'http://127.0.0.1:1/' }), ['one'], { code: 'embedderRefused', requests: 1 }));

test('nobody there', async () => {
  const server = await openModelServer(embedWith());
  await server.close();
  assert.equal((await embedAt(server.url, ['one'], {})).code, 'embedderUnreachable');
  assert.equal((await embedAt(server.url, ['one'], { dimensions: undefined })).code, 'embedderUnreachable');
});
test('a server of another kind', async (t) => {
  const server = createServer((socket) => socket.end('SSH-2.0-nope\r\n').resume()).listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  t.after(() => server.close());
  const { port } = server.address() as { port: number };
  assert.equal((await embedAt(`http://127.0.0.1:${port}/v1`, ['one'], {})).code, 'embedderGarbage');
});
test('a connection closed at once', () => check((response) => response.destroy(), ['one'], { code: 'embedderUnreachable' }));
test('a connection closed in the middle', () =>
  check(
    (response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"data": [');
      setTimeout(() => response.destroy(), 20);
    },
    ['one'],
    { code: 'embedderUnreachable' },
  ));
test('a server that hangs', () => check(() => {}, ['one'], { code: 'embedderTimedOut' }, { timeoutMs: 60 }));
test('a server that hangs in the middle', () =>
  check(
    (response) => response.writeHead(200, { 'content-type': 'application/json' }).write('{'),
    ['one'],
    { code: 'embedderTimedOut' },
    { timeoutMs: 60 },
  ));

async function checkCancelled(t: TestContext, reply: Reply, options: Partial<OpenAIEmbedderOptions> = {}) {
  const server = await openModelServer(reply);
  t.after(server.close);
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 50);
  assert.equal((await embedAt(server.url, ['one'], options, controller.signal)).code, 'cancelled');
}
test('cancelled while it waits for an answer', (t) => checkCancelled(t, () => {}));
test('cancelled between two tries', (t) => checkCancelled(t, refuseWith(429), { backoffMs: 8000 }));
test('cancelled before it began', async (t) => {
  const server = await openModelServer(embedWith());
  t.after(server.close);
  assert.equal((await embedAt(server.url, ['one'], {}, AbortSignal.abort())).code, 'cancelled');
  assert.equal(server.requests.length, 0);
});
test('one refused request ends them all', async () => {
  const texts = Array.from({ length: 1000 }, (_, i) => `${i}`);
  const { outcome } = await exchange(refuseWith(400), texts, { code: 'embedderRefused' });
  assert.ok(outcome.requests <= 8, `${outcome.requests}`);
});

const refusesOptions = async (options: Partial<OpenAIEmbedderOptions>, code: string) =>
  assert.equal((await embedAt('http://127.0.0.1:1/v1', ['one'], options)).code, code);
test('an address that is none', () => refusesOptions({ baseUrl: 'localhost/v1' }, 'embedderUrlInvalid'));
test('an address with a password', () => refusesOptions({ baseUrl: 'http://a:b@localhost/v1' }, 'embedderUrlInvalid'));
test('a key of two lines', () => refusesOptions({ apiKey: 'one\ntwo' }, 'embedderKeyMalformed'));

test('likely secrets in code are not sent; what a person asks is sent as it is', async () => {
  const { url, requests, close } = await openModelServer(embedWith());
  const token = `ghp_${'16C7e42F292c6912E7710c838347Ae178B4a'}`;
  const embedder = await openOpenAIEmbedder({ baseUrl: url, model: 'm', dimensions: 3 });
  await embedder.embed([`open("${token}")`], 'code');
  await embedder.embed([`open("${token}")`], 'question');
  await close();
  assert.deepEqual(
    requests.map(({ body }) => body.input),
    [['open("<secret masked>")'], [`open("${token}")`]],
  );
});
