/** Real processes that contend, hang and are killed. */
import assert from 'node:assert/strict';
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { type TestContext, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { EngineError } from '../../src/engine/errors.ts';
import { openStore } from '../../src/node/store.ts';
import { makeFolder } from './tree.ts';

type Child = ChildProcessByStdio<Writable, Readable, null>;
const SCRIPT = fileURLToPath(new URL('./writer-child.ts', import.meta.url));
const code = (expected: string) => (error: EngineError) => error.code === expected;
const encode = (text: string) => new TextEncoder().encode(text);

function start(t: TestContext, folder: string, task: string, times = 0): Child {
  const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, folder, task, String(times)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  return child;
}

/** The next line that the child says. */
async function heard(child: Child): Promise<string> {
  const [line] = await once(child.stdout, 'data');
  return String(line).trim();
}

async function kill(child: Child): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

test('two processes at once both end well, one at a time', async (t) => {
  const folder = makeFolder(t);
  const children = [start(t, folder, 'count', 25), start(t, folder, 'count', 25)];
  const ends = await Promise.all(children.map((child) => once(child, 'exit')));
  assert.deepEqual(ends, [
    [0, null],
    [0, null],
  ]);
  assert.equal(new TextDecoder().decode(await openStore(folder).read('number')), '50');
  assert.deepEqual(readdirSync(folder), ['number']);
});

test('the place of a killed owner is taken at once', async (t) => {
  const folder = makeFolder(t);
  const child = start(t, folder, 'hold');
  assert.equal(await heard(child), 'held');
  await kill(child);
  // An hour of silence would be needed if the death were not seen.
  const release = await openStore(folder, { silenceMs: 3_600_000, waitMs: 0 }).lock();
  await release();
});

test('a killed owner that its parent has not yet cleared away is dead too', { skip: process.platform !== 'linux' }, async (t) => {
  const folder = makeFolder(t);
  const line = `${process.execPath} --import tsx ${SCRIPT} ${folder} hold & echo $!; exec sleep 60`;
  const parent = spawn('sh', ['-c', line], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => parent.kill('SIGKILL'));
  let said = '';
  for await (const chunk of parent.stdout) {
    said += chunk;
    if (said.includes('held')) break;
  }
  process.kill(Number(said.split('\n', 1)[0]), 'SIGKILL');
  await (await openStore(folder, { silenceMs: 3_600_000, waitMs: 5_000 }).lock())();
});

test('an owner that hangs loses its place after a silence, and learns of it', {
  skip: process.platform === 'win32',
}, async (t) => {
  const folder = makeFolder(t);
  const child = start(t, folder, 'hold');
  assert.equal(await heard(child), 'held');
  child.kill('SIGSTOP');
  const store = openStore(folder, { silenceMs: 300, waitMs: 30_000 });
  const release = await store.lock();
  child.kill('SIGCONT');
  child.stdin.write('write\n');
  assert.equal(await heard(child), 'indexTakenOver');
  await store.write('mine', encode('mine'));
  await release();
  assert.deepEqual(readdirSync(folder), ['mine']);
});

test('a living owner is waited for, and not for ever', async (t) => {
  const folder = makeFolder(t);
  const child = start(t, folder, 'hold');
  assert.equal(await heard(child), 'held');
  await assert.rejects(openStore(folder, { waitMs: 500 }).lock(), code('indexLocked'));
});

test('waiting ends when it is cancelled', async (t) => {
  const folder = makeFolder(t);
  const release = await openStore(folder).lock();
  const abort = new AbortController();
  const waiting = openStore(folder).lock(abort.signal);
  setTimeout(() => abort.abort(), 50);
  await assert.rejects(waiting, code('cancelled'));
  await release();
  await (await openStore(folder).lock())();
});

test('two stores of one process take turns', async (t) => {
  const folder = makeFolder(t);
  const release = await openStore(folder).lock();
  let taken = false;
  const second = openStore(folder)
    .lock()
    .then((release) => {
      taken = true;
      return release;
    });
  await delay(300);
  assert.equal(taken, false);
  await release();
  await (await second)();
});

/** An owner file as some other process would have left it. */
function leave(folder: string, owner: unknown): void {
  writeFileSync(join(folder, '.writer.json'), typeof owner === 'string' ? owner : JSON.stringify(owner));
}

const elsewhere = { pid: 1, machine: 'elsewhere', started: '1', since: '2020-01-01T00:00:00.000Z', token: 'x' };

test('an owner on another machine is gone after a silence and not before', async (t) => {
  const folder = makeFolder(t);
  leave(folder, elsewhere);
  await assert.rejects(openStore(folder, { waitMs: 300, silenceMs: 3_600_000 }).lock(), code('indexLocked'));
  await (await openStore(folder, { waitMs: 20_000, silenceMs: 300 }).lock())();
});

test('a file that names nobody does not hold the place', async (t) => {
  for (const text of ['', '{', 'null', '{"pid":1}', '[]']) {
    const folder = makeFolder(t);
    leave(folder, text);
    await (await openStore(folder, { waitMs: 0, silenceMs: 3_600_000 }).lock())();
  }
});

test('a process number that was given anew does not keep a dead owner alive', {
  skip: process.platform !== 'linux',
}, async (t) => {
  const folder = makeFolder(t);
  const store = openStore(folder);
  const release = await store.lock();
  const owner = JSON.parse(readFileSync(join(folder, '.writer.json'), 'utf8'));
  await release();
  leave(folder, { ...owner, pid: process.ppid, started: '1' });
  await (await openStore(folder, { waitMs: 0, silenceMs: 3_600_000 }).lock())();
});

test('a writer that is killed at any moment leaves a whole file', async (t) => {
  const folder = makeFolder(t);
  for (let round = 0; round < 6; round++) {
    const child = start(t, folder, 'churn');
    assert.equal(await heard(child), 'writing');
    await delay(7 * round);
    await kill(child);
    const store = openStore(folder, { waitMs: 20_000 });
    const release = await store.lock();
    const bytes = new Uint8Array((await store.read('data'))!);
    assert.ok(bytes.length === 4_000_000 && bytes.every((byte) => byte === bytes[0]), `round ${round}`);
    await release();
    assert.deepEqual(readdirSync(folder), ['data']);
  }
});

test('a process that is killed while it takes or gives back the lock keeps nobody out', async (t) => {
  const folder = makeFolder(t);
  for (let round = 0; round < 6; round++) {
    const child = start(t, folder, 'flicker');
    assert.equal(await heard(child), 'flickering');
    await delay(20 + 3 * round);
    await kill(child);
    await (await openStore(folder, { silenceMs: 3_600_000, waitMs: 20_000 }).lock())();
    assert.deepEqual(readdirSync(folder), []);
  }
});
