/** What VS Code says of files, and what the service is told of it. Time is that of the test. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { ListLog } from '../../support/memory-ports.ts';
import '../../support/vscode/register.ts';
import { standIn, Uri } from '../../support/vscode/stand-in.ts';

const { Folders } = await import('../../../src/vscode/workspace/folders.ts');
const { watchWorkspace } = await import('../../../src/vscode/workspace/upkeep.ts');

const realSetTimeout = setTimeout;

let top: string;
let told: string[];
let watching: { dispose(): unknown };

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'parallax-upkeep-'));
  told = [];
  mock.timers.enable({ apis: ['setTimeout'] });
  const uri = Uri.file(top);
  const service = {
    folders: new Folders([{ uri, name: 'app', index: 0 }] as never),
    state: { kind: 'ready' },
    opened: async () => ({
      setBuffer: async (path: string, text: string | undefined) => void told.push(`buffer ${path} ${text}`),
      hold: async (held: boolean) => void told.push(`hold ${held}`),
    }),
    changed: async (uris: readonly { fsPath: string }[]) =>
      void told.push(`changed ${uris.map(({ fsPath }) => relative(top, fsPath))}`),
    changedMuch: async () => void told.push('changed much'),
    reopen: async () => void told.push('reopen'),
    foldersChanged: async () => void told.push('folders'),
  };
  watching = watchWorkspace(service as never, new ListLog());
});

afterEach(() => {
  watching.dispose();
  mock.timers.reset();
  rmSync(top, { recursive: true });
});

type Happening = 'onDidCreate' | 'onDidChange' | 'onDidDelete';

function happens(event: Happening, path: string): void {
  if (event !== 'onDidDelete' && !path.endsWith('/')) write(path);
  if (path.endsWith('/')) mkdirSync(join(top, path), { recursive: true });
  standIn.events.get(event)?.fire(Uri.file(join(top, path)));
}

function write(path: string): void {
  mkdirSync(dirname(join(top, path)), { recursive: true });
  writeFileSync(join(top, path), '');
}

/** `ms` pass, and what they set off comes to its end. */
async function pass(ms: number): Promise<readonly string[]> {
  mock.timers.tick(ms);
  await new Promise((resolve) => realSetTimeout(resolve, 20));
  return told.splice(0);
}

test('what happens within a moment is told at once, each file once', async () => {
  happens('onDidCreate', 'a.ts');
  happens('onDidChange', 'a.ts');
  happens('onDidDelete', 'gone.ts');
  assert.deepEqual(await pass(100), []);
  assert.deepEqual(await pass(200), ['changed a.ts,gone.ts']);
});

test('version control and packages are no news', async () => {
  happens('onDidChange', '.git/index');
  happens('onDidCreate', 'node_modules/x/y.js');
  assert.deepEqual(await pass(5_000), []);
});

test('a branch switch is told when it is through', async () => {
  for (let i = 0; i < 400; i++) happens('onDidChange', `src/${i}.ts`);
  assert.deepEqual(await pass(1_000), []);
  happens('onDidChange', 'src/last.ts');
  assert.deepEqual(await pass(1_000), []);
  assert.deepEqual(await pass(1_000), ['changed much']);
});

test('a folder that was moved here is looked through; one that is gone is told as it is', async () => {
  happens('onDidCreate', 'moved/');
  assert.deepEqual(await pass(300), ['changed much']);
  happens('onDidDelete', 'gone');
  assert.deepEqual(await pass(300), ['changed gone']);
});

test('that a folder has changed says nothing that its files do not say', async () => {
  happens('onDidChange', 'src/');
  assert.deepEqual(await pass(300), []);
});

test('other ignore rules mean other files', async () => {
  happens('onDidChange', 'sub/.gitignore');
  assert.deepEqual(await pass(300), ['changed much']);
});

test("the workspace's own settings open the engine anew; those of a folder below do not count", async () => {
  happens('onDidChange', 'parallax.json');
  assert.deepEqual(await pass(300), ['reopen']);
  happens('onDidChange', 'sub/parallax.json');
  assert.deepEqual(await pass(300), ['changed sub/parallax.json']);
});

test('unsaved text is told after a pause, and taken back when the editor is closed', async () => {
  const document = { uri: Uri.file(join(top, 'a.ts')), isDirty: true, isClosed: false, getText: () => 'new' };
  standIn.events.get('onDidChangeTextDocument')?.fire({ document, contentChanges: [{}] });
  standIn.events.get('onDidChangeTextDocument')?.fire({ document, contentChanges: [{}] });
  assert.deepEqual(await pass(400), ['buffer a.ts new']);
  document.isClosed = true;
  standIn.events.get('onDidCloseTextDocument')?.fire(document);
  assert.deepEqual(await pass(400), ['buffer a.ts undefined']);
});

test('settings that an engine is opened with open it anew; upkeep that is switched on catches up', async () => {
  const change = (name: string) =>
    standIn.events.get('onDidChangeConfiguration')?.fire({ affectsConfiguration: (one: string) => name.startsWith(one) });
  change('parallax.index.exclude');
  assert.deepEqual(await pass(0), ['reopen']);
  change('parallax.model.baseUrl');
  assert.deepEqual(await pass(0), []);
  standIn.configuration.set('parallax.embedding.source', 'endpoint');
  change('parallax.model.baseUrl');
  assert.deepEqual(await pass(0), ['reopen']);
  standIn.configuration.clear();
  change('parallax.index.keepUpToDate');
  assert.deepEqual(await pass(0), ['changed much']);
});
