/** Files that cannot be read as code, one way or another: the others are indexed, and each of these is accounted for. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Bench, withBench } from '../support/command.ts';
import {
  contentsOf,
  homeOf,
  index,
  nobodyIsMissing,
  openIndex,
  paints,
  paths,
  put,
  runAsNobody,
  succeeds,
  until,
} from './trouble.ts';

/** The files, and for each of them the reason why it is left out, or undefined where it is indexed. */
async function check(files: readonly (readonly [string, string | Buffer, string?])[]): Promise<void> {
  await withBench({}, async (bench) => {
    await put(bench.root, 'healthy.ts', paints('healthyFence'));
    for (const [name, content] of files) await put(bench.root, name, content);
    const report = await index(bench);
    const reasons = files.flatMap(([, , reason]) => reason ?? []);
    assert.deepEqual(report.skipped, countsOf(reasons));
    assert.equal(report.files, 1 + files.length - reasons.length);
    assert.deepEqual(
      report.problems.filter(({ kind }) => kind !== 'syntax' && kind !== 'undecodable'),
      [],
    );
    assert.equal((await paths(bench, ['healthyFence']))[0][0], 'healthy.ts');
  });
}

function countsOf(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

const bytes = (...values: readonly number[]) => Buffer.from(values);

test('empty, binary, huge and endless', () =>
  check([
    ['empty.ts', '', 'empty'],
    ['blank.ts', ' \n\t\r\n', 'empty'],
    ['zeros.ts', Buffer.alloc(5_000), 'binary'],
    ['elf.c', Buffer.concat([bytes(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0), Buffer.alloc(500, 7)]), 'binary'],
    ['picture.png', bytes(0x89, 0x50, 0x4e, 0x47), 'binary'],
    ['huge.ts', paints('huge').repeat(20_000), 'tooLarge'],
    ['endless-5MB.js', `var a=${'1+'.repeat(2_500_000)}1;`, 'tooLarge'],
    ['endless-900kB.js', `var a=${'f(1)+'.repeat(180_000)}1;`, 'minified'],
    ['one-long-line.js', `${paints('besideALongLine').repeat(20)}const table = '${'x'.repeat(9_000)}';\n`],
    ['long-name.js', `${'// words of a person\n'.repeat(1_000)}function ${'a'.repeat(150_000)}() {}\n`],
    ['no-line-end.ts', 'export const a = 1'],
  ]));

test('encodings, right and wrong', () =>
  check([
    ['utf8-mark.ts', `\ufeff${paints('marked')}`],
    ['utf16.ts', Buffer.from(`\ufeff${paints('wide')}`, 'utf16le')],
    ['latin1.ts', Buffer.from(`// Größe und Maß\n${paints('old')}`, 'latin1')],
    ['stray-byte.ts', Buffer.concat([Buffer.from(paints('stray').repeat(50)), bytes(0xff), Buffer.from(paints('more'))])],
    ['cut-character.ts', Buffer.from(`${paints('cut')}// 重试策略`).subarray(0, -1)],
    ['crlf.ts', paints('dos').replaceAll('\n', '\r\n')],
    ['old-mac.ts', paints('mac').replaceAll('\n', '\r')],
    ['odd-utf16.ts', Buffer.concat([bytes(0xff, 0xfe), Buffer.from(paints('odd'), 'utf16le'), bytes(0x41)])],
  ]));

/** As deep as 200,000, on one line, and on lines as a person might write them. */
const DEEP = 200_000;
const onOneLine = (open: string, close: string) => open.repeat(DEEP) + close.repeat(DEEP);
const onLines = (open: string, close: string) =>
  [open, close].map((bracket) => `${bracket.repeat(100)}\n`.repeat(DEEP / 100)).join('');

test('nesting that nobody wrote by hand', () =>
  check([
    ['line.js', onOneLine('(', ')'), 'minified'],
    ['line.c', `int x = ${onOneLine('(', ')')};`, 'minified'],
    ['line.py', `x = ${onOneLine('[', ']')}`, 'minified'],
    ['line.json', onOneLine('[', ']'), 'minified'],
    ['lines.js', `const a = ${onLines('[', ']')};\n${paints('afterTheNest')}`],
    ['lines.c', `int main() {\n${onLines('{', '}')}}\n`],
    ['lines.py', `x = ${onLines('[', ']')}`],
    ['lines.json', onLines('[', ']')],
    ['never-closed.js', onLines('(', '(')],
    ['only-closed.c', onLines('}', '}')],
    ['functions.js', Array.from({ length: 2_000 }, (_, i) => `function f${i}() {\n`).join('') + '}'.repeat(2_000)],
  ]));

test('without permission to read', (t) =>
  withBench({}, async (bench) => {
    const { root } = bench;
    await put(root, 'open.ts', paints('openFence'));
    await put(root, 'locked.ts', paints('lockedFence'));
    await put(root, 'closed/inner.ts', paints('innerFence'));
    await mkdir(homeOf(bench));
    await chmod(homeOf(bench), 0o777);
    const missing = await nobodyIsMissing(bench);
    if (missing) return t.skip(missing);
    await chmod(join(root, 'locked.ts'), 0);
    await chmod(join(root, 'closed'), 0);
    const report = JSON.parse(succeeds(await runAsNobody(bench, ['index', '--root', root, '--json'])));
    assert.equal(report.files, 1);
    assert.deepEqual(report.skipped, { unreadable: 2 });
    assert.deepEqual(report.problems, [{ path: 'locked.ts', kind: 'unreadable', message: 'there is no permission to read it' }]);

    await chmod(join(root, 'locked.ts'), 0o644);
    await chmod(join(root, 'closed'), 0o755);
    const again = JSON.parse(succeeds(await runAsNobody(bench, ['index', '--root', root, '--json'])));
    assert.equal(again.files, 3, 'permission that is given later is noticed');
    assert.deepEqual(again.problems, []);
  }));

/** Starts an index and calls back when the walk is over and nothing is read yet: the index folder is made between. */
async function whileIndexing({ start, root, env }: Bench, meddle: () => Promise<void>): Promise<number | null> {
  const child = start(['index', '--root', root]);
  await until(() => existsSync(env.PARALLAX_HOME as string));
  await meddle();
  return new Promise((resolve) => child.once('exit', resolve));
}

test('gone between the walk and the reading', () =>
  withBench({}, async (bench) => {
    const { root } = bench;
    for (let i = 0; i < 300; i++) await put(root, `f${i}.ts`, paints(`fence${i}`));
    for (let i = 0; i < 50; i++) await put(root, `folder/g${i}.ts`, paints(`gate${i}`));
    const code = await whileIndexing(bench, async () => {
      await rm(join(root, 'folder'), { recursive: true });
      for (let i = 100; i < 300; i++) await rm(join(root, `f${i}.ts`));
    });
    assert.equal(code, 0);
    const report = await index(bench);
    assert.equal(report.files, 100);
    assert.deepEqual(report.problems, []);
    assert.deepEqual(report.skipped, {});
    assert.deepEqual(await paths(bench, ['fence7'], '--limit', '1'), [['f7.ts']]);
  }));

test('something else between the walk and the reading', () =>
  withBench({}, async (bench) => {
    const { root } = bench;
    for (const name of ['pipe.ts', 'link.ts', 'folder.ts', 'healthy.ts']) await put(root, name, paints('fence'));
    const code = await whileIndexing(bench, async () => {
      for (const name of ['pipe.ts', 'link.ts', 'folder.ts']) await rm(join(root, name));
      execFileSync('mkfifo', [join(root, 'pipe.ts')]);
      await symlink('/etc/passwd', join(root, 'link.ts'));
      await mkdir(join(root, 'folder.ts'));
    });
    assert.equal(code, 0);
    assert.equal((await index(bench)).files, 1);
    assert.deepEqual(Object.keys(contentsOf(await openIndex(homeOf(bench)))), ['healthy.ts']);
  }));
