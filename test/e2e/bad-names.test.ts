/** Names that no person gives to a file: found by what is in them, printed without harm, and named back as targets. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Bench, withBench } from '../support/command.ts';
import { homeOf, index, openIndex, paints, paths, put, results, says, succeeds } from './trouble.ts';

const ESC = '\u001b';

/** The function in each file, and its name as the index gives it. */
const names: Readonly<Record<string, string>> = {
  newline: 'new\nline.ts',
  quotes: 'quo"te\'s `and` such.ts',
  dots: '..dots..ts',
  dash: '-rf.ts',
  option: '--help.ts',
  emoji: '🦄 and 中文.ts',
  escapes: `esc${ESC}[31mred${ESC}]0;title\u0007.ts`,
  tab: 'tab\tand\rreturn.ts',
  backslash: 'back\\slash.ts',
  colon: 'col:on:12.ts',
  hash: 'hash#tag.ts',
  spaces: ' before and after .ts',
  direction: 'exe\u202est.ts',
  long: `${'l'.repeat(240)}.ts`,
  glob: 'star*?[x]{a,b}.ts',
  shell: '$(touch pwned);`touch pwned`.ts',
  composed: 'caf\u00e9.ts',
  decomposed: 'cafe\u0301.ts',
  folder: 'a\nfolder/..in../x.ts',
};
/** Bytes that are no UTF-8; each reads as U+FFFD. */
const bytes: Readonly<Record<string, readonly [Buffer, string]>> = {
  invalid: [Buffer.from('bad\xff\xfename.ts', 'latin1'), 'bad\ufffd\ufffdname.ts'],
  latin: [Buffer.from('gr\xfc\xdfe.ts', 'latin1'), 'gr\ufffd\ufffde.ts'],
};

async function withNames(use: (bench: Bench, all: Readonly<Record<string, string>>) => Promise<void>): Promise<void> {
  await withBench({}, async (bench) => {
    for (const [word, name] of Object.entries(names)) await put(bench.root, name, paints(`${word}Fence`));
    const all = { ...names };
    for (const [word, [name, read]] of Object.entries(process.platform === 'linux' ? bytes : {})) {
      await put(bench.root, name, paints(`${word}Fence`));
      all[word] = read;
    }
    const report = await index(bench);
    assert.equal(report.files, Object.keys(all).length);
    assert.deepEqual(report.problems, []);
    await use(bench, all);
  });
}

test('every name is in the index, and found by what the file holds', () =>
  withNames(async (bench, all) => {
    const questions = Object.keys(all).map((word) => `${word}Fence`);
    const found = await paths(bench, questions, '--limit', '1');
    assert.deepEqual(
      found.map(([path]) => path),
      Object.values(all),
    );
    assert.deepEqual([...(await openIndex(homeOf(bench))).paths()], Object.values(all).sort());
  }));

test('no name moves the cursor, turns the writing around or breaks a line', () =>
  withNames(async ({ run, root }, all) => {
    const questions = Object.keys(all).map((word) => `${word}Fence`);
    const commands = [
      ['search', '--queries', '-', '--limit', '1'],
      ['search', '--queries', '-', '--limit', '1', '--json'],
      ['explain', '.'],
      ['explain', '.', '--json'],
      ['ask', 'which fences are painted?'],
    ];
    for (const command of commands) {
      const out = succeeds(await run([...command, '--root', root, '--no-update'], { input: questions.join('\n') }));
      assert.doesNotMatch(out, STEERING, command.join(' '));
    }
    const out = succeeds(await run(['search', 'newlineFence', '--root', root, '--no-update', '--limit', '1']));
    assert.match(out, /^new line\.ts:2 {2}newlineFence/);
  }));

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

test('every name can be named back', () =>
  withNames(async ({ run, root }, all) => {
    for (const [word, path] of Object.entries(all)) {
      for (const target of [`${path}:2`, `${path}#${word}Fence`, path]) {
        const out = succeeds(await run(['callees', '--root', root, '--no-update', '--json', '--', target]));
        assert.deepEqual(JSON.parse(out), [], target);
      }
    }
  }));

test('a path that leads out of the folder is no target', () =>
  withBench({ 'a.ts': paints('fence') }, async (bench) => {
    await index(bench);
    const { run, root } = bench;
    const outside = [
      '../../etc/passwd:1',
      '/etc/passwd:1',
      '/etc/passwd',
      '../code/a.ts:1',
      'a.ts/../../home:1',
      './../a.ts',
      '..',
      '%2e%2e/etc/passwd',
      'file:///etc/passwd',
    ];
    for (const target of outside) {
      const out = says(await run(['explain', '--root', root, '--', target]), 1, /^parallax: The index has no /);
      assert.equal(out, '');
    }
    const beyond = succeeds(await run(['search', 'fence', '--path', '../**', '--root', root, '--json']));
    assert.deepEqual(results(beyond)[0].hits, []);
  }));
