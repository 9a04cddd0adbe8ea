/** Somebody installs Parallax, opens a folder and asks; there is no model, and nothing was set up. */
import assert from 'node:assert/strict';
import { smallRepository } from '../../support/small-repository.ts';
import { ask, chat, chips, openChat, replyTo } from '../support/chat.ts';
import { chooseFromMenu, cursorIsAt, openFile, word } from '../support/editor.ts';
import { indexIsReady } from '../support/parallax.ts';
import { inVsCode } from '../support/scenario.ts';
import { treeRow } from '../support/workbench.ts';

const scenario = inVsCode(() => ({ folders: { code: smallRepository } }));

scenario('The chat says what it is for, and offers to build the index', async ({ page }) => {
  await openChat(page);
  await chat(page).getByText('Ask about code that others wrote').waitFor();
  await chat(page).getByRole('button', { name: 'Index Workspace' }).click();
  await indexIsReady(page);
});

scenario('The first question is answered from the index, with sources that open at their lines', async ({ page }) => {
  await ask(page, 'how are failed downloads tried again?');
  const reply = await replyTo(page, 'tried again');
  await reply.getByText('From the index, without a language model').waitFor();
  await chips(reply).filter({ hasText: 'retry.go:4' }).first().click();
  await cursorIsAt(page, 'retry.go', 4);
});

scenario('The sources are in the side bar too, where nothing is said to have been sent', async ({ page }) => {
  await treeRow(page, 'Sources', 'Cited').click();
  await treeRow(page, 'Sources', 'Also found').waitFor();
  await treeRow(page, 'Sources', 'Cited').click();
  await openFile(page, 'client/download.go');
  await treeRow(page, 'Sources', /Retry\s*4-12/).click();
  await cursorIsAt(page, 'retry.go', 4);
});

scenario('Explain from the context menu', async ({ page }) => {
  await openFile(page, 'parse/number.c');
  await chooseFromMenu(page, word(page, 'parse_number'), 'Parallax', 'Explain This');
  const reply = await replyTo(page, 'explain');
  await reply.getByText('Reads a decimal number').first().waitFor();
  assert.ok((await chips(reply).count()) > 0);
});
