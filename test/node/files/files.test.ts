import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { EngineError } from '../../../src/engine/errors.ts';
import { type FilesOptions, openFiles } from '../../../src/node/files/files.ts';
import { asOrdinaryUser, makeTree } from '../tree.ts';

type Tree = Readonly<Record<string, string | Uint8Array>>;
const posix = process.platform !== 'win32';
/** No configuration of the person who runs the tests. */
const env = { HOME: '/nonexistent', XDG_CONFIG_HOME: '/nonexistent' };

async function listed(root: string, options: FilesOptions = {}): Promise<readonly string[]> {
  return (await (await openFiles(root, { env, ...options })).list()).files.map(({ path }) => path);
}

async function skippedIn(root: string, options: FilesOptions = {}): Promise<Record<string, string>> {
  const { examples } = await (await openFiles(root, { env, ...options })).list();
  return Object.fromEntries(examples.map(({ path, reason }) => [path, reason]));
}

/** The files that are listed from `tree`, and the reason for each that is not. */
async function check(
  t: TestContext,
  tree: Tree,
  files: readonly string[],
  skipped: Record<string, string> = {},
  options: FilesOptions = {},
) {
  const root = makeTree(t, tree);
  assert.deepEqual(await listed(root, options), files);
  assert.deepEqual(await skippedIn(root, options), skipped);
}

const a = 'let a = 1;\n';

test('lists every file below, sorted by path', async (t) => {
  await check(t, { 'b.ts': a, 'a/c.ts': a, 'a-b.ts': a, 'a/b/d.ts': a, 'empty/': '' }, ['a-b.ts', 'a/b/d.ts', 'a/c.ts', 'b.ts']);
});

test('gives size and time', async (t) => {
  const root = makeTree(t, { 'a.ts': a });
  const [file] = (await (await openFiles(root)).list()).files;
  assert.equal(file.size, a.length);
  assert.ok(Math.abs(file.mtimeMs - Date.now()) < 60_000);
});

test('.gitignore counts at every level, without git as well', async (t) => {
  await check(
    t,
    {
      '.gitignore': '*.log\n/gen/\n',
      'a.log': a,
      'gen/x.ts': a,
      'p/.gitignore': '!keep.log\nlocal/\n',
      'p/keep.log': a,
      'p/local/y.ts': a,
      'p/gen/z.ts': a,
    },
    ['.gitignore', 'p/.gitignore', 'p/gen/z.ts', 'p/keep.log'],
    { 'a.log': 'ignored', 'gen/': 'ignored', 'p/local/': 'ignored' },
  );
});

test('.parallaxignore has the last word, for and against', async (t) => {
  await check(
    t,
    { '.gitignore': 'gen/\n*.o\n', '.parallaxignore': '!gen/\ndocs/\n', 'gen/x.ts': a, 'gen/x.o': a, 'docs/y.md': a },
    ['.gitignore', '.parallaxignore', 'gen/x.ts'],
    { 'gen/x.o': 'ignored', 'docs/': 'ignored' },
  );
});

test('.parallaxignore brings back what is excluded by rule, and never a secret', async (t) => {
  await check(
    t,
    {
      '.parallaxignore': '!node_modules/\n!yarn.lock\n!.env\n!.git/\n',
      'node_modules/m.js': a,
      'yarn.lock': a,
      '.env': a,
      '.git/config': a,
    },
    ['.parallaxignore', 'node_modules/m.js', 'yarn.lock'],
    { '.env': 'secret', '.git/': 'excluded' },
  );
});

test('.parallaxignore vouches for large and generated files', async (t) => {
  const root = makeTree(t, {
    '.parallaxignore': '!big.ts\n!gen.ts\n',
    'big.ts': a.repeat(100),
    'gen.ts': `// @generated\n${a}`,
    'big2.ts': a.repeat(100),
  });
  const files = await openFiles(root, { env, maxBytes: 500 });
  assert.deepEqual(await skippedIn(root, { maxBytes: 500 }), { 'big2.ts': 'tooLarge' });
  assert.equal((await files.read('big.ts')).kind, 'text');
  assert.equal((await files.read('gen.ts')).kind, 'text');
});

test('settings exclude files and folders, and include narrows', async (t) => {
  const tree = { 'src/a.ts': a, 'src/a.md': a, 'docs/b.md': a };
  await check(t, tree, ['src/a.ts'], { 'src/a.md': 'ignored', 'docs/': 'ignored' }, { exclude: ['docs/', '*.md'] });
  await check(t, tree, ['src/a.ts'], { 'src/a.md': 'ignored', 'docs/b.md': 'ignored' }, { include: ['src/**/*.ts'] });
});

test('dependencies, caches and build output are excluded, sources of the same names are not', async (t) => {
  await check(
    t,
    {
      'vendor/own.go': a,
      'go/vendor/modules.txt': a,
      'php/vendor/autoload.php': a,
      'rust/Cargo.toml': a,
      'rust/target/x.rs': a,
      'src/target/y.rs': a,
      'src/build/z.ts': a,
      'js/package.json': '{}',
      'js/dist/x.js': a,
      'env/pyvenv.cfg': a,
      'tmp/CACHEDIR.TAG': a,
      'x/__pycache__/y.py': a,
      'ruby/vendor/bundle/z.rb': a,
    },
    ['js/package.json', 'rust/Cargo.toml', 'src/build/z.ts', 'src/target/y.rs', 'vendor/own.go'],
    {
      'go/vendor/': 'excluded',
      'php/vendor/': 'excluded',
      'rust/target/': 'excluded',
      'js/dist/': 'excluded',
      'env/': 'excluded',
      'tmp/': 'excluded',
      'x/__pycache__/': 'excluded',
      'ruby/vendor/bundle/': 'excluded',
    },
  );
});

test('where a .gitignore reaches, it is trusted to say what is built', async (t) => {
  await check(t, { '.gitignore': '*.o\n', 'package.json': '{}', 'dist/x.js': a }, ['.gitignore', 'dist/x.js', 'package.json']);
});

test('a .gitignore that rules out everything is not believed without git', async (t) => {
  const tree = { '.gitignore': '*.o\n/*\n!/debian/\n', 'a.c': a, 'a.o2': a, 'b.x.o': a };
  await check(t, tree, ['.gitignore', 'a.c', 'a.o2'], { 'b.x.o': 'ignored' });
});

test('a folder that ignores itself is ignored', async (t) => {
  await check(t, { 'cache/.gitignore': '*\n', 'cache/x.ts': a, 'a.ts': a }, ['a.ts'], {
    'cache/.gitignore': 'ignored',
    'cache/x.ts': 'ignored',
  });
});

test('lock files, minified files and binaries are told by name', async (t) => {
  await check(t, { 'package-lock.json': a, 'Cargo.lock': a, 'a.min.js': a, 'a.js.map': a, 'a.PNG': a, 'a.ts': a }, ['a.ts'], {
    'package-lock.json': 'lockfile',
    'Cargo.lock': 'lockfile',
    'a.min.js': 'minified',
    'a.js.map': 'minified',
    'a.PNG': 'binary',
  });
});

test('.gitattributes tells of generated files', async (t) => {
  await check(
    t,
    {
      '.gitattributes': '*.gen.ts linguist-generated=true\nkeep.gen.ts -linguist-generated\n# x linguist-generated\n',
      'a.gen.ts': a,
      'keep.gen.ts': a,
      x: a,
    },
    ['.gitattributes', 'keep.gen.ts', 'x'],
    { 'a.gen.ts': 'generated' },
  );
});

test('strange names are names', async (t) => {
  const names = [
    'a b.ts',
    '"q".ts',
    "'q'.ts",
    '..x.ts',
    '...',
    'ü—数.ts',
    '$(x).ts',
    '-rf',
    ...(posix ? ['a\nb.ts', 'a\\b.ts', '*.ts', 'a:b'] : []),
  ];
  const root = makeTree(t, Object.fromEntries(names.map((name) => [name, a])));
  const files = await openFiles(root, { env });
  assert.deepEqual(
    await listed(root),
    names.toSorted((x, y) => (x < y ? -1 : 1)),
  );
  for (const name of names) assert.equal((await files.read(name)).kind, 'text', name);
  assert.equal((await files.stat(names)).length, names.length);
});

test('names that are not UTF-8 are listed and read', { skip: process.platform !== 'linux' }, async (t) => {
  const root = makeTree(t, { 'ok.ts': a });
  const bytes = (text: string) => Buffer.from(`${root}/${text}`, 'latin1');
  mkdirSync(bytes('d\xe9'));
  writeFileSync(bytes('d\xe9/caf\xe9.ts'), a);
  writeFileSync(bytes('d\xe9/caf\xe8.ts'), a);
  writeFileSync(bytes('n\xff.ts'), a);
  const files = await openFiles(root, { env });
  const { files: found, skipped } = await files.list();
  assert.deepEqual(
    found.map(({ path }) => path),
    ['d\ufffd/caf\ufffd.ts', 'n\ufffd.ts', 'ok.ts'],
  );
  assert.deepEqual(skipped, { unreadable: 1 }, 'the second name that reads the same');
  for (const { path } of found) assert.equal((await files.read(path)).kind, 'text', path);
  assert.equal((await files.stat(found.map(({ path }) => path))).length, 3);
});

test('links are not followed, and loops end', { skip: !posix }, async (t) => {
  const root = makeTree(t, { 'real/a.ts': a, 'b.ts': a });
  const outside = makeTree(t, { 'o.ts': a });
  symlinkSync('b.ts', join(root, 'inside.ts'));
  symlinkSync('real', join(root, 'folder'));
  symlinkSync('..', join(root, 'real/up'));
  symlinkSync('loop', join(root, 'loop'));
  symlinkSync('nowhere', join(root, 'dangling'));
  symlinkSync(join(outside, 'o.ts'), join(root, 'outside.ts'));
  symlinkSync(outside, join(root, 'away'));
  assert.deepEqual(await listed(root), ['b.ts', 'real/a.ts']);
  const links = ['folder', 'real/up', 'loop', 'dangling', 'outside.ts', 'away'];
  assert.deepEqual(await skippedIn(root), Object.fromEntries(links.map((path) => [path, 'notAFile'])));
  const files = await openFiles(root, { env });
  for (const path of ['outside.ts', 'away/o.ts', 'folder/a.ts', 'loop', 'inside.ts']) {
    assert.equal((await files.read(path)).kind, 'skipped', path);
    assert.deepEqual(await files.stat([path]), [], path);
  }
});

test('pipes and sockets are counted and never opened', { skip: !posix }, async (t) => {
  const root = makeTree(t, { 'a.ts': a });
  execFileSync('mkfifo', [join(root, 'pipe.ts'), join(root, '.gitignore')]);
  const server = createServer().listen(join(root, 'socket.ts'));
  await new Promise((resolve) => server.once('listening', resolve));
  t.after(() => server.close());
  assert.deepEqual(await listed(root), ['a.ts']);
  assert.deepEqual(await skippedIn(root), { 'pipe.ts': 'notAFile', '.gitignore': 'notAFile', 'socket.ts': 'notAFile' });
  const files = await openFiles(root, { env });
  for (const path of ['pipe.ts', 'socket.ts', '.']) assert.equal((await files.read(path)).kind, 'skipped', path);
  assert.equal(reasonOf(await files.read('pipe.ts')), 'notAFile');
});

test('what may not be read is counted', { skip: !posix }, async (t) => {
  const root = makeTree(t, { 'a.ts': a, 'closed/b.ts': a, 'c.ts': a });
  chmodSync(join(root, 'closed'), 0);
  chmodSync(join(root, 'c.ts'), 0);
  await asOrdinaryUser(async () => {
    assert.deepEqual(await listed(root), ['a.ts', 'c.ts']);
    assert.deepEqual(await skippedIn(root), { 'closed/': 'unreadable' });
    assert.equal(reasonOf(await (await openFiles(root)).read('c.ts')), 'unreadable');
  });
  chmodSync(join(root, 'closed'), 0o755);
});

test('a root that is not there, is a file, or may not be read is an error', async (t) => {
  const root = makeTree(t, { 'a.ts': a, 'closed/b.ts': a });
  const code = (expected: string) => (error: EngineError) => error.code === expected;
  await assert.rejects(openFiles(join(root, 'none')), code('rootMissing'));
  await assert.rejects(openFiles(join(root, 'a.ts')), code('rootNotAFolder'));
  const files = await openFiles(join(root, 'closed'));
  if (posix) {
    chmodSync(join(root, 'closed'), 0);
    await asOrdinaryUser(() => assert.rejects(files.list(), code('rootUnreadable')));
    chmodSync(join(root, 'closed'), 0o755);
  }
  rmSync(join(root, 'closed'), { recursive: true });
  await assert.rejects(files.list(), code('rootMissing'));
});

test('a cancelled listing stops', async (t) => {
  const files = await openFiles(makeTree(t, { 'a.ts': a }));
  await assert.rejects(files.list(AbortSignal.abort()), (error: EngineError) => error.code === 'cancelled');
});

test('every skipped file is counted, and twenty of each reason are named', async (t) => {
  const root = makeTree(t, Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`${i}.png`, a])));
  const listing = await (await openFiles(root)).list();
  assert.deepEqual(listing.skipped, { binary: 30 });
  assert.equal(listing.examples.length, 20);
});

test('reading gives text, encoding and the hash of the bytes', async (t) => {
  const files = await openFiles(makeTree(t, { 'a.ts': 'a', 'crlf.ts': 'a\r\nb\r\n', 'bom.ts': '\ufeffa' }));
  // xxHash64 of "a" with seed 0, as published with the algorithm's test vectors.
  assert.deepEqual(await files.read('a.ts'), { kind: 'text', text: 'a', encoding: 'ascii', hash: 'd24ec4f1a98c6e5b' });
  assert.equal(textOf(await files.read('crlf.ts')), 'a\r\nb\r\n');
  assert.equal(textOf(await files.read('bom.ts')), 'a');
});

test('paths that lead out of the root are refused', async (t) => {
  const root = makeTree(t, { 'in/a.ts': a, 'secret.ts': a });
  const files = await openFiles(join(root, 'in'));
  for (const path of ['../secret.ts', 'x/../../secret.ts', join(root, 'secret.ts'), '', '.', '..', 'a.ts/', './a.ts', 'a\0.ts']) {
    assert.equal(reasonOf(await files.read(path)), 'unreadable', JSON.stringify(path));
    assert.deepEqual(await files.stat([path]), [], JSON.stringify(path));
  }
});

test('a file that vanished or changed its nature comes back as skipped', async (t) => {
  const root = makeTree(t, { 'a.ts': a, 'b.ts': a, 'c.ts': a });
  const files = await openFiles(root);
  rmSync(join(root, 'a.ts'));
  rmSync(join(root, 'b.ts'));
  mkdirSync(join(root, 'b.ts'));
  writeFileSync(join(root, 'c.ts'), '');
  assert.equal(reasonOf(await files.read('a.ts')), 'unreadable');
  assert.equal(reasonOf(await files.read('b.ts')), 'notAFile');
  assert.equal(reasonOf(await files.read('c.ts')), 'empty');
  assert.equal(reasonOf(await files.read('a.ts/x')), 'unreadable');
});

test('secrets are not read even when asked for', async (t) => {
  const files = await openFiles(makeTree(t, { '.env': 'A=1', 'k/id_rsa': a }));
  for (const path of ['.env', 'k/id_rsa']) assert.equal(reasonOf(await files.read(path)), 'secret');
});

test('single paths are judged as the listing judges them', async (t) => {
  const root = makeTree(t, {
    '.gitignore': 'x/\n*.log\n',
    'x/a.ts': a,
    'b.log': a,
    'c/d.ts': a,
    'node_modules/e.js': a,
    '.env': a,
    'f.png': a,
    'g.ts': a,
  });
  const files = await openFiles(root, { env });
  const all = [
    'x/a.ts',
    'b.log',
    'c/d.ts',
    'c',
    'node_modules/e.js',
    '.env',
    'f.png',
    'g.ts',
    'gone.ts',
    'gone/gone.ts',
    'g.ts/x',
  ];
  assert.deepEqual(
    (await files.stat(all)).map(({ path }) => path),
    ['c/d.ts', 'g.ts'],
  );
  renameSync(join(root, 'g.ts'), join(root, 'h.ts'));
  writeFileSync(join(root, '.gitignore'), '');
  assert.deepEqual(
    (await files.stat(['g.ts', 'h.ts', 'b.log'])).map(({ path }) => path),
    ['h.ts', 'b.log'],
  );
});

test('two open folders do not touch each other', async (t) => {
  const [first, second] = [makeTree(t, { 'a.ts': a }), makeTree(t, { 'a.ts': `${a}${a}` })];
  const [x, y] = await Promise.all([openFiles(first), openFiles(second)]);
  const [p, q] = await Promise.all([x.read('a.ts'), y.read('a.ts')]);
  assert.notEqual(p.hash, q.hash);
});

function reasonOf(content: { readonly kind: string; readonly reason?: string }): string | undefined {
  return content.reason;
}

function textOf(content: { readonly kind: string; readonly text?: string }): string | undefined {
  return content.text;
}
