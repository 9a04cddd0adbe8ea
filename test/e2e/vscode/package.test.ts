/** The package as it is given to users, installed by VS Code: nothing that it needs was left at home. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { smallRepository } from '../../support/small-repository.ts';
import { ask, chat, chips, openChat, replyTo } from '../support/chat.ts';
import { cursorIsAt, hover } from '../support/editor.ts';
import { indexIsReady } from '../support/parallax.ts';
import { inVsCode } from '../support/scenario.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

const folder = mkdtempSync(join(tmpdir(), 'parallax-package-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const scenario = inVsCode(() => {
  execFileSync(process.execPath, [join(ROOT, 'scripts', 'package.mjs'), folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [vsix] = readdirSync(folder);
  assert.match(vsix, /\.vsix$/);
  return { folders: { code: smallRepository }, vsix: join(folder, vsix) };
});

scenario('It indexes, answers, and opens a source', async ({ page }) => {
  await openChat(page);
  await chat(page).getByRole('button', { name: 'Index Workspace' }).click();
  await indexIsReady(page);
  await ask(page, 'how are failed downloads tried again?');
  const reply = await replyTo(page, 'tried again');
  await chips(reply).filter({ hasText: 'retry.go:4' }).first().click();
  await cursorIsAt(page, 'retry.go', 4);
});

scenario('It knows code by its grammar', async ({ page }) => {
  await hover(page, 'Retry', '1 caller');
});
