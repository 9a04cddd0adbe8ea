/** Processes that end where they should not: killed, interrupted, or dead with the lock in their hands. */
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Bench, type Ended, ended, withBench } from '../support/command.ts';
import { openRandom } from '../support/random-vectors.ts';
import { putCode, putGenerated } from './code.ts';
import { contentsOf, homeOf, index, indexFolderIn, libraryOf, openIndex, put, results, says, until } from './trouble.ts';

const GENERATED = 240;
const KILLS = 14;
/** In seconds since the epoch. */
const LONG_AGO = 1_700_000_000;

type Contents = Readonly<Record<string, readonly string[]>>;

/** The same folder, indexed in another home that nothing happens to. */
function undisturbed(bench: Bench): Bench {
  const env = { ...bench.env, PARALLAX_HOME: `${homeOf(bench)}-undisturbed` };
  const more = { env: { PARALLAX_HOME: env.PARALLAX_HOME } };
  return { ...bench, env, run: (args, options) => bench.run(args, { ...options, ...more }) };
}

async function contentsIn(bench: Bench): Promise<Contents> {
  return contentsOf(await openIndex(homeOf(bench)));
}

/** Every file is as one of the two has it: what was indexed before the kill, or what the killed process had finished. */
function isWholeBetween(found: Contents, before: Contents, after: Contents): void {
  for (const [path, units] of Object.entries(found)) {
    const allowed = [before[path], after[path]].filter((one) => one !== undefined);
    assert.ok(
      allowed.some((one) => String(one) === String(units)),
      `${path} is half of something`,
    );
  }
}

test('killed at any moment, an index is whole, and the next run finishes it', () =>
  withBench({}, async (bench) => {
    const { root, run, start } = bench;
    const random = openRandom(2024);
    await putCode(root, GENERATED, 1);
    const reference = undisturbed(bench);
    const began = performance.now();
    await index(reference);
    const wholeRun = performance.now() - began;
    let [before, after]: Contents[] = [{}, await contentsIn(reference)];
    let answers = 0;

    for (let kill = 0; kill < KILLS; kill++) {
      const child = start(['index', '--root', root, ...(kill % 3 === 2 ? ['--rebuild'] : [])]);
      const over = ended(child);
      // From the first moments to a little past the end, in turn.
      await sleep(((kill + random()) / KILLS) * wholeRun * 1.1);
      child.kill('SIGKILL');
      await over;

      const asked = await run(['search', 'retryPolicy1', '--root', root, '--no-update', '--json']);
      if (asked.code === 0) {
        const found = await contentsIn(bench);
        isWholeBetween(found, before, after);
        for (const { path } of results(asked.out)[0].hits) assert.ok(path in found);
        answers++;
      } else {
        says(asked, 1, /^parallax: There is no index at /);
        assert.equal(answers, 0, 'an index that was there is not lost');
      }

      if (kill % 4 !== 3) continue;
      await index(bench);
      assert.deepEqual(await contentsIn(bench), after, 'finished');
      before = after;
      for (let i = 0; i < 60; i++) await putGenerated(root, Math.floor(random() * GENERATED), random);
      await index(reference);
      after = await contentsIn(reference);
    }
    await index(bench);
    assert.deepEqual(await contentsIn(bench), await contentsIn(reference));
    const left = await readdir(await indexFolderIn(homeOf(bench)));
    const { segments, company } = (await openIndex(homeOf(bench))).manifest;
    const needed = ['manifest.plx', ...segments, ...company.filter((name) => name !== '')];
    assert.deepEqual(left.sort(), needed.sort(), 'nothing of the killed ones is left');
  }));

/** Starts an index, and waits until it has written a segment and has more to do. */
async function startToMidway(bench: Bench, ...args: readonly string[]): Promise<{ child: ChildProcess; over: Promise<Ended> }> {
  const began = Date.now();
  const child = bench.start(['index', '--root', bench.root, ...args]);
  const over = ended(child);
  await until(async () => {
    const folders = await readdir(homeOf(bench)).catch(() => []);
    const files = folders
      .map((folder) => join(homeOf(bench), folder))
      .flatMap((folder) => readdirSync(folder, { withFileTypes: true }));
    const segments = files.filter(({ name }) => /^[0-9a-f]{16}\.plx$/.test(name));
    return segments.some(
      ({ parentPath, name }) => (statSync(join(parentPath, name), { throwIfNoEntry: false })?.mtimeMs ?? 0) >= began,
    );
  });
  return { child, over };
}

/** Files that need not be read again, after an index that was stopped. */
async function filesDone(bench: Bench): Promise<string[]> {
  const { manifest } = await (await libraryOf(homeOf(bench))).openForWriting();
  return [...manifest.files].filter(([, { mtimeMs }]) => mtimeMs > 0).map(([path]) => path);
}

/** Changes texts behind the back of an index: neither size nor time tells. Who does not read them again does not notice. */
async function changeUnnoticed(root: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await put(root, path, (await readFile(join(root, path), 'utf8')).replaceAll('the ', 'tho '));
    await utimes(join(root, path), LONG_AGO, LONG_AGO);
  }
}

async function putOldCode(root: string): Promise<void> {
  await putCode(root, GENERATED, 1);
  for (const name of await readdir(root, { recursive: true, withFileTypes: true }))
    if (name.isFile()) await utimes(join(name.parentPath, name.name), LONG_AGO, LONG_AGO);
}

/** What becomes of it where nothing happens; the same for every test. */
let oldCode: Contents | undefined;

async function indexUndisturbed(bench: Bench): Promise<Contents> {
  const reference = undisturbed(bench);
  await index(reference);
  return contentsIn(reference);
}

/** Stops an index midway, and checks that it is taken up where it stopped and becomes what it would have been. */
async function checkStopped(stop: (bench: Bench) => Promise<void>): Promise<void> {
  await withBench({}, async (bench) => {
    const { root, run } = bench;
    await putOldCode(root);
    oldCode ??= await indexUndisturbed(bench);
    await stop(bench);
    says(await run(['search', 'retry', '--root', root, '--no-update']), 1, /^parallax: There is no index at /);
    const done = await filesDone(bench);
    assert.ok(done.length > 0, 'something was done');
    await changeUnnoticed(root, done);
    await index(bench);
    assert.deepEqual(await contentsIn(bench), oldCode);
  });
}

for (const [signal, exitCode] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  test(`${signal} in the middle keeps what is done`, () =>
    checkStopped(async (bench) => {
      const { child, over } = await startToMidway(bench);
      child.kill(signal);
      assert.equal(says(await over, exitCode, /^parallax: Stopped as asked; what was indexed before is kept\.$/m), '');
    }));

test('killed after the first seconds, an index keeps what it had noted until then', { skip: process.platform === 'win32' }, () =>
  checkStopped(async (bench) => {
    const { child, over } = await startToMidway(bench);
    // It notes what it has every five seconds; it is made to sleep through them.
    child.kill('SIGSTOP');
    await sleep(5_100);
    child.kill('SIGCONT');
    const folder = await indexFolderIn(homeOf(bench));
    await until(() => existsSync(join(folder, 'unfinished.plx')));
    child.kill('SIGKILL');
    assert.equal((await over).code, null);
  }),
);

test('interrupted over an older generation, an index keeps that', () =>
  withBench({}, async (bench) => {
    const { root } = bench;
    await putOldCode(root);
    await index(bench);
    const before = await contentsIn(bench);
    for (const args of [['--rebuild'], []]) {
      const random = openRandom(3);
      if (args.length === 0) for (let i = 0; i < GENERATED; i++) await putGenerated(root, i, random);
      const { child, over } = await startToMidway(bench, ...args);
      child.kill('SIGINT');
      says(await over, 130, /Stopped as asked/);
      assert.deepEqual(await contentsIn(bench), before);
    }
  }));

/* The lock of a process that is no more. */

async function leaveLock(bench: Bench, leave: (folder: string) => Promise<void>): Promise<void> {
  const { root } = bench;
  await put(root, 'a.ts', 'export function alpha() {}\n');
  await index(bench);
  await leave(await indexFolderIn(homeOf(bench)));
  await put(root, 'b.ts', 'export function beta() {}\n');
  assert.equal((await index(bench)).files, 2);
}

const ownerOfLock = async (bench: Bench) => {
  const child = bench.start(['index', '--root', bench.root, '--rebuild']);
  const over = ended(child);
  const file = join(await indexFolderIn(homeOf(bench)), '.writer.json');
  await until(() => existsSync(file));
  child.kill('SIGKILL');
  await over;
  return readFile(file, 'utf8');
};

test('the lock of a killed process is taken over', () =>
  withBench({}, (bench) => leaveLock(bench, async () => assert.match(await ownerOfLock(bench), /"pid":\d+/))));
test('a lock that names another process of the same number is taken over', () =>
  withBench({}, (bench) =>
    leaveLock(bench, async (folder) => {
      const owner = JSON.parse(await ownerOfLock(bench));
      await writeFile(join(folder, '.writer.json'), JSON.stringify({ ...owner, pid: process.pid }));
    }),
  ));
test('a lock that names nobody is taken over', () =>
  withBench({}, (bench) => leaveLock(bench, (folder) => writeFile(join(folder, '.writer.json'), '{"pid":'))));
test('a gate that was left open is passed', () =>
  withBench({}, (bench) =>
    leaveLock(bench, async (folder) => {
      await mkdir(join(folder, '.gate'));
      await utimes(join(folder, '.gate'), 1_700_000_000, 1_700_000_000);
    }),
  ));
