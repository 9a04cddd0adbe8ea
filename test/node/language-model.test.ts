import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { isEngineError } from '../../src/engine/errors.ts';
import type { ModelEvent } from '../../src/engine/ports.ts';
import { type LanguageModelOptions, openLanguageModel } from '../../src/node/language-model.ts';
import { answerWith, openModelServer, type Reply, refuseWith, sendData, sendText, startStream } from '../support/model-server.ts';

const KEY = 'sk-secret-0123456789';
const MESSAGES = [{ role: 'user' as const, content: 'why?' }];

interface Outcome {
  readonly text: string;
  readonly usage: ModelEvent | undefined;
  readonly code: string;
  readonly message: string;
  readonly requests: number;
}

async function collect(url: string, options: Partial<LanguageModelOptions>, signal?: AbortSignal, onText?: () => void) {
  const model = openLanguageModel({ baseUrl: url, model: 'tiny', apiKey: KEY, backoffMs: 5, ...options });
  let text = '';
  let usage: ModelEvent | undefined;
  try {
    for await (const event of model.stream(MESSAGES, { signal })) {
      if (event.kind === 'text') text += event.text;
      else usage = event;
      onText?.();
    }
    return { text, usage, code: '', message: '' };
  } catch (error) {
    if (!isEngineError(error)) throw error;
    return { text, usage, code: error.code, message: error.message };
  }
}

type Replies = Reply | readonly Reply[];

/** Asks a server that answers so, and compares what is named; the key is in no message. */
async function exchange(replies: Replies, expected: Partial<Outcome>, options: Partial<LanguageModelOptions> = {}) {
  const server = await openModelServer(...[replies].flat());
  try {
    const outcome = { ...(await collect(server.url, options)), requests: server.requests.length };
    for (const [name, value] of Object.entries(expected))
      assert.deepEqual(outcome[name as keyof Outcome], value, JSON.stringify(outcome));
    assert.ok(!outcome.message.includes(KEY), outcome.message);
    assert.ok(!outcome.message.includes('\n'), outcome.message);
    return { message: outcome.message, asked: server.requests };
  } finally {
    await server.close();
  }
}

async function check(replies: Replies, expected: Partial<Outcome>, options?: Partial<LanguageModelOptions>): Promise<void> {
  await exchange(replies, expected, options);
}

test('an answer arrives in pieces, with its tokens', () =>
  check(answerWith('re', 'try'), { text: 'retry', usage: { kind: 'usage', prompt: 11, completion: 7 }, code: '' }));

test('the request holds the question and the key, and says nothing of this machine', async () => {
  const { asked } = await exchange(answerWith('ok'), { text: 'ok' });
  const [{ method, url, headers, body }] = asked;
  assert.equal(`${method} ${url}`, 'POST /v1/chat/completions');
  assert.equal(headers.authorization, `Bearer ${KEY}`);
  assert.deepEqual(body, { model: 'tiny', messages: MESSAGES, stream: true, stream_options: { include_usage: true } });
  assert.deepEqual(
    Object.keys(headers).filter((name) => /stainless|openai/.test(name)),
    [],
  );
});

test('without a key nothing is sent as one, whatever the environment holds', async () => {
  process.env.OPENAI_API_KEY = 'sk-of-someone-else';
  const { asked } = await exchange(answerWith('ok'), { text: 'ok' }, { apiKey: undefined }).finally(
    () => delete process.env.OPENAI_API_KEY,
  );
  assert.equal(asked[0].headers.authorization, undefined);
});

test('a server that sends no usage', () =>
  check(
    (response) => {
      startStream(response);
      sendText(response, 'ok', 'stop');
      response.end();
    },
    { text: 'ok', usage: undefined, code: '' },
  ));

test('a server that refuses the question for usage is asked without it', () =>
  check([refuseWith(400, { error: { message: 'unknown field stream_options' } }), answerWith('ok')], {
    text: 'ok',
    requests: 2,
  }));

test('a closed port', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  const { port } = server.address() as { port: number };
  await new Promise((closed) => server.close(closed));
  const { code, message } = await collect(`http://127.0.0.1:${port}/v1`, {});
  assert.equal(code, 'modelUnreachable');
  assert.match(message, /connection refused/);
});

test('a host that does not exist', async () =>
  assert.equal((await collect('http://no-such-host.invalid/v1', {})).code, 'modelUnreachable'));

test('something that speaks no HTTP', async () => {
  const server = createServer((socket) => socket.end('SSH-2.0-nope\r\n').resume()).listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  const { port } = server.address() as { port: number };
  assert.equal((await collect(`http://127.0.0.1:${port}/v1`, {})).code, 'modelGarbage');
  await new Promise((closed) => server.close(closed));
});

const hang: Reply = () => undefined;
test('a server that hangs before its first byte', () => check(hang, { code: 'modelTimedOut', requests: 1 }, { timeoutMs: 100 }));
test('a server that hangs mid-answer', () =>
  check(
    (response) => {
      startStream(response);
      sendText(response, 'half');
    },
    { text: 'half', code: 'modelTimedOut' },
    { timeoutMs: 100 },
  ));
test('a server that hangs in the middle of a refusal', () =>
  check((response) => response.writeHead(500).write('{"err'), { code: 'modelTimedOut' }, { timeoutMs: 100, maxRetries: 0 }));

test('slow pieces, each in time, are waited for', () =>
  check(
    async (response) => {
      startStream(response);
      for (const piece of 'slowly') {
        await sleep(60);
        sendText(response, piece);
      }
      sendText(response, '', 'stop');
      response.end();
    },
    { text: 'slowly', code: '' },
    { timeoutMs: 250 },
  ));

test('a comment now and then keeps the connection alive', () =>
  check(
    async (response) => {
      startStream(response);
      for (let i = 0; i < 6; i++) {
        await sleep(60);
        response.write(': thinking\n\n');
      }
      sendText(response, 'ok', 'stop');
      response.end();
    },
    { text: 'ok', code: '' },
    { timeoutMs: 250 },
  ));

test('429, then an answer', () =>
  check([refuseWith(429, '', { 'retry-after': '0' }), answerWith('ok')], { text: 'ok', requests: 2 }));
test('503 without a hint, then an answer', () => check([refuseWith(503), answerWith('ok')], { text: 'ok', requests: 2 }));
test('a Retry-After of an hour is told, not waited for', () =>
  check(refuseWith(429, { error: { message: 'quota used up' } }, { 'retry-after': '3600' }), {
    code: 'modelRefused',
    requests: 1,
  }));
test('429 without end', () => check(refuseWith(429), { code: 'modelRefused', requests: 3 }, { maxRetries: 2 }));
test('no second try once a word has come', () =>
  check(
    (response) => {
      startStream(response);
      sendText(response, 'half');
      sendData(response, { error: { message: 'overloaded', code: 503 } });
      response.end();
    },
    { text: 'half', code: 'modelFailed', requests: 1 },
  ));

test('401 does not repeat the key', async () => {
  const { message } = await exchange(refuseWith(401, { error: { message: `Incorrect API key provided: ${KEY}` } }), {
    code: 'modelKeyRefused',
    requests: 1,
  });
  assert.doesNotMatch(message, /sk-/);
});
test('401 without a key', () => check(refuseWith(401), { code: 'modelKeyMissing' }, { apiKey: undefined }));
test('404', () => check(refuseWith(404, { error: { message: 'no such model' } }), { code: 'modelNotFound', requests: 1 }));
test('400 in the words of the server, the key taken out', async () => {
  const { message } = await exchange(refuseWith(400, { error: { message: `too long,\n key ${KEY}` } }), { code: 'modelRefused' });
  assert.match(message, /\(HTTP 400\): too long, key \*\*\*$/);
});
test('a web page instead of words', async () => {
  const { message } = await exchange(
    refuseWith(502, '<html><body>Bad gateway</body></html>'),
    { code: 'modelRefused' },
    { maxRetries: 0 },
  );
  assert.match(message, /\(HTTP 502\)$/);
});
test('a redirect is not followed', async () => {
  const other = await openModelServer(answerWith('elsewhere'));
  await check(refuseWith(307, '', { location: `${other.url}/chat/completions` }), { code: 'modelRedirected', requests: 1 });
  assert.equal(other.requests.length, 0);
  await other.close();
});

test('a stream of garbage', () =>
  check(
    (response) => {
      startStream(response);
      response.end('data: {"choices": [{"delta"\n\n');
    },
    { text: '', code: 'modelGarbage' },
  ));
test('garbage after the first words', () =>
  check(
    (response) => {
      startStream(response);
      sendText(response, 'half');
      response.end('data: \u0000\ufffd<<<\n\n');
    },
    { text: 'half', code: 'modelGarbage' },
  ));
test('JSON of another kind', () =>
  check(
    (response) => {
      startStream(response);
      sendData(response, { hello: 'world' });
      sendData(response, 'null');
      response.end();
    },
    { code: 'modelGarbage' },
  ));
test('a web page with status 200', () => check(refuseWith(200, '<html>Welcome</html>'), { code: 'modelGarbage' }));
test('an endless stream without events', () =>
  check(
    async (response) => {
      startStream(response);
      const noise = Buffer.alloc(1 << 20, 'x');
      response.on('error', () => undefined);
      while (!response.destroyed) {
        response.write(noise);
        await sleep(1);
      }
    },
    { code: 'modelGarbage' },
  ));

test('a stream that ends without saying so', () =>
  check(
    (response) => {
      startStream(response);
      sendText(response, 'half');
      sendData(response, '[DONE]');
      response.end();
    },
    { text: 'half', code: 'modelEndedEarly' },
  ));
test('a connection that breaks mid-answer', () =>
  check(
    async (response) => {
      startStream(response);
      sendText(response, 'half');
      await sleep(30);
      response.socket?.destroy();
    },
    { text: 'half', code: 'modelEndedEarly' },
  ));
test('a connection that breaks after the last word', () =>
  check(
    async (response) => {
      startStream(response);
      sendText(response, 'whole', 'stop');
      await sleep(30);
      response.socket?.destroy();
    },
    { text: 'whole', code: '' },
  ));
test('an answer at its length limit', () =>
  check(
    (response) => {
      startStream(response);
      sendText(response, 'half', 'length');
      response.end();
    },
    { text: 'half', code: 'modelEndedEarly' },
  ));

test('cancelled while waiting for the first byte', async () => {
  const stop = new AbortController();
  const server = await openModelServer(() => stop.abort());
  assert.equal((await collect(server.url, {}, stop.signal)).code, 'cancelled');
  await server.close();
});
test('cancelled mid-answer: the server sees the connection close', async () => {
  const stop = new AbortController();
  let closed: Promise<unknown> | undefined;
  const server = await openModelServer((response) => {
    closed = new Promise((done) => response.once('close', done));
    startStream(response);
    sendText(response, 'half');
  });
  const { text, code } = await collect(server.url, {}, stop.signal, () => stop.abort());
  assert.deepEqual([text, code], ['half', 'cancelled']);
  await closed;
  await server.close();
});
test('cancelled while waiting to try again', async () => {
  const stop = new AbortController();
  const server = await openModelServer(refuseWith(429, '', { 'retry-after': '50' }));
  const asked = collect(server.url, {}, stop.signal);
  while (server.requests.length === 0) await sleep(5);
  stop.abort();
  assert.equal((await asked).code, 'cancelled');
  await server.close();
});
test('cancelled before it began: nobody is contacted', async () => {
  const server = await openModelServer(answerWith('ok'));
  assert.equal((await collect(server.url, {}, AbortSignal.abort())).code, 'cancelled');
  assert.equal(server.requests.length, 0);
  await server.close();
});
test('a reader who stops reading closes the connection', async () => {
  let closed: Promise<unknown> | undefined;
  const server = await openModelServer((response) => {
    closed = new Promise((done) => response.once('close', done));
    startStream(response);
    sendText(response, 'half');
  });
  for await (const _ of openLanguageModel({ baseUrl: server.url, model: 'tiny' }).stream(MESSAGES, {})) break;
  await closed;
  await server.close();
});

const refused = (options: Partial<LanguageModelOptions>, code: string) =>
  assert.throws(
    () => openLanguageModel({ baseUrl: 'http://localhost:1/v1', model: 'tiny', ...options }),
    (error) => isEngineError(error) && error.code === code && !error.message.includes('secret'),
  );
test('a base URL that is none', () => refused({ baseUrl: 'localhost' }, 'modelUrlInvalid'));
test('an empty base URL', () => refused({ baseUrl: '' }, 'modelUrlInvalid'));
test('another scheme', () => refused({ baseUrl: 'file:///etc/passwd' }, 'modelUrlInvalid'));
test('a password in the address', () => refused({ baseUrl: 'http://me:secret@localhost/v1' }, 'modelUrlInvalid'));
test('a key with a line break inside', () => refused({ apiKey: 'sk-secret\nx' }, 'modelKeyMalformed'));
test('a key with a line break at its end is the key', async () => {
  const server = await openModelServer(answerWith('ok'));
  assert.equal((await collect(server.url, { apiKey: `${KEY}\n` })).text, 'ok');
  assert.equal(server.requests[0].headers.authorization, `Bearer ${KEY}`);
  await server.close();
});
