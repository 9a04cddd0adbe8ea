/** Git itself says what its ignore files mean: the same trees are listed by both. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openFiles } from '../../../src/node/files/files.ts';
import { makeFolder, plant } from '../tree.ts';

const noGit = spawnSync('git', ['--version']).status !== 0 && 'git is not installed';

/** What git would add: tracked by nobody, ignored by nothing. */
function gitFiles(folder: string, home: string): readonly string[] {
  return git(folder, home, 'ls-files', '-co', '--exclude-standard', '-z').split('\0').filter(Boolean).toSorted(byCodeUnit);
}

function isIgnored(folder: string, home: string, path: string): boolean {
  return spawnSync('git', ['check-ignore', '-q', '--', path], { cwd: folder, env: environment(home) }).status === 0;
}

function git(folder: string, home: string, ...words: string[]): string {
  const { status, stdout, stderr } = spawnSync('git', words, { cwd: folder, env: environment(home), encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stdout;
}

function environment(home: string): Record<string, string | undefined> {
  return { PATH: process.env.PATH, HOME: home, XDG_CONFIG_HOME: join(home, '.config'), GIT_CONFIG_NOSYSTEM: '1' };
}

async function ourFiles(folder: string, home: string): Promise<readonly string[]> {
  const files = await openFiles(folder, { env: { HOME: home } });
  return (await files.list()).files.map(({ path }) => path);
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : 1;
}

/** Numbers that are the same in every run (the linear congruential generator of Numerical Recipes). */
function seeded(seed: number): (below: number) => number {
  return (below) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
}

/** `?` is one byte to git and one character to us: no name of a single letter that takes two bytes. */
const FOLDERS = ['d', 'e', 'foo', 'a b', '[x]', 'été', 'f.l', '.h', '!n', '#m', 'back\\slash'];
const FILES = ['a.c', 'b.l', 'foo', 'x y', '[z]', 'été.c', '#h', '!n', '.h', 'd', 'star*', 'q?'];
const PATTERNS =
  `*.l|*.c|foo|/foo|foo/|/d/|d/|e/*|d/**|**/foo|d/**/foo|/*/foo|*/a.c|[a-c].?|[!a].c|\\[x\\]|[[]z]|\\#h|\\!n|# foo|!foo|!*.c|!/d/|!d/
!*/|*|/*|**|.*|x y|x y |a\\ b|a b/|é*|f.l/|d/e/foo|!d/e/foo|/e/d/*|?|q\\?|star\\*|back\\\\slash|.h/|**/d/**|foo/**/a.c|!.gitignore| foo|foo\\ |/|!|[|a[|d/e|e/**/|**/e/|[[:upper:]]|[a\\-c].c`
    .split(/[|\n]/)
    .concat('');

/** @returns its folders, relative, with a trailing slash */
function plantRandomTree(root: string, random: (below: number) => number): readonly string[] {
  const pick = <T>(from: readonly T[]) => from[random(from.length)];
  const folders = ['', ...Array.from({ length: 8 }, () => '')];
  for (let i = 1; i < folders.length; i++) folders[i] = `${folders[random(i)]}${pick(FOLDERS)}/`;
  for (const folder of folders) mkdirSync(join(root, folder), { recursive: true });
  for (const folder of folders) {
    for (let i = 0; i < 5; i++) tryToWrite(join(root, folder, pick(FILES)), 'x\n');
    if (random(3) > 0 && folder !== '') continue;
    const lines = Array.from({ length: 1 + random(5) }, () => pick(PATTERNS));
    tryToWrite(join(root, folder, '.gitignore'), lines.join(pick(['\n', '\r\n'])) || '\n');
  }
  return folders;
}

/** The name may already be that of a folder. */
function tryToWrite(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, 'EISDIR');
  }
}

test('random trees of ignore files are listed as git lists them', { skip: noGit || process.platform === 'win32' }, async (t) => {
  const home = makeFolder(t);
  for (let seed = 0; seed < Number(process.env.ORACLE_TREES ?? 40); seed++) {
    const random = seeded(seed);
    const root = makeFolder(t);
    git(root, home, 'init', '-q');
    const folders = plantRandomTree(root, random);
    writeFileSync(join(root, '.git/info/exclude'), random(2) ? 'b.l\n/e/\n' : '');
    assert.deepEqual(await ourFiles(root, home), gitFiles(root, home), `seed ${seed} in ${root}`);
    const inside = join(root, folders[1]);
    if (isIgnored(root, home, folders[1])) continue;
    assert.deepEqual(await ourFiles(inside, home), gitFiles(inside, home), `seed ${seed} in ${inside}`);
  }
});

const skip = noGit;

test('a folder inside a repository obeys the rules above it', { skip }, async (t) => {
  const [root, home] = [makeFolder(t), makeFolder(t)];
  git(root, home, 'init', '-q');
  plant(root, { '.gitignore': '*.l\n/p/q/local/\n/only-top\n', 'p/.gitignore': '!keep.l\n', 'p/q/a.l': 'x', 'p/q/keep.l': 'x' });
  plant(root, { 'p/q/local/x.c': 'x', 'p/q/only-top': 'x', 'p/q/b.c': 'x', '.git/info/exclude': 'b.c\n' });
  const inside = join(root, 'p/q');
  assert.deepEqual(await ourFiles(inside, home), gitFiles(inside, home));
  assert.deepEqual(await ourFiles(inside, home), ['keep.l', 'only-top']);
});

test('an ignored folder that a person names is read all the same', { skip }, async (t) => {
  const [root, home] = [makeFolder(t), makeFolder(t)];
  git(root, home, 'init', '-q');
  plant(root, { '.gitignore': 'work/\n*.c\n', 'work/.gitignore': '*.l\n', 'work/a.c': 'x', 'work/a.l': 'x' });
  assert.deepEqual(await ourFiles(join(root, 'work'), home), ['.gitignore', 'a.c']);
});

test("the user's own exclude file counts, wherever git looks for it", { skip }, async (t) => {
  const places: readonly Record<string, string>[] = [
    { '.config/git/ignore': '*.tmp\n' },
    { '.gitconfig': '[core]\n\texcludesFile = ~/mine\n', mine: '*.tmp\n' },
    {
      '.gitconfig': '[user]\n\tname = x\n[core]\n\teditor = vi ; y\n\texcludesfile = "~/my \\"own\\"" # z\n',
      'my "own"': '*.tmp\n',
    },
  ];
  for (const place of places) {
    const [root, home] = [makeFolder(t), makeFolder(t)];
    plant(home, place);
    git(root, home, 'init', '-q');
    plant(root, { 'a.tmp': 'x', 'b.c': 'x', 'd/c.tmp': 'x' });
    assert.deepEqual(await ourFiles(root, home), gitFiles(root, home));
    assert.deepEqual(await ourFiles(root, home), ['b.c']);
  }
});

test('upper and lower case are as the repository is set up', { skip }, async (t) => {
  const [root, home] = [makeFolder(t), makeFolder(t)];
  git(root, home, 'init', '-q');
  plant(root, { '.gitignore': '*.LOG\n', 'a.log': 'x' });
  for (const value of ['true', 'false']) {
    git(root, home, 'config', 'core.ignorecase', value);
    assert.deepEqual(await ourFiles(root, home), gitFiles(root, home), value);
  }
});

test('a linked work tree shares the exclude file of its repository', { skip }, async (t) => {
  const [root, home, other] = [makeFolder(t), makeFolder(t), makeFolder(t)];
  git(root, home, 'init', '-q');
  git(root, home, '-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-q', '--allow-empty', '-m', 'first');
  git(root, home, 'worktree', 'add', '-q', join(other, 'tree'));
  plant(root, { '.git/info/exclude': '*.mine\n' });
  const tree = join(other, 'tree');
  plant(tree, { 'a.mine': 'x', 'b.c': 'x' });
  assert.deepEqual(await ourFiles(tree, home), gitFiles(tree, home));
  assert.deepEqual(await ourFiles(tree, home), ['b.c']);
});

test('a repository inside another obeys its own exclude file too', { skip }, async (t) => {
  const [root, home] = [makeFolder(t), makeFolder(t)];
  git(root, home, 'init', '-q');
  mkdirSync(join(root, 'sub'));
  git(join(root, 'sub'), home, 'init', '-q');
  plant(root, { 'sub/.git/info/exclude': '*.mine\n', 'sub/a.mine': 'x', 'sub/b.c': 'x', 'c.mine': 'x' });
  assert.deepEqual(await ourFiles(root, home), ['c.mine', 'sub/b.c']);
});
