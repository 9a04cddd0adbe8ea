/** Questions and options at their edges: an answer, or one sentence with exit code 1 or 2; never a stack trace. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Bench, withBench } from '../support/command.ts';
import { smallRepository } from '../support/small-repository.ts';
import { index, results, says, succeeds } from './trouble.ts';

const QUESTION = 'who tries again';

/** Words of a command line, and the exit code and the sentence that they must bring. */
const refused: readonly (readonly [readonly string[], 1 | 2, RegExp])[] = [
  [['search', ''], 2, /there is no question/],
  [['search', ' \t\n '], 2, /there is no question/],
  [['search'], 2, /there is no question/],
  [['ask', ''], 2, /there is no question/],
  [['search', QUESTION, '--queries', '-'], 2, /not both/],
  [['search', QUESTION, '--limit', '0'], 2, /from 1 to 1000/],
  [['search', QUESTION, '--limit', '-1'], 2, /from 1 to 1000/],
  [['search', QUESTION, '--limit', 'abc'], 2, /from 1 to 1000/],
  [['search', QUESTION, '--limit', '1.5'], 2, /from 1 to 1000/],
  [['search', QUESTION, '--limit', ''], 2, /from 1 to 1000/],
  [['search', QUESTION, '--limit', '100000'], 2, /from 1 to 1000/],
  [['search', QUESTION, '--limit'], 2, /argument missing/],
  [['search', QUESTION, '--angle', 'sideways'], 2, /Allowed choices are purpose, construction, place, company/],
  [['search', QUESTION, '--language', 'klingon'], 1, /There is no language klingon: the index has .*go/],
  [['search', '--queries', 'nowhere.txt'], 1, /The questions in nowhere\.txt cannot be read/],
  [['search', '--queries', '.'], 1, /The questions in \. cannot be read/],
  [['search', '-no-such-question'], 2, /unknown option/],
  [['ask', QUESTION, '--budget', '-5'], 2, /--budget/],
  [['explain'], 2, /missing required argument 'target'/],
  [['explain', ''], 1, /Nothing was named to explain/],
  [['explain', 'nowhere.go:1'], 1, /The index has no nowhere\.go:1/],
  [['explain', 'client/retry.go:0'], 1, /has lines 1 to \d+, and line 0/],
  [['explain', 'client/retry.go:99999999999999999999'], 1, /has lines 1 to \d+, and line/],
  [['callers', 'client'], 1, /is a folder, and one function was expected/],
  [['callers', 'client/retry.go#nobody'], 1, /The index has no client\/retry\.go#nobody/],
  [['index', 'extra'], 2, /too many arguments/],
  [['reindex'], 2, /unknown command 'reindex'/],
];

test('what cannot be done is said in one sentence', (t) =>
  withBench(smallRepository, async (bench) => {
    await index(bench);
    for (const [words, code, sentence] of refused)
      await t.test(words.join(' ').slice(0, 60), async () => {
        assert.equal(says(await bench.run([words[0], '--root', bench.root, ...words.slice(1)]), code, sentence), '');
      });
  }));

const places: readonly (readonly [string, RegExp])[] = [
  ['nowhere', /There is no folder at \S*nowhere/],
  ['code/README.md', /README\.md is a file, and a folder was expected/],
  ['', /--root/],
];

test('a root that is none', (t) =>
  withBench(smallRepository, async ({ run }) => {
    for (const [root, sentence] of places)
      for (const words of [['index'], ['search', QUESTION], ['ask', QUESTION], ['doctor'], ['explain', 'README.md']])
        await t.test(`${words[0]} --root '${root}'`, async () => {
          assert.equal(says(await run([...words, '--root', root]), root === '' ? 2 : 1, sentence), '');
        });
  }));

async function search({ run, root }: Bench, ...words: readonly string[]) {
  return results(succeeds(await run(['search', ...words, '--root', root, '--no-update', '--json'])));
}

test('questions that say nothing find nothing', () =>
  withBench(smallRepository, async (bench) => {
    await index(bench);
    for (const question of ['???', '!!! ... ---', '()', '。。。', '\u200b', '🦄', '%s%n', '--']) {
      const words = question === '--' ? ['--queries', '-'] : [question];
      const input = question === '--' ? '...\n' : '';
      const found = results(succeeds(await bench.run(['search', ...words, '--root', bench.root, '--json'], { input })));
      for (const { hits } of found) assert.ok(Array.isArray(hits));
      if (/^[^\p{L}\p{N}\p{S}]+$/u.test(question)) assert.deepEqual(found[0].hits, [], question);
    }
    const answer = succeeds(await bench.run(['ask', '???', '--root', bench.root]));
    assert.match(answer, /^Nothing in the index matches/);
  }));

test('questions of a hundred thousand characters, of Chinese alone, and of code', () =>
  withBench(smallRepository, async (bench) => {
    await index(bench);
    const long = 'where is the retry policy decided when a download fails? '.repeat(1_800).slice(0, 100_000);
    for (const question of [
      long,
      '重试策略在哪里',
      '谁会再次尝试下载',
      'Retry(policy Policy, send func() error) error',
      '/.*retry.*/i',
      "'; DROP TABLE--",
    ]) {
      const [{ query, hits }] = await search(bench, question);
      assert.equal(query, question.trim());
      assert.ok(hits.length > 0, question.slice(0, 40));
    }
    const [{ hits }] = await search(bench, 'x'.repeat(100_000));
    assert.ok(hits.length <= 10);
    assert.match(succeeds(await bench.run(['ask', long, '--root', bench.root])), /retry\.go/);
  }));

test('files of questions as other programs write them', () =>
  withBench(smallRepository, async (bench) => {
    await index(bench);
    const expected = ['retry policy', 'parse a number', 'Größe 中文'];
    const written: Readonly<Record<string, string | Buffer>> = {
      plain: `${expected.join('\n')}\n`,
      'without a last line end': expected.join('\n'),
      'of DOS': `${expected.join('\r\n')}\r\n`,
      'with a mark': `\ufeff${expected.join('\n')}\n`,
      'with a mark, of DOS': `\ufeff${expected.join('\r\n')}\r\n`,
      'with empty lines': `\n\n  \n${expected.join('\n\n\t\n')}\n\n`,
    };
    for (const [what, content] of Object.entries(written)) {
      const file = join(bench.top, 'questions.txt');
      await writeFile(file, content);
      assert.deepEqual(
        (await search(bench, '--queries', file)).map(({ query }) => query),
        expected,
        what,
      );
      const piped = await bench.run(['search', '--queries', '-', '--root', bench.root, '--json'], { input: String(content) });
      assert.deepEqual(
        results(succeeds(piped)).map(({ query }) => query),
        expected,
        `${what}, piped`,
      );
    }
    await writeFile(join(bench.top, 'empty.txt'), '');
    assert.deepEqual(await search(bench, '--queries', join(bench.top, 'empty.txt')), []);
  }));

test('limits and filters that leave little or nothing', () =>
  withBench(smallRepository, async (bench) => {
    await index(bench);
    assert.equal((await search(bench, QUESTION, '--limit', '1'))[0].hits.length, 1);
    assert.ok((await search(bench, QUESTION, '--limit', '1000'))[0].hits.length <= 5);
    assert.deepEqual((await search(bench, QUESTION, '--language', 'rust'))[0].hits, []);
    for (const path of ['nothing/**', '[', '(', '../**', '**/**/**', '*'.repeat(50), '\\'])
      assert.ok(Array.isArray((await search(bench, QUESTION, '--path', path))[0].hits), path);
    for (const { path } of (await search(bench, QUESTION, '--path', 'client/**'))[0].hits) assert.match(path, /^client\//);
  }));

test('an empty folder', () =>
  withBench({}, async (bench) => {
    assert.equal((await index(bench)).files, 0);
    assert.deepEqual((await search(bench, QUESTION))[0].hits, []);
    succeeds(await bench.run(['ask', QUESTION, '--root', bench.root]));
    succeeds(await bench.run(['doctor', '--root', bench.root]));
    says(await bench.run(['explain', 'a.go', '--root', bench.root]), 1, /The index has no a\.go/);
  }));
