import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cancelled, rootMissing } from '../../src/engine/errors.ts';
import { keepFresh } from '../../src/mcp/freshness.ts';
import { fakeEngine } from '../support/fake-engine.ts';

/** Asks whether the index is ready at each of `times` in milliseconds; the updates made are `expected`. */
async function check(times: readonly number[], expected: number): Promise<void> {
  const { engine, asked } = fakeEngine();
  let now = 0;
  const fresh = keepFresh(engine, () => now);
  for (const time of times) {
    now = time;
    await fresh.ready();
  }
  assert.equal(asked.length, expected);
}

test('the first update begins by itself', () => check([], 1));
test('a burst of calls shares one update', () => check([0, 10, 4_000], 1));
test('a later call updates again', () => check([0, 6_000, 6_001, 20_000], 3));

test('calls at once share the update under way', async () => {
  const { engine, asked } = fakeEngine();
  const fresh = keepFresh(engine);
  await Promise.all([fresh.ready(), fresh.ready(), fresh.ready()]);
  assert.equal(asked.length, 1);
});

test('after a failure the next call tries again', async () => {
  let tries = 0;
  const { engine } = fakeEngine({
    index: async () => {
      tries++;
      throw rootMissing('/nowhere');
    },
  });
  const fresh = keepFresh(engine);
  await assert.rejects(fresh.ready());
  await assert.rejects(fresh.ready());
  assert.equal(tries, 2);
});

test('closing stops the update under way and waits for it', async () => {
  let stopped = false;
  const { engine } = fakeEngine({
    index: ({ signal } = {}) =>
      new Promise((_, reject) => {
        signal?.addEventListener('abort', () => {
          stopped = true;
          reject(cancelled());
        });
      }),
  });
  await keepFresh(engine).close();
  assert.ok(stopped);
});
