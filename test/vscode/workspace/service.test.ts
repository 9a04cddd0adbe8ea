/** The upkeep of indexes with engines that only write down what they are asked; the real ones are tested end to end. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import type { Engine, IndexOptions } from '../../../src/engine/engine.ts';
import { cancelled } from '../../../src/engine/errors.ts';
import { MANIFEST_NAME } from '../../../src/engine/index/manifest.ts';
import { indexFolder } from '../../../src/node/locations.ts';
import { fakeEngine, report } from '../../support/fake-engine.ts';
import { ListLog } from '../../support/memory-ports.ts';
import '../../support/vscode/register.ts';
import { standIn, Uri } from '../../support/vscode/stand-in.ts';

const { WorkspaceService } = await import('../../../src/vscode/workspace/service.ts');
type Service = InstanceType<typeof WorkspaceService>;

const status = { generation: 1, files: 2, units: 3, functions: 2, indexedAt: '2026-01-02T03:04:05.000Z', embedder: 'static' };

let top: string;
/** What engines were asked, `folder: method arguments`. */
let asked: string[];
/** Ends the thread of a folder's engine, as a crash does. */
let crash: (folder: string) => void;
/** While set, index runs wait for it. */
let gate: Promise<void> | undefined;
let service: Service;

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'parallax-service-'));
  process.env.PARALLAX_HOME = join(top, 'home');
  asked = [];
  gate = undefined;
  standIn.configuration.clear();
  standIn.textDocuments = [];
});

afterEach(() => {
  service.dispose();
  delete process.env.PARALLAX_HOME;
  rmSync(top, { recursive: true });
});

const root = (name: string) => join(top, name);
const file = (path: string) => Uri.file(join(top, path)) as never;

function makeIndex(folder: string): void {
  const home = indexFolder(root(folder));
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, MANIFEST_NAME), '');
}

function setFolders(...names: readonly string[]): void {
  for (const name of names) mkdirSync(root(name), { recursive: true });
  standIn.workspaceFolders = names.map((name, index) => ({ uri: Uri.file(root(name)), name, index }));
}

function openService(...names: readonly string[]): Service {
  setFolders(...names);
  const ended = new Map<string, ((reason: string) => void) | undefined>();
  crash = (folder) => ended.get(folder)?.('it ran out of memory');
  service = new WorkspaceService({
    log: new ListLog(),
    setting: async ({ uri }) => ({ root: uri.fsPath, flags: {}, env: {} }),
    onRequest: () => {},
    open: async (setting, _, news) => {
      const folder = basename(setting.root);
      ended.set(folder, news?.onEnded);
      asked.push(`${folder}: open`);
      return engineOf(folder);
    },
  });
  return service;
}

function engineOf(folder: string): Engine {
  return fakeEngine({
    index: async ({ rebuild, signal }: IndexOptions = {}) => {
      asked.push(`${folder}: ${rebuild ? 'rebuild' : 'index'}`);
      const stopped = new Promise<never>((_, reject) => {
        signal?.addEventListener('abort', () => reject(cancelled()));
        if (signal?.aborted) reject(cancelled());
      });
      await Promise.race([gate ?? Promise.resolve(), stopped]);
      makeIndex(folder);
      return report;
    },
    update: async (paths) => void asked.push(`${folder}: update ${paths}`),
    status: async () => status,
    setBuffer: async (path, text) => void asked.push(`${folder}: buffer ${path} ${text}`),
    close: async () => void asked.push(`${folder}: close`),
  }).engine;
}

/** Everything that is on its way has come. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 20));
const take = () => asked.splice(0);

function closeGate(): () => void {
  let open = () => {};
  gate = new Promise((resolve) => {
    open = resolve;
  });
  return () => {
    gate = undefined;
    open();
  };
}

test('a workspace that was never indexed is left alone', async () => {
  openService('app');
  await service.start();
  await service.changed([file('app/a.ts')]);
  await service.changedMuch();
  assert.equal(await service.opened(), undefined);
  assert.deepEqual([service.state.kind, take()], ['missing', []]);
});

test('an index that is there is opened and brought up to date', async () => {
  makeIndex('app');
  openService('app');
  assert.equal(service.state.kind, 'indexing');
  await service.start();
  assert.deepEqual([service.state.kind, take()], ['ready', ['app: open', 'app: index']]);
});

test('where the user keeps it up to date, changes are left alone', async () => {
  standIn.configuration.set('parallax.index.keepUpToDate', false);
  makeIndex('app');
  openService('app');
  await service.start();
  await service.changed([file('app/a.ts')]);
  assert.deepEqual([service.state.kind, take()], ['ready', ['app: open']]);
});

test('what changes while a run is under way is told after it', async () => {
  makeIndex('app');
  openService('app');
  const open = closeGate();
  const done = service.start();
  await settle();
  await service.changed([file('app/a.ts'), file('elsewhere/b.ts')]);
  await service.changed([file('app/c.ts'), file('app/a.ts')]);
  open();
  await done;
  await settle();
  assert.deepEqual([service.state.kind, take()], ['ready', ['app: open', 'app: index', 'app: update a.ts,c.ts']]);
});

test('a branch switch while a run is under way is followed by another run', async () => {
  makeIndex('app');
  openService('app');
  const open = closeGate();
  const done = service.start();
  await settle();
  await service.changedMuch();
  open();
  await done;
  await settle();
  assert.deepEqual([service.state.kind, take()], ['ready', ['app: open', 'app: index', 'app: index']]);
});

test('what changes while indexing is paused waits until it goes on', async () => {
  makeIndex('app');
  openService('app');
  closeGate();
  void service.start();
  await settle();
  await service.pause();
  assert.equal(service.state.kind, 'paused');
  await service.changed([file('app/a.ts')]);
  await service.changedMuch();
  assert.deepEqual([service.state.kind, take()], ['paused', ['app: open', 'app: index']]);
  gate = undefined;
  await service.index();
  assert.deepEqual([service.state.kind, take()], ['ready', ['app: index']]);
});

test('a rebuild takes the place of the run that is under way', async () => {
  makeIndex('app');
  openService('app');
  closeGate();
  void service.start();
  await settle();
  gate = undefined;
  await service.index({ rebuild: true });
  assert.deepEqual([service.state.kind, take()], ['ready', ['app: open', 'app: index', 'app: rebuild']]);
});

test('only folders that have an index are brought up to date by themselves; the user indexes all', async () => {
  makeIndex('app');
  openService('app', 'lib');
  await service.start();
  await service.changed([file('app/a.ts'), file('lib/b.ts')]);
  assert.deepEqual(take(), ['app: open', 'lib: open', 'app: index', 'app: update a.ts']);
  assert.deepEqual([service.state.kind, service.unindexed], ['ready', ['lib']]);
  await service.index();
  assert.deepEqual(take(), ['app: index', 'lib: index']);
  assert.deepEqual(service.unindexed, []);
});

test('folders that come and go: engines of those that stay, stay', async () => {
  makeIndex('app');
  openService('app');
  await service.start();
  take();
  setFolders('app', 'lib');
  await service.foldersChanged();
  assert.deepEqual(take(), ['lib: open', 'app: index']);
  assert.equal(service.folders.toPath(file('lib/x.ts')), 'lib/x.ts');
  setFolders('lib');
  await service.foldersChanged();
  assert.deepEqual([service.state.kind, take()], ['missing', ['app: close']]);
});

test('a folder inside another one that is added makes the outer one be read anew', async () => {
  makeIndex('app');
  openService('app');
  await service.start();
  take();
  setFolders('app', 'app/inner');
  await service.foldersChanged();
  assert.deepEqual(take(), ['app: close', 'app: open', 'inner: open', 'app: index']);
});

test('a pause outlives a change of folders and settings', async () => {
  makeIndex('app');
  openService('app');
  closeGate();
  void service.start();
  await settle();
  await service.pause();
  take();
  setFolders('app', 'lib');
  await service.foldersChanged();
  await service.reopen();
  assert.equal(service.state.kind, 'paused');
  assert.ok(!take().some((one) => one.endsWith('index')));
});

test('a new engine is told of unsaved text', async () => {
  makeIndex('app');
  const document = (path: string, isDirty: boolean) => ({ uri: file(path), isDirty, isClosed: false, getText: () => 'new' });
  standIn.textDocuments = [document('app/a.ts', true), document('app/b.ts', false), document('other/c.ts', true)];
  openService('app');
  await service.start();
  assert.deepEqual(take(), ['app: open', 'app: buffer a.ts new', 'app: index']);
});

test('an engine that ends by itself is opened again, once, and that is said', async () => {
  makeIndex('app');
  openService('app');
  const restarts: string[] = [];
  service.onDidRestart((reason) => restarts.push(reason));
  await service.start();
  take();
  crash('app');
  await settle();
  assert.deepEqual([service.state.kind, take()], ['ready', ['app: open', 'app: index']]);
  crash('app');
  await settle();
  assert.deepEqual([service.state.kind, take()], ['problem', []]);
  assert.deepEqual(restarts, ['it ran out of memory']);
  await service.index();
  assert.deepEqual([service.state.kind, take()], ['ready', ['app: open', 'app: index']]);
});
