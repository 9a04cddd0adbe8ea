/** Everything from the first index to an opened source, without a mouse. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { smallRepository } from '../../support/small-repository.ts';
import { chat, lastReply, replyTo } from '../support/chat.ts';
import { cursorIsAt } from '../support/editor.ts';
import { setReply } from '../support/model-script.ts';
import { indexIsReady } from '../support/parallax.ts';
import { quickInput, quickPicks } from '../support/quick-input.ts';
import { inVsCode } from '../support/scenario.ts';
import { statusItem, view } from '../support/workbench.ts';

const scenario = inVsCode(() => ({
  folders: { code: smallRepository },
  models: true,
  settings: { 'parallax.model.source': 'vscode', 'parallax.model.name': 'scripted/one' },
}));

const MOST_TABS = 40;

async function command(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await quickInput(page).waitFor();
  await page.keyboard.type(title);
  await quickPicks(page).first().filter({ hasText: title }).waitFor();
  await page.keyboard.press('Enter');
}

/** Presses Tab, or another key, until the element with the focus in the chat matches. */
async function tabTo(page: Page, selector: string, key = 'Tab'): Promise<void> {
  const focused = chat(page).locator(`${selector}:focus`);
  for (let presses = 0; presses < MOST_TABS && (await focused.count()) === 0; presses++) await page.keyboard.press(key);
  await focused.first().waitFor();
}

scenario('Index and ask', async (session) => {
  const { page } = session;
  await statusItem(page, 'Parallax').waitFor({ timeout: 30_000 });
  await command(page, 'Parallax: Index Workspace');
  await indexIsReady(page);
  setReply(session, { text: 'Downloads are tried again by Retry [@Retry].' });
  await command(page, 'Parallax: New Conversation');
  await chat(page).locator('footer textarea:focus').waitFor();
  await page.keyboard.type('what retries a download?');
  await page.keyboard.press('Enter');
  await replyTo(page, 'retries');
});

scenario('Walk to a citation and open it', async ({ page }) => {
  await tabTo(page, '.chip[data-n]', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await cursorIsAt(page, 'retry.go', 4);
});

scenario('Choose a command and a piece of code while typing', async (session) => {
  const { page } = session;
  setReply(session, { text: 'It reads digits [@parse_number].' });
  await command(page, 'Parallax: Focus on Chat View');
  await chat(page).locator('footer textarea:focus').waitFor();
  await page.keyboard.type('/exp');
  await chat(page).getByRole('option', { name: '/explain' }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.type('#parse_n');
  await chat(page)
    .getByRole('option', { name: /parse_number/ })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  const reply = await replyTo(page, 'explain');
  await reply.getByText('It reads digits').waitFor();
});

scenario('Stop an answer with Escape', async (session) => {
  const { page } = session;
  setReply(session, { kind: 'stall', text: 'It begins and then' });
  await page.keyboard.type('tell me everything');
  await page.keyboard.press('Enter');
  await (await replyTo(page, 'everything', 'answering')).getByText('and then').waitFor();
  await page.keyboard.press('Escape');
  await chat(page).getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' });
  assert.match(await lastReply(page).innerText(), /and then/);
});

scenario('Edit the question and send it again', async (session) => {
  const { page } = session;
  setReply(session, { text: 'Here it is [@Retry].' });
  await tabTo(page, 'button:text-is("Edit")', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await chat(page).locator('.exchange textarea:focus').waitFor();
  await page.keyboard.type(' again');
  await page.keyboard.press('Enter');
  await (await replyTo(page, 'everything again')).getByText('Here it is').waitFor();
});

scenario('Open a source from the tree', async ({ page }) => {
  await command(page, 'Parallax: Focus on Sources View');
  await view(page, 'Sources').locator('.monaco-list:focus-within').waitFor();
  for (const key of ['Home', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
  await page.keyboard.press('Enter');
  await cursorIsAt(page, 'retry.go', 4);
});
