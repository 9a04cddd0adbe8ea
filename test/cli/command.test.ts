import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { CLI, ended, withBench } from '../support/command.ts';
import { smallRepository } from '../support/small-repository.ts';

const jsonLines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** So many files that an index takes long enough to be stopped. */
function manyFiles(count: number): Record<string, string> {
  const body = smallRepository['client/retry.go'];
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`p${i % 50}/f${i}.go`, body.replaceAll('Retry', `Retry${i}`)]),
  );
}

test('index, then search, without set-up', () =>
  withBench(smallRepository, async ({ root, run }) => {
    const first = await run(['index', '--root', root, '--json']);
    assert.deepEqual({ code: first.code, err: first.err }, { code: 0, err: '' });
    const report = JSON.parse(first.out);
    assert.equal(report.files, 5);
    assert.equal(report.skipped.secret, 1);
    assert.ok(report.functions >= 5, `${report.functions} functions`);

    const found = await run(['search', 'who tries again after a failure', '--root', 'code', '--json']);
    assert.equal(found.code, 0, found.err);
    const [{ query, hits, elapsedMs }] = jsonLines(found.out);
    assert.equal(query, 'who tries again after a failure');
    assert.equal(hits[0].path, 'client/retry.go');
    assert.deepEqual(Object.keys(hits[0]), [
      'path',
      'startLine',
      'endLine',
      'symbol',
      'kind',
      'language',
      'score',
      'angles',
      'why',
    ]);
    assert.ok(elapsedMs >= 0);
  }));

test('an unchanged folder keeps its generation; an edited file is found at once', () =>
  withBench(smallRepository, async ({ root, run }) => {
    const generation = async () => JSON.parse((await run(['index', '--root', root, '--json'])).out).generation;
    const first = await generation();
    assert.equal(await generation(), first);
    await writeFile(
      join(root, 'client', 'new.go'),
      'package client\n\n// ZebraCrossing paints stripes.\nfunc ZebraCrossing() {}\n',
    );
    const [{ hits }] = jsonLines((await run(['search', 'ZebraCrossing', '--root', root, '--json'])).out);
    assert.equal(hits[0].path, 'client/new.go');
  }));

test('questions on standard input, answered one by one', () =>
  withBench(smallRepository, async ({ root, run }) => {
    const { out, code } = await run(['search', '--queries', '-', '--root', root, '--json'], {
      input: 'retry policy\nparse a number\n',
    });
    assert.equal(code, 0);
    assert.deepEqual(
      jsonLines(out).map(({ hits }) => hits[0].path),
      ['client/retry.go', 'parse/number.c'],
    );
  }));

test('ask without a model answers from the index', () =>
  withBench(smallRepository, async ({ root, run }) => {
    const { out, code } = await run(['ask', 'where is the retry policy decided?', '--root', root, '--json']);
    assert.equal(code, 0);
    const answer = JSON.parse(out);
    assert.equal(answer.model, 'none');
    assert.ok(answer.sources.some(({ path }: { path: string }) => path === 'client/retry.go'));
  }));

test('callers and callees', () =>
  withBench(smallRepository, async ({ root, run }) => {
    const callers = JSON.parse((await run(['callers', 'client/retry.go#Retry', '--root', root, '--json'])).out);
    assert.deepEqual(
      callers.map(({ from }: { from: { symbol: string } }) => from.symbol),
      ['Download'],
    );
    const callees = JSON.parse((await run(['callees', 'client/retry.go#Retry', '--root', root, '--json'])).out);
    assert.ok(callees.some(({ to }: { to: { symbol: string } }) => to.symbol === 'sleepFor'));
  }));

test('doctor counts what is not in the index', () =>
  withBench(smallRepository, async ({ root, run }) => {
    await run(['index', '--root', root]);
    const { out, code } = await run(['doctor', '--root', root, '--json']);
    assert.equal(code, 0);
    const { skipped, selfTest } = JSON.parse(out);
    assert.deepEqual(skipped.secret, { count: 1, examples: ['.env'] });
    assert.equal(selfTest.rank, 1);
  }));

test('a folder that is not there', () =>
  withBench({}, async ({ run }) => {
    const { code, out, err } = await run(['index', '--root', 'nowhere']);
    assert.deepEqual({ code, out }, { code: 1, out: '' });
    assert.match(err, /^parallax: There is no folder at [^\n]*nowhere[^\n]*\n$/);
  }));

test('no index and --no-update', () =>
  withBench(smallRepository, async ({ root, run }) => {
    const { code, err } = await run(['search', 'q', '--root', root, '--no-update']);
    assert.equal(code, 1);
    assert.match(err, /^parallax: There is no index at [^\n]*\n$/);
  }));

test('wrong arguments', () =>
  withBench({}, async ({ run }) => {
    const { code, out, err } = await run(['search', 'q', '--limit', 'many']);
    assert.deepEqual({ code, out }, { code: 2, out: '' });
    assert.match(err, /^parallax: [^\n]*--limit[^\n]*\n$/);
  }));

test('a repository that tries to name an endpoint is told so, and not obeyed', () =>
  withBench({ ...smallRepository, 'parallax.json': '{"model":{"baseUrl":"http://127.0.0.1:1/v1"}}' }, async ({ root, run }) => {
    const { code, out, err } = await run(['ask', 'where?', '--root', root, '--json']);
    assert.equal(code, 0);
    assert.equal(JSON.parse(out).model, 'none');
    assert.match(err, /parallax\.json tries to set 'model'/);
  }));

test('a reader that leaves is no failure', () =>
  withBench(smallRepository, async ({ root, start }) => {
    const child = start(['search', '--queries', '-', '--root', root, '--json']);
    child.stdin?.on('error', () => {}); // It stops reading when it has nobody to tell.
    for (let i = 0; i < 2000; i++) child.stdin?.write(`question ${i}\n`);
    await once(child.stdout!, 'data');
    child.stdout?.destroy();
    child.stdin?.end();
    const { code, err } = await ended(child);
    assert.deepEqual({ code, err }, { code: 0, err: '' });
  }));

test('Ctrl-C stops an index with 130, and the next one finishes it', () =>
  withBench(manyFiles(1500), async ({ root, env, start, run }) => {
    const child = start(['index', '--root', root]);
    await until(async () => (await readdir(env.PARALLAX_HOME as string).catch(() => [])).length > 0);
    child.kill('SIGINT');
    const { code, err } = await ended(child);
    assert.equal(code, 130);
    assert.match(err, /^parallax: Stopped as asked[^\n]*\n$/);
    const { files } = JSON.parse((await run(['index', '--root', root, '--json'])).out);
    assert.equal(files, 1500);
    const [{ hits }] = jsonLines((await run(['search', 'Retry1234', '--root', root, '--json', '--no-update'])).out);
    assert.equal(hits[0].path, 'p34/f1234.go');
  }));

test('a key on a descriptor reaches the model, and its words reach the user', () =>
  withBench(smallRepository, async ({ root, env }) => {
    const keys: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      keys.push(request.headers.authorization);
      request.resume();
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const chunk = (delta: object, finish_reason: string | null) =>
        `data: ${JSON.stringify({ id: '1', object: 'chat.completion.chunk', created: 1, model: 'tiny', choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
      response.write(chunk({ role: 'assistant', content: 'In Retry' }, null));
      response.end(`${chunk({ content: ' [1].' }, null)}${chunk({}, 'stop')}data: [DONE]\n\n`);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const args = [
      'ask',
      'where is the retry policy decided?',
      '--root',
      root,
      '--base-url',
      url,
      '--model',
      'tiny',
      '--api-key-fd',
      '3',
    ];
    const child = spawn(process.execPath, [CLI, ...args], { env, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
    (child.stdio[3] as NodeJS.WritableStream).end('key-of-mine\n');
    const { code, out, err } = await ended(child);
    server.close();
    assert.deepEqual({ code, err }, { code: 0, err: '' });
    assert.deepEqual(keys, ['Bearer key-of-mine']);
    assert.match(out, /^In Retry \[1\]\.\n\n\*\*Sources\*\*\n\n\[1\] /);
  }));

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(5);
}
