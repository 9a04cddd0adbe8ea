/** Conversations are kept: found again by what was said, renamed, exported, deleted and taken back. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { smallRepository } from '../../support/small-repository.ts';
import { ask, chat, openChat, replyTo } from '../support/chat.ts';
import { indexWorkspace } from '../support/parallax.ts';
import { enter, pick, quickInput, quickPicks, runCommand } from '../support/quick-input.ts';
import { inVsCode } from '../support/scenario.ts';
import { notification, reloadWindow } from '../support/workbench.ts';

const scenario = inVsCode(() => ({ folders: { code: smallRepository } }));

const exchanges = (page: Page) => chat(page).locator('.exchange');

async function pressOn(page: Page, conversation: string, button: string): Promise<void> {
  await runCommand(page, 'Parallax: Show Conversations');
  const row = quickPicks(page).filter({ hasText: conversation }).first();
  await row.hover();
  await row.getByRole('button', { name: button }).click();
}

scenario('A conversation is there again when the window is loaded again', async ({ page }) => {
  await indexWorkspace(page);
  await openChat(page);
  await ask(page, 'what retries a download?');
  await replyTo(page, 'retries');
  await reloadWindow(page);
  await openChat(page);
  await replyTo(page, 'retries');
});

scenario('A new one begins empty; the old one is found by what was said in it', async ({ page }) => {
  await runCommand(page, 'Parallax: New Conversation');
  await exchanges(page).waitFor({ state: 'detached' });
  await ask(page, 'how are digits read?');
  await replyTo(page, 'digits');
  await runCommand(page, 'Parallax: Show Conversations');
  await quickInput(page).fill('retries');
  await quickPicks(page).filter({ hasText: 'digits' }).waitFor({ state: 'detached' });
  await pick(page, 'retries');
  await replyTo(page, 'retries');
});

scenario('It is renamed, and exported as Markdown', async ({ page, root }) => {
  await pressOn(page, 'retries', 'Rename');
  await page.locator('.quick-input-widget:visible', { hasText: 'A name for this conversation' }).waitFor();
  await enter(page, 'Trying again');
  await pressOn(page, 'Trying again', 'Export as Markdown');
  await page.locator('.quick-input-widget:visible').getByRole('button', { name: 'OK' }).click();
  await page.locator('.tab.active', { hasText: '.md' }).waitFor();
  const [name] = readdirSync(join(root, 'code')).filter((one) => one.startsWith('Trying again'));
  const text = readFileSync(join(root, 'code', name), 'utf8');
  assert.match(text, /what retries a download\?/);
  assert.match(text, /client\/retry\.go/);
});

scenario('It is deleted, and taken back', async ({ page }) => {
  await pressOn(page, 'Trying again', 'Delete');
  await quickPicks(page).filter({ hasText: 'Trying again' }).waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await notification(page, /Trying again.*was deleted/)
    .getByRole('button', { name: 'Undo' })
    .click();
  await runCommand(page, 'Parallax: Show Conversations');
  await pick(page, 'Trying again');
  await replyTo(page, 'retries');
});
