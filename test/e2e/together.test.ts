/** Several processes with one index: one writes at a time, and nobody reads half of anything. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Bench, withBench } from '../support/command.ts';
import { openRandom } from '../support/random-vectors.ts';
import { putGenerated } from './code.ts';
import { contentsOf, homeOf, index, openIndex, paints, put, results, succeeds } from './trouble.ts';

const GENERATED = 150;

async function putFiles(bench: Bench): Promise<void> {
  const random = openRandom(5);
  for (let i = 0; i < GENERATED; i++) await putGenerated(bench.root, i, random);
  await put(bench.root, 'fence.ts', paints('fence'));
}

/** What the index becomes where one process makes it in peace. */
async function undisturbed({ root, env, ...bench }: Bench): Promise<Readonly<Record<string, readonly string[]>>> {
  const home = `${env.PARALLAX_HOME}-in-peace`;
  await index({ ...bench, root, env, run: (args, options) => bench.run(args, { ...options, env: { PARALLAX_HOME: home } }) });
  return contentsOf(await openIndex(home));
}

for (const count of [2, 4]) {
  test(`${count} processes that index at once`, () =>
    withBench({}, async (bench) => {
      await putFiles(bench);
      const expected = await undisturbed(bench);
      const reports = await Promise.all(Array.from({ length: count }, () => index(bench)));
      for (const { files } of reports) assert.equal(files, GENERATED + 1);
      assert.deepEqual(contentsOf(await openIndex(homeOf(bench))), expected);
      assert.equal(new Set(reports.map(({ generation }) => generation)).size, 1, 'those who waited found nothing left to do');
    }));
}

test('questions while others index again and again find all or the generation before', () =>
  withBench({}, async (bench) => {
    const { run, root } = bench;
    await putFiles(bench);
    await index(bench);
    const command = ['search', 'fence', '--root', root, '--no-update', '--json', '--limit', '1'];
    let indexing = true;
    const asking = (async () => {
      let asked = 0;
      for (; indexing; asked++) {
        const [{ hits }] = results(succeeds(await run(command)));
        assert.equal(hits[0].path, 'fence.ts');
      }
      return asked;
    })();
    try {
      const random = openRandom(6);
      for (let round = 0; round < 3; round++) {
        for (let i = 0; i < GENERATED; i += 1 + round) await putGenerated(root, i, random);
        await Promise.all([index(bench), index(bench, ...(round === 1 ? ['--rebuild'] : []))]);
      }
    } finally {
      indexing = false;
    }
    assert.ok((await asking) > 0);
    assert.deepEqual(contentsOf(await openIndex(homeOf(bench))), await undisturbed(bench));
  }));
