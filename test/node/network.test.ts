import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { type NetworkNote, notedFetch } from '../../src/node/network.ts';

const closing: (() => void)[] = [];
after(() => {
  for (const close of closing) close();
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** `at` apart, which is checked to be a time. */
function untimed({ at, ...note }: NetworkNote): Omit<NetworkNote, 'at'> {
  assert.ok(Number.isFinite(Date.parse(at)));
  return note;
}

async function check(url: string, init: RequestInit, expected: Omit<NetworkNote, 'at' | 'purpose'>[]): Promise<void> {
  const notes: NetworkNote[] = [];
  const ask = notedFetch('answer', (note) => notes.push(note));
  await ask(url, init).then(
    (response) => response.text().catch(() => ''),
    () => '',
  );
  assert.deepEqual(
    notes.map(untimed),
    expected.map((one) => ({ ...one, purpose: 'answer' })),
  );
}

test('a request says how much went and came', async () => {
  const url = await serve((_, response) => response.end('四个字节'));
  await check(url, { method: 'POST', body: 'é!' }, [
    { host: new URL(url).host, sent: 3, received: 12, outcome: 'done', detail: '' },
  ]);
});

test('a refusal says its status, also without a body', async () => {
  const url = await serve((request, response) => {
    response.writeHead(request.method === 'HEAD' ? 404 : 401).end('no');
  });
  const { host } = new URL(url);
  await check(url, {}, [{ host, sent: 0, received: 2, outcome: 'refused', detail: '401' }]);
  await check(url, { method: 'HEAD' }, [{ host, sent: 0, received: 0, outcome: 'refused', detail: '404' }]);
});

test('nobody there is a failure in words', async () => {
  const url = await serve(() => {});
  closing.splice(-1)[0]();
  await check(url, {}, [{ host: new URL(url).host, sent: 0, received: 0, outcome: 'failed', detail: 'connection refused' }]);
});

test('what breaks off midway keeps what had come', async () => {
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-length': 100 });
    response.write('half');
    setTimeout(() => response.destroy(), 50);
  });
  await check(url, {}, [
    { host: new URL(url).host, sent: 0, received: 4, outcome: 'failed', detail: 'the connection was closed without an answer' },
  ]);
});

test('what this side stops is no failure', async () => {
  const stop = new AbortController();
  const url = await serve((_, response) => {
    response.write('word');
    setTimeout(() => stop.abort(), 50);
  });
  await check(url, { signal: stop.signal }, [{ host: new URL(url).host, sent: 0, received: 4, outcome: 'stopped', detail: '' }]);
});

test('a host that a redirect leads to is named too', async () => {
  const target = await serve((_, response) => response.end('here'));
  const url = await serve((_, response) => response.writeHead(302, { location: target }).end());
  await check(url, {}, [
    { host: new URL(url).host, sent: 0, received: 0, outcome: 'done', detail: 'redirected' },
    { host: new URL(target).host, sent: 0, received: 4, outcome: 'done', detail: '' },
  ]);
});
