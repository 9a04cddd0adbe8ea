import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messagesFor } from '../../src/cli/messages.ts';
import { progressLine } from '../../src/cli/progress.ts';
import type { Progress } from '../../src/engine/types.ts';

const start: Progress = { phase: 'digesting', filesDone: 0, filesTotal: 0, bytesDone: 0, bytesTotal: 0 };

function check(now: Partial<Progress>, rate: number, expected: string, env = {}): void {
  const progress = { ...start, ...now };
  assert.equal(progressLine(progress, progress.bytesDone / progress.bytesTotal, rate, messagesFor(env)), expected);
}

test('a phase that counts nothing', () => check({ phase: 'walking' }, 0, 'Looking …'));
test('bytes, files, rate and time left', () =>
  check(
    { filesDone: 30, filesTotal: 60, bytesDone: 2_000_000, bytesTotal: 4_000_000 },
    500_000,
    'Reading ████████████░░░░░░░░░░░░ 2.0 MB of 4.0 MB, 30 of 60 files, 500 kB/s, 4 s left',
  ));
test('no rate yet, no time left', () =>
  check(
    { filesDone: 0, filesTotal: 60, bytesDone: 0, bytesTotal: 4_000_000 },
    0,
    'Reading ░░░░░░░░░░░░░░░░░░░░░░░░ 0 B of 4.0 MB, 0 of 60 files, 0 B/s',
  ));
test('hours', () =>
  check(
    { filesDone: 1, filesTotal: 2, bytesDone: 0, bytesTotal: 3_723_000 },
    1000,
    'Reading ░░░░░░░░░░░░░░░░░░░░░░░░ 0 B of 3.7 MB, 1 of 2 files, 1 kB/s, 1:02:03 left',
  ));
test('Chinese', () =>
  check(
    { filesDone: 1, filesTotal: 2, bytesDone: 500, bytesTotal: 1000 },
    100,
    '读取 ████████████░░░░░░░░░░░░ 500 B / 1 kB,文件 1 / 2,100 B/秒,剩余 5 s',
    { LANG: 'zh_TW' },
  ));
