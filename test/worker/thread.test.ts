import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

test('a process that ends a busy thread waits for its end', () => {
  const script = fileURLToPath(new URL('fixtures/end-busy-thread.ts', import.meta.url));
  assert.equal(execFileSync(process.execPath, ['--import', 'tsx', script], { encoding: 'utf8' }), 'ended');
});
