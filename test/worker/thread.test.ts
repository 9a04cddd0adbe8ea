import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isEngineError } from '../../src/engine/errors.ts';
import { sourceEntry } from '../../src/node/assets.ts';
import type { DigestProtocol } from '../../src/worker/digest-thread.ts';
import { startThread } from '../../src/worker/thread.ts';

test('a process that ends a busy thread waits for its end', () => {
  const script = fileURLToPath(new URL('fixtures/end-busy-thread.ts', import.meta.url));
  assert.equal(execFileSync(process.execPath, ['--import', 'tsx', script], { encoding: 'utf8' }), 'ended');
});

function moodyThread() {
  const endings: string[] = [];
  const entry = sourceEntry(new URL('fixtures/moody-thread.ts', import.meta.url));
  const thread = startThread<DigestProtocol>({}, { entry, onEnded: (reason) => endings.push(reason) });
  return { thread, endings };
}

test('a thread that ends by itself is told of, once', async () => {
  const { thread, endings } = moodyThread();
  const job = { path: 'exit.ts', size: 1, mtimeMs: 1, known: [] };
  await assert.rejects(thread.call('digest', [job]), (error) => isEngineError(error) && error.code === 'threadEnded');
  assert.deepEqual(endings, ['it exited with 3']);
});

test('a thread that was told to end is not', async () => {
  const { thread, endings } = moodyThread();
  await thread.end('its work is done');
  assert.deepEqual(endings, []);
});
