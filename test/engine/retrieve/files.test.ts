import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileCentrality, normalisePool, scoreFiles } from '../../../src/engine/retrieve/files.ts';
import { indexPaths, scorePaths } from '../../../src/engine/retrieve/paths.ts';
import { type JudgedFile, penaltyOf } from '../../../src/engine/retrieve/penalties.ts';
import { analyseQuestion } from '../../../src/engine/retrieve/question.ts';
import { INNER_TEST, ORDINARY, SKELETON } from '../../../src/engine/retrieve/roles.ts';
import { findTwins } from '../../../src/engine/retrieve/twins.ts';

/** Scores of files, each a list of [role, score]. */
function fileScores(...files: (readonly (readonly [number, number])[])[]): number[] {
  const units = files.flat();
  const starts = [0, ...files.map((_, i) => files.slice(0, i + 1).flat().length)];
  const layout = {
    firstUnitOfFile: Uint32Array.from(starts),
    liveFiles: Uint8Array.from(files, () => 1),
    roles: Uint8Array.from(units, ([role]) => role),
  };
  return [
    ...scoreFiles(
      Float32Array.from(units, ([, score]) => score),
      layout,
      -10,
    ),
  ];
}
const before = ([a, b]: number[]) => assert.ok(a > b, `${a} > ${b}`);

test('the best unit decides', () =>
  before(
    fileScores(
      [[ORDINARY, 0.9]],
      [
        [ORDINARY, 0.5],
        [ORDINARY, 0.4],
      ],
    ),
  ));
test('a second good unit helps', () =>
  before(
    fileScores(
      [
        [ORDINARY, 0.9],
        [ORDINARY, 0.8],
      ],
      [[ORDINARY, 0.9]],
    ),
  ));
test('the order of units does not matter', () => {
  const [a, b] = fileScores(
    [
      [ORDINARY, 0.1],
      [ORDINARY, 0.9],
      [ORDINARY, 0.5],
      [ORDINARY, 0.7],
      [ORDINARY, 0.3],
    ],
    [
      [ORDINARY, 0.9],
      [ORDINARY, 0.7],
      [ORDINARY, 0.5],
      [ORDINARY, 0.3],
      [ORDINARY, 0.1],
    ],
  );
  assert.equal(a, b);
});
test('a skeleton counts beside the units', () =>
  before(
    fileScores(
      [
        [SKELETON, 0.8],
        [ORDINARY, 0.5],
      ],
      [[ORDINARY, 0.5]],
    ),
  ));
test('a test in the file counts less', () => before(fileScores([[ORDINARY, 0.6]], [[INNER_TEST, 0.7]])));

test('the best of the pool is 1, the last 0', () =>
  assert.deepEqual([...normalisePool(Float32Array.of(3, 1, 2), 0)], [1, 0, 0.5]));
test('what does not count stays 0', () => assert.deepEqual([...normalisePool(Float32Array.of(-10, 4, 2), -10)], [0, 1, 0]));
test('nothing found is all 0', () => assert.deepEqual([...normalisePool(Float32Array.of(0, 0), 0)], [0, 0]));

function pathScores(question: string, ...paths: string[]): number[] {
  return [...scorePaths(analyseQuestion(question, undefined).terms, indexPaths(paths))];
}
test('a file name says more than a folder', () => before(pathScores('retry policy', 'src/retry.ts', 'retry/src.ts', 'x.ts')));
test('a leading underscore is no hindrance', () =>
  before(pathScores('auth headers', 'lib/_auth.py', 'lib/other.py', 'lib/x.py')));
test('a glued name is found by its words', () => before(pathScores('thread pool size', 'threadpool.c', 'socket.c', 'x.c')));
test('a word of every path weighs little', () =>
  before(pathScores('curl cookie', 'curl/cookie.c', 'curl/curl.c', 'curl/a.c', 'curl/b.c')));

const twins = (paths: string[], ...expected: unknown[]) => assert.deepEqual([...findTwins(paths)], expected);
test('an older version beside a newer one', () => twins(['a/v3/x.ts', 'a/v4/x.ts'], 'older', undefined));
test('an old copy beside the current file', () => twins(['p/v1/f.py', 'p/f.py'], 'older', undefined));
test('the only version is no twin', () => twins(['api/v1/x.go'], undefined));
test('a C header beside its source', () => twins(['lib/u.h', 'lib/u.c'], 'declaration', undefined));
test('a C++ header is where the code is', () => twins(['lib/u.h', 'lib/u.cc'], undefined, undefined));
test('a header alone is no twin', () => twins(['lib/u.h'], undefined));

function penalty(path: string, question = 'how are cookies stored', more: Partial<JudgedFile> = {}): number {
  return penaltyOf(
    { path, language: 'typescript', twin: undefined, mirror: undefined, definitions: 9, ...more },
    analyseQuestion(question, undefined),
  );
}
test('source has none', () => assert.equal(penalty('src/cookie.ts'), 1));
test('tests stand back', () => assert.ok(penalty('test/cookie.ts') < 1));
test('by their name as well', () => assert.ok(penalty('src/cookie.test.ts') < 1));
test('unless they are asked for', () => assert.equal(penalty('test/cookie.ts', 'tests of cookies'), 1));
test('a class named for a test', () => assert.ok(penalty('src/CookieTest.java') < 1));
test('latest is no test', () => assert.equal(penalty('src/latest.ts'), 1));
test('documents stand back', () => assert.ok(penalty('README.md', undefined, { language: 'markdown' }) < 1));
test('unless they are asked for', () =>
  assert.equal(penalty('README.md', 'documentation of cookies', { language: 'markdown' }), 1));
test('a file that only gathers stands back', () => assert.ok(penalty('src/index.ts', undefined, { definitions: 0 }) < 1));
test('one with definitions of its own does not', () => assert.equal(penalty('src/index.ts'), 1));

test("another platform's file comes behind", () =>
  assert.ok(penalty('src/win/fs.c', 'file events', { mirror: { kind: 'platform', names: ['win', 'windows'] } }) < 1));
test('unless the question names the platform', () =>
  assert.equal(
    penalty('src/win/fs.c', 'file events on Windows', { mirror: { kind: 'platform', names: ['win', 'windows'] } }),
    1,
  ));
test('a window is no platform', () =>
  assert.ok(penalty('src/win/tty.c', 'window size', { mirror: { kind: 'platform', names: ['win', 'windows'] } }) < 1));

test('many used functions make a file more central than one', () => {
  const layout = { firstUnitOfFile: Uint32Array.of(0, 2, 3, 4), liveFiles: Uint8Array.of(1, 1, 0), roles: new Uint8Array(4) };
  const [two, one, gone] = fileCentrality(Float32Array.of(0.8, 0.8, 0.8, 1), layout);
  assert.ok(two === 1 && one < 1 && one > 0 && gone === 0);
});
