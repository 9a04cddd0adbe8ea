import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, constants, getPriority, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { isEngineError } from '../../src/engine/errors.ts';
import type { Digested, Digester, DigestJob } from '../../src/engine/ports.ts';
import { sourceEntry } from '../../src/node/assets.ts';
import { type DigestPoolOptions, openDigestPool } from '../../src/worker/digest-pool.ts';
import type { DigestProtocol } from '../../src/worker/digest-thread.ts';
import { startThread } from '../../src/worker/thread.ts';

const entry = sourceEntry(new URL('fixtures/moody-thread.ts', import.meta.url));

/** Opens a pool of moody threads and closes it after `use`; `started` counts its threads. */
async function withPool(
  options: DigestPoolOptions,
  use: (pool: Digester, started: () => number) => Promise<void>,
): Promise<void> {
  let started = 0;
  const start = () => {
    started++;
    return startThread<DigestProtocol>({}, { entry, memoryMb: 64 });
  };
  const pool = openDigestPool({ root: '', files: {}, embeds: true }, { width: 1, start, ...options });
  try {
    await use(pool, () => started);
  } finally {
    await pool.close();
  }
}

const jobs = (paths: string) => paths.split(' ').map((path, i) => ({ path, size: i + 1, mtimeMs: 0, known: [] }));
const failed = ({ outcomes }: Digested) => outcomes.filter(({ kind }) => kind === 'failed').map(({ path }) => path);
const inSegment = ({ segment }: Digested) => new TextDecoder().decode(segment);

/** Digests `paths` as one batch; `guilty` fail, the others are in the one segment, and each file's bytes are reported once. */
async function check(paths: string, guilty: string, options: DigestPoolOptions = {}): Promise<void> {
  await withPool(options, async (pool) => {
    let bytes = 0;
    const digested = await pool.digest(jobs(paths), (size) => {
      bytes += size;
    });
    assert.deepEqual(failed(digested).join(' '), guilty);
    const innocent = paths.split(' ').filter((path) => !guilty.split(' ').includes(path));
    assert.equal(inSegment(digested), innocent.join(' '));
    assert.deepEqual(digested.outcomes.map(({ path }) => path).join(' '), paths);
    assert.equal(
      bytes,
      jobs(paths).reduce((sum, { size }) => sum + size, 0),
    );
  });
}

test('a healthy batch', () => check('a.c b.c c.c', ''));
test('a file that ends its thread', () => check('a.c exit.c c.c', 'exit.c'));
test('the first and the last file', () => check('exit.1 b.c exit.2', 'exit.1 exit.2'));
test('nothing but trouble', () => check('exit.c', 'exit.c'));
test('a file that hangs', () => check('a.c hang.c c.c', 'hang.c', { patienceMs: 1500 }));
test('a file that eats all memory', () => check('a.c memory.c c.c', 'memory.c'));
test('a file that breaks the parser for all after it', () => check('a.c poison.c b.c c.c', 'poison.c'));

test('threads start only when there is work', () =>
  withPool({ width: 4 }, async (pool, started) => {
    assert.equal(started(), 0);
    await pool.digest(jobs('a.c'), () => {});
    await pool.digest(jobs('b.c'), () => {});
    assert.equal(started(), 1);
  }));

test('as many threads as are prepared, whatever there is to do', () =>
  withPool({ width: 3 }, async (pool, started) => {
    const batch = () => Promise.all(['a.c', 'b.c', 'c.c', 'd.c'].map((path) => pool.digest(jobs(path), () => {})));
    await batch();
    assert.equal(started(), 1);
    pool.prepare(2);
    assert.equal(started(), 2);
    await batch();
    pool.prepare(1);
    assert.equal(started(), 2);
    pool.prepare(9);
    assert.equal(started(), 3);
  }));

test('batches that wait go to threads that are prepared later', () =>
  withPool({ width: 2 }, async (pool) => {
    const hanging = assert.rejects(pool.digest(jobs('hang.c'), () => {}));
    const waiting = pool.digest(jobs('b.c'), () => {});
    pool.prepare(2);
    assert.equal(inSegment(await waiting), 'b.c');
    await pool.close();
    await hanging;
  }));

test('more batches than threads', () =>
  withPool({ width: 2 }, async (pool, started) => {
    const batches = ['a.c', 'b.c', 'exit.c', 'd.c', 'e.c'];
    const results = await Promise.all(batches.map((paths) => pool.digest(jobs(paths), () => {})));
    assert.deepEqual(results.map(inSegment), ['a.c', 'b.c', '', 'd.c', 'e.c']);
    assert.ok(started() <= 2 + 2, 'a thread that ended is replaced, no more');
  }));

test('an abort ends a hanging batch and turns waiting ones away', () =>
  withPool({}, async (pool) => {
    const controller = new AbortController();
    const stopped = ['a.c hang.c', 'b.c'].map((paths) => pool.digest(jobs(paths), () => controller.abort(), controller.signal));
    for (const batch of stopped) await assert.rejects(batch, (error) => isEngineError(error) && error.code === 'cancelled');
    assert.equal(inSegment(await pool.digest(jobs('c.c'), () => {})), 'c.c');
  }));

test('closing turns waiting batches away', () =>
  withPool({}, async (pool) => {
    const waiting = [pool.digest(jobs('hang.c'), () => {}), pool.digest(jobs('b.c'), () => {})];
    const settled = Promise.allSettled(waiting);
    await pool.close();
    assert.equal((await settled)[1].status, 'rejected');
  }));

test('threads that cannot start are said, not counted against the files', () =>
  withPool(
    { start: () => startThread<DigestProtocol>({}, { entry: new URL('fixtures/nowhere.mjs', import.meta.url) }) },
    (pool) =>
      assert.rejects(
        pool.digest(jobs('a.c'), () => {}),
        (error) => isEngineError(error) && error.code === 'threadsUnavailable',
      ),
  ));

/** A folder of three files, digested by a real thread. */
async function withRealPool(options: DigestPoolOptions, use: (pool: Digester, jobs: readonly DigestJob[]) => Promise<void>) {
  const root = await mkdtemp(join(tmpdir(), 'parallax-pool-'));
  const paths = ['a.md', 'b.md', 'c.md'];
  for (const path of paths) await writeFile(join(root, path), `# ${path}\n`);
  const pool = openDigestPool({ root, files: {}, embeds: false }, { width: 1, ...options });
  try {
    await use(pool, jobs(paths.join(' ')));
  } finally {
    await pool.close();
    await rm(root, { recursive: true });
  }
}

test('what is held pauses between files, and goes on when it is let go', () =>
  withRealPool({ pauseMs: 120_000 }, async (pool, files) => {
    let done = 0;
    let tellFirst = () => {};
    const first = new Promise<void>((resolve) => {
      tellFirst = resolve;
    });
    pool.hold(true);
    const digesting = pool.digest(files, () => {
      done++;
      tellFirst();
    });
    await first;
    await setTimeout(300);
    assert.equal(done, 1);
    pool.hold(false);
    await digesting;
    assert.equal(done, 3);
  }));
test('what is held for ever ends all the same', () =>
  withRealPool({ pauseMs: 10, background: true }, async (pool, files) => {
    pool.hold(true);
    assert.equal((await pool.digest(files, () => {})).outcomes.length, 3);
  }));
test('in the background at most half of the cores work', () => {
  const pool = openDigestPool({ root: '', files: {}, embeds: false }, { background: true });
  assert.equal(pool.width, Math.max(1, Math.min(8, Math.floor(availableParallelism() / 2))));
});
test('a thread that gives way slows nobody else', { skip: platform() !== 'linux' }, async () => {
  const before = getPriority(0);
  await withRealPool({ background: true }, async (pool, files) => {
    await pool.digest(files, () => {});
    const nice = readdirSync('/proc/self/task').map((task) => niceOf(`/proc/self/task/${task}/stat`));
    assert.ok(nice.includes(constants.priority.PRIORITY_BELOW_NORMAL), nice.join());
    assert.equal(getPriority(0), before);
  });
});

/** The 17th field after the thread's name, which may hold spaces. */
function niceOf(stat: string): number {
  const fields = readFileSync(stat, 'utf8').split(') ').at(-1) as string;
  return Number(fields.split(' ')[16]);
}
