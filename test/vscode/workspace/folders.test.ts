import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../../support/vscode/register.ts';
import { Uri } from '../../support/vscode/stand-in.ts';

const { Folders } = await import('../../../src/vscode/workspace/folders.ts');

/** Folders of these paths; a name of its own after `=`. */
function open(...specs: readonly string[]) {
  const folders = specs.map((spec, index) => {
    const [path, name = path.slice(path.lastIndexOf('/') + 1)] = spec.split('=');
    return { uri: path.includes('://') ? Uri.parse(path) : Uri.file(path), name, index };
  });
  return new Folders(folders as never);
}

/** `there` is the engine's path, and leads back. */
function check(folders: ReturnType<typeof open>, file: string, there: string | undefined): void {
  const uri = Uri.file(file);
  assert.equal(folders.toPath(uri as never), there);
  if (there !== undefined) assert.equal(folders.toUri(there)?.fsPath, uri.fsPath);
}

test('with one folder paths are relative to it', () => {
  check(open('/code/app'), '/code/app/src/a b.ts', 'src/a b.ts');
  check(open('/code/app'), '/code/app/%23 名.ts', '%23 名.ts');
});

test('with several they begin with the name of the folder', () => {
  check(open('/code/app', '/code/lib'), '/code/lib/x.ts', 'lib/x.ts');
  check(open('/code/app', '/code/lib'), '/code/lib', 'lib');
});

test('outside of all folders there is no path', () => {
  check(open('/code/app'), '/code/apple/x.ts', undefined);
  check(open('/code/app'), '/code/x.ts', undefined);
  assert.equal(open('/code/app').toPath(Uri.parse('untitled:/code/app/x.ts') as never), undefined);
});

test('a name that begins with two dots is a name', () => check(open('/code/app'), '/code/app/..rc', '..rc'));

test('a path that leads out of its folder leads nowhere', () => {
  assert.equal(open('/code/app').toUri('../secret'), undefined);
  assert.equal(open('/code/app', '/code/lib').toUri('lib/../../secret'), undefined);
  assert.equal(open('/code/app').toUri('/etc/passwd')?.fsPath, '/code/app/etc/passwd');
});

test('folders of the same name are told apart', () => {
  const folders = open('/a/web', '/b/web', '/c/web-2');
  assert.deepEqual(
    folders.list.map(({ name }) => name),
    ['web', 'web-2', 'web-2-2'],
  );
  check(folders, '/b/web/x.ts', 'web-2/x.ts');
});

test('a name with a slash does not look like a path', () =>
  check(open('/a/web=shop/web', '/b/api'), '/a/web/x.ts', 'shop-web/x.ts'));

test('a file in a nested folder belongs to the innermost, and the outer one leaves that folder out', () => {
  const folders = open('/code', '/code/libs/core (old)');
  check(folders, '/code/libs/core (old)/x.ts', 'core (old)/x.ts');
  check(folders, '/code/libs/x.ts', 'code/libs/x.ts');
  assert.deepEqual(
    folders.list.map(({ nested }) => nested),
    [['/libs/core \\(old\\)/**'], []],
  );
});

test('folders that are not on a disk are left out', () =>
  assert.deepEqual(
    open('vscode-vfs://github/a/b', '/code/app').list.map(({ name }) => name),
    ['app'],
  ));
