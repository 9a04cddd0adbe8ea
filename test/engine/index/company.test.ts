import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { Hasher } from '../../../src/engine/index/container.ts';
import { Library } from '../../../src/engine/index/library.ts';
import type { Snapshot } from '../../../src/engine/index/snapshot.ts';
import { type UpdateOptions, updateIndex } from '../../../src/engine/index/update.ts';
import { type CodeParser, openParser } from '../../../src/engine/parse/parser.ts';
import { cosine, dequantise } from '../../../src/engine/vectors/matrix.ts';
import { grammars } from '../../support/grammars.ts';
import { openHasher } from '../../support/hasher.ts';
import { inlineDigester, ListLog, MemoryFiles, MemoryStore } from '../../support/memory-ports.ts';
import { shippedModel } from '../../support/model.ts';

const model = shippedModel();
let hash: Hasher;
let parser: CodeParser;
before(async () => {
  hash = await openHasher();
  parser = await openParser(grammars);
});

/** `deposit` and `render` are alike in themselves; only who calls them, in other files, differs. */
const HELPERS = 'int deposit(void)\n{\n  return step();\n}\n\nint render(void)\n{\n  return step();\n}\n';
const BANK = '/* Moves money between bank accounts. */\nint transfer_account_balance(void)\n{\n  return deposit();\n}\n';
const SCREEN = '/* Draws pixels and fonts on the screen. */\nint draw_screen_pixels(void)\n{\n  return render();\n}\n';

function bench() {
  const files = new MemoryFiles(hash);
  const store = new MemoryStore();
  files.put('helpers.c', HELPERS);
  files.put('bank.c', BANK);
  files.put('screen.c', SCREEN);
  const digester = inlineDigester(files, parser, model, hash);
  const open = () => new Library({ store, hash, log: new ListLog(), embedder: model.id });
  const run = async (options: UpdateOptions = {}) => {
    const library = open();
    await library.openForWriting();
    return updateIndex({ library, files, digester, embedder: undefined, now: files.now }, options);
  };
  return { files, open, run };
}

/** Cosine of one unit's company with another's purpose. */
function companyWith(snapshot: Snapshot, name: string, other: string): number {
  const [unit] = snapshot.unitsNamed(name);
  const [caller] = snapshot.unitsNamed(other);
  const company = snapshot.angleRow(unit, 'company');
  const purpose = snapshot.angleRow(caller, 'purpose');
  assert.ok(company && purpose);
  return cosine(dequantise(company.rows, company.row), purpose.rows, purpose.row);
}

const nearer = (snapshot: Snapshot, name: string, friend: string, stranger: string) =>
  assert.ok(companyWith(snapshot, name, friend) > companyWith(snapshot, name, stranger) + 0.2);

test('callers in other files belong to the company', async () => {
  const snapshot = await bench().run();
  nearer(snapshot, 'deposit', 'transfer_account_balance', 'draw_screen_pixels');
  nearer(snapshot, 'render', 'draw_screen_pixels', 'transfer_account_balance');
});

test('the company is there again after reopening', async () => {
  const { open, run } = bench();
  await run();
  nearer(await open().open(), 'deposit', 'transfer_account_balance', 'draw_screen_pixels');
});

test('a saved file leaves the company of other segments alone', async () => {
  const { files, run } = bench();
  await run();
  files.put('screen.c', `${SCREEN}\nint more(void)\n{\n  return 1;\n}\n`);
  nearer(await run({ paths: ['screen.c'] }), 'deposit', 'transfer_account_balance', 'draw_screen_pixels');
});
