/** An index folder that cannot be written, is full, or holds what no Parallax of this version wrote. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { isEngineError } from '../../src/engine/errors.ts';
import { FORMAT_VERSION } from '../../src/engine/index/container.ts';
import { type Bench, withBench } from '../support/command.ts';
import { openRandom } from '../support/random-vectors.ts';
import {
  contentsOf,
  homeOf,
  index,
  indexFolderIn,
  nobodyIsMissing,
  openIndex,
  paints,
  paths,
  put,
  runAsNobody,
  says,
  succeeds,
} from './trouble.ts';

const files: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['alpha', 'beta', 'gamma', 'delta'].map((name) => [`${name}.ts`, paints(`${name}Fence`)])),
  'tools/brush.ts': '/** Takes a brush and paints with it. */\nexport function brush() {\n  return dip();\n}\n',
};
const questions = ['alphaFence', 'betaFence', 'gammaFence', 'deltaFence'];

/* A cache that may be read and not written. */

async function everyoneMayRead(folder: string): Promise<void> {
  await chmod(folder, 0o555);
  for (const name of await readdir(folder)) await chmod(join(folder, name), 0o444);
}

async function withReadOnlyHome(
  prepare: (bench: Bench) => Promise<unknown>,
  use: (bench: Bench) => Promise<void>,
  skip: (why: string) => void,
) {
  await withBench(files, async (bench) => {
    const why = await nobodyIsMissing(bench);
    if (why) return skip(why);
    await mkdir(homeOf(bench), { recursive: true });
    await prepare(bench);
    for (const folder of await readdir(homeOf(bench))) await everyoneMayRead(join(homeOf(bench), folder));
    await chmod(homeOf(bench), 0o555);
    try {
      await use(bench);
    } finally {
      for (const folder of ['.', ...(await readdir(homeOf(bench)))]) await chmod(join(homeOf(bench), folder), 0o755);
    }
  });
}

const search = ['search', 'gammaFence', '--limit', '1', '--root'];

test('a cache that cannot be written, without an index', (t) =>
  withReadOnlyHome(
    async () => {},
    async (bench) => {
      for (const command of [['index', '--root'], search])
        assert.equal(says(await runAsNobody(bench, [...command, bench.root]), 1, /: Nothing may be written to /), '');
      says(await runAsNobody(bench, [...search, bench.root, '--no-update']), 1, /: There is no index at /);
    },
    (why) => t.skip(why),
  ));

test('a cache that cannot be written, with an index that is up to date', (t) =>
  withReadOnlyHome(
    index,
    async (bench) => {
      for (const command of [
        [...search, bench.root],
        [...search, bench.root, '--no-update'],
      ])
        assert.match(succeeds(await runAsNobody(bench, command)), /^gamma\.ts:2 {2}gammaFence/);
      succeeds(await runAsNobody(bench, ['index', '--root', bench.root]));
      succeeds(await runAsNobody(bench, ['doctor', '--root', bench.root]));
      says(await runAsNobody(bench, ['index', '--rebuild', '--root', bench.root]), 1, /: Nothing may be written to /);
    },
    (why) => t.skip(why),
  ));

test('a cache that cannot be written, with an index made a moment after the files', (t) =>
  withReadOnlyHome(
    async (bench) => {
      const now = Date.now() / 1000;
      for (const name of Object.keys(files)) await utimes(join(bench.root, name), now, now);
      await index(bench);
    },
    async (bench) => {
      assert.match(succeeds(await runAsNobody(bench, [...search, bench.root])), /^gamma\.ts:2 {2}gammaFence/);
    },
    (why) => t.skip(why),
  ));

test('a cache that cannot be written, with an index that is not up to date', (t) =>
  withReadOnlyHome(
    async (bench) => {
      await index(bench);
      await put(bench.root, 'new.ts', paints('newFence'));
    },
    async (bench) => {
      says(await runAsNobody(bench, [...search, bench.root]), 1, /: Nothing may be written to /);
      const old = succeeds(await runAsNobody(bench, [...search, bench.root, '--no-update']));
      assert.match(old, /^gamma\.ts:2 {2}gammaFence/);
    },
    (why) => t.skip(why),
  ));

/* A full disk: a small one made of memory. */

test('a disk that is full keeps the generation before', (t) =>
  withBench(files, async (bench) => {
    const { run, root } = bench;
    const home = homeOf(bench);
    await mkdir(home);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', home]);
    if (mounted.status !== 0) return t.skip('a disk of memory cannot be mounted here');
    try {
      await index(bench);
      const before = contentsOf(await openIndex(home));
      for (let i = 0; i < 1_500; i++) await put(root, `more/f${i}.ts`, paints(`fence${i}`));
      for (const command of [['index'], ['index', '--rebuild'], ['search', 'gammaFence']])
        assert.equal(says(await run([...command, '--root', root]), 1, /: There is no space left on the disk that holds /), '');
      assert.deepEqual(contentsOf(await openIndex(home)), before);
      assert.deepEqual(
        await paths(bench, questions, '--limit', '1'),
        questions.map((name) => [name.replace('Fence', '.ts')]),
      );
      const left = await readdir(await indexFolderIn(home));
      assert.deepEqual(
        left.filter((name) => name.startsWith('.')),
        [],
        'no lock and no half-written file is left',
      );

      await writeFile(join(home, 'filler'), Buffer.alloc(1 << 20)).catch(() => {});
      says(await run(['index', '--root', root]), 1, /: There is no space left on the disk that holds /);
      await rm(join(home, 'filler'));

      await rm(join(root, 'more'), { recursive: true });
      await put(root, 'more.ts', paints('moreFence'));
      assert.equal((await index(bench)).files, 6);
    } finally {
      spawnSync('umount', [home]);
    }
  }));

/* Files of the index that are not what they should be. */

type Damage = (bytes: Buffer) => Buffer;
const cutTo =
  (share: number): Damage =>
  (bytes) =>
    bytes.subarray(0, Math.floor(bytes.length * share));
const random = openRandom(1);
const noise = Buffer.from(Array.from({ length: 5_000 }, () => Math.floor(random() * 256)));

const damages: Readonly<Record<string, Damage>> = {
  'cut to nothing': cutTo(0),
  'cut within its head': (bytes) => bytes.subarray(0, 39),
  'cut in the middle': cutTo(0.5),
  'cut by one byte': (bytes) => bytes.subarray(0, -1),
  'with a byte more': (bytes) => Buffer.concat([bytes, Buffer.from([0])]),
  'of noise': () => noise,
  "that is another program's": () => Buffer.from('SQLite format 3\0'.padEnd(4_096, '\0')),
  'of a newer version': (bytes) => ofVersion(bytes, FORMAT_VERSION + 1),
  'of an older version': (bytes) => ofVersion(bytes, FORMAT_VERSION - 1),
  'with one bit turned': (bytes) => turned(bytes, bytes.length * 4 + 3),
};

function ofVersion(bytes: Buffer, version: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt32LE(version, 4);
  return copy;
}

function turned(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[bit >> 3] ^= 1 << (bit & 7);
  return copy;
}

/** The kinds of files that make up an index. */
const kinds = ['manifest', 'segment', 'company'];

async function indexFile(bench: Bench, kind: string): Promise<string> {
  const folder = await indexFolderIn(homeOf(bench));
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if ((await readFile(path)).toString('latin1', 16, 24).startsWith(kind)) return path;
  }
  throw new Error(`The index has no ${kind} file.`);
}

async function damageFile(bench: Bench, kind: string, damage: Damage): Promise<void> {
  const file = await indexFile(bench, kind);
  await writeFile(file, damage(await readFile(file)));
}

const REFUSED = /^parallax: The index file \S+ (is damaged|was written by an? (newer|older) Parallax) [^\n]+\n$/;
const READ_AGAIN = /^(parallax: The index file [^\n]+ What it held is read again now\.\n)*$/;

for (const kind of kinds) {
  test(`a damaged ${kind} is refused in one sentence, and built again`, (t) =>
    withBench(files, async (bench) => {
      const { run, root } = bench;
      await index(bench);
      const whole = contentsOf(await openIndex(homeOf(bench)));
      for (const [words, damage] of Object.entries(damages)) {
        await t.test(words, async () => {
          await damageFile(bench, kind, damage);
          assert.equal(says(await run([...search, root, '--no-update']), 1, REFUSED), '');
          assert.match(succeeds(await run([...search, root]), READ_AGAIN), /^gamma\.ts:2 {2}gammaFence/);
          assert.deepEqual(contentsOf(await openIndex(homeOf(bench))), whole);
        });
      }
    }));

  test(`no turned bit of a ${kind} goes unseen`, () =>
    withBench(files, async (bench) => {
      await index(bench);
      const path = await indexFile(bench, kind);
      const bytes = await readFile(path);
      const head = Array.from({ length: 40 * 8 }, (_, bit) => bit);
      const anywhere = Array.from({ length: 300 }, () => Math.floor(random() * bytes.length * 8));
      for (const bit of [...head, ...anywhere]) {
        await writeFile(path, turned(bytes, bit));
        await assert.rejects(
          openIndex(homeOf(bench)),
          (error) => isEngineError(error) && /^index(Damaged|Newer|Older)$/.test(error.code),
          `bit ${bit}`,
        );
      }
    }));
}

for (const kind of ['segment', 'company'])
  test(`a ${kind} that is not there is made again`, () =>
    withBench(files, async (bench) => {
      const { run, root } = bench;
      await index(bench);
      const whole = contentsOf(await openIndex(homeOf(bench)));
      await rm(await indexFile(bench, kind));
      says(await run([...search, root, '--no-update']), 1, /^parallax: There is no index at /);
      assert.match(succeeds(await run([...search, root])), /^gamma\.ts:2 {2}gammaFence/);
      assert.deepEqual(contentsOf(await openIndex(homeOf(bench))), whole);
      assert.ok(await indexFile(bench, kind));
    }));

test('an index folder that is a file, and one that holds folders', () =>
  withBench(files, async (bench) => {
    const { run, root } = bench;
    await writeFile(homeOf(bench), 'not a folder');
    says(await run(['index', '--root', root]), 1, /^parallax: The folder \S+ cannot be used/);
    await rm(homeOf(bench));
    await index(bench);
    const folder = await indexFolderIn(homeOf(bench));
    await mkdir(join(folder, 'of-someone-else'));
    await index(bench, '--rebuild');
    assert.ok((await readdir(folder)).includes('of-someone-else'));
  }));
