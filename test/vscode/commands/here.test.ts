/** What "this" means, from wherever a command is called. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../../support/vscode/register.ts';
import { standIn, Uri } from '../../support/vscode/stand-in.ts';

const { hereOf } = await import('../../../src/vscode/commands/here.ts');
const { Folders } = await import('../../../src/vscode/workspace/folders.ts');

const CODE = `// Adds.
//
// Twice, if asked.
int add(int a) {
  return a;
}

int lonely;

/* The end. */`.split('\n');

/** An index in which `add` is the only definition. */
const engine = {
  glance: async (path: string, line: number) =>
    line >= 4 && line <= 6 ? { unit: { path, name: 'add', scope: 'math', startLine: 4, endLine: 6 } } : undefined,
};
const service = (isOpen: boolean) => ({
  folders: new Folders([{ uri: Uri.file('/code'), name: 'code', index: 0 }] as never),
  opened: async () => (isOpen ? engine : undefined),
});

interface At {
  /** 1-based. */
  readonly line: number;
  /** The selection ends before this line's first character. */
  readonly before?: number;
  readonly path?: string;
}

function openEditor({ line, before, path = '/code/src/a.c' }: At): void {
  const place = (at: number) => ({ line: at - 1, character: 0 });
  const lineAt = (at: number) => ({ text: CODE[at], isEmptyOrWhitespace: CODE[at].trim() === '' });
  standIn.activeTextEditor = {
    document: { uri: Uri.file(path), lineCount: CODE.length, lineAt },
    selection: { isEmpty: before === undefined, active: place(line), start: place(line), end: place(before ?? line) },
  };
}

async function check(at: At, target: string, label = target): Promise<void> {
  openEditor(at);
  const here = await hereOf(service(true) as never, []);
  assert.deepEqual([here.target, here.label], [target, label]);
}

test('the definition at the cursor', () => check({ line: 5 }, 'src/a.c:4-6', 'math.add'));
test('the definition whose documentation the cursor is in', () => check({ line: 2 }, 'src/a.c:4-6', 'math.add'));
test('the whole file, where the cursor is in no definition', () => check({ line: 8 }, 'src/a.c'));
test('an empty line above a definition is not its documentation', () => check({ line: 7 }, 'src/a.c'));
test('a comment that nothing follows is not documentation', () => check({ line: 10 }, 'src/a.c'));
test('the lines that are selected, less the one that is only touched', () => check({ line: 4, before: 6 }, 'src/a.c:4-5'));

test('without an index the line, which the engine will know better', async () => {
  openEditor({ line: 5 });
  assert.equal((await hereOf(service(false) as never, [])).target, 'src/a.c:5');
});

test('what the Explorer passes, wherever the cursor is; the first of several', async () => {
  openEditor({ line: 5 });
  const [folder, file] = [Uri.file('/code/lib'), Uri.file('/code/x.c')];
  const one = await hereOf(service(true) as never, [folder, [folder]]);
  assert.deepEqual([one.target, one.isCode, one.isFirstOfSeveral], ['lib', false, false]);
  assert.ok((await hereOf(service(true) as never, [folder, [folder, file]])).isFirstOfSeveral);
  const root = Uri.file('/code');
  assert.equal((await hereOf(service(true) as never, [root, [root]])).target, '.');
});

test('what a link of ours names', async () =>
  assert.equal((await hereOf(service(true) as never, [{ target: 'b.c:3', label: 'sub' }])).label, 'sub'));

test('no editor, and a file outside', async () => {
  standIn.activeTextEditor = undefined;
  await assert.rejects(hereOf(service(true) as never, []), { code: 'nothingHere' });
  openEditor({ line: 1, path: '/elsewhere/a.c' });
  await assert.rejects(hereOf(service(true) as never, []), { code: 'notInFolders' });
});
