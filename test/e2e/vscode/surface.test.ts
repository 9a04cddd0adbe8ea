/** What is around a question: lists that preview and lead back, code related to the cursor, the prompt, the doctor. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { smallRepository } from '../../support/small-repository.ts';
import { replyTo } from '../support/chat.ts';
import { cursorIsAt, editor, goTo, openFile, tab } from '../support/editor.ts';
import { indexIsReady } from '../support/parallax.ts';
import { quickInput, quickPicks, runCommand } from '../support/quick-input.ts';
import { inVsCode } from '../support/scenario.ts';
import { notification, statusItem, treeRow, view } from '../support/workbench.ts';

const scenario = inVsCode(() => ({ folders: { code: smallRepository } }));

async function startSearch(page: Page, question: string): Promise<void> {
  await runCommand(page, 'Parallax: Search by Meaning');
  await quickInput(page).fill(question);
}

scenario('A search before there is an index offers to build it, and does', async ({ page }) => {
  await statusItem(page, 'Parallax: not indexed').waitFor({ timeout: 30_000 });
  await startSearch(page, 'retries');
  await quickPicks(page).filter({ hasText: 'build it now' }).click();
  await indexIsReady(page);
});

scenario('Moving through results shows each in place; Escape leads back to where one was', async ({ page }) => {
  await openFile(page, 'client/download.go');
  await goTo(page, 5, 9);
  await startSearch(page, 'pauses between attempts');
  await quickPicks(page).filter({ hasText: 'client/retry.go' }).first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await tab(page, 'retry.go').waitFor();
  await page.keyboard.press('Escape');
  await cursorIsAt(page, 'download.go', 5);
  await page.locator('.statusbar-item', { hasText: 'Ln 5, Col 9' }).waitFor();
  assert.equal(await page.locator('.tabs-container .tab', { hasText: 'retry.go' }).count(), 0);
});

scenario('A result opens to the side of where one was', async ({ page }) => {
  await openFile(page, 'client/download.go');
  await startSearch(page, 'decimal number');
  const row = quickPicks(page).filter({ hasText: 'parse_number' }).first();
  await row.hover();
  await row.getByRole('button', { name: 'Open to the Side' }).click();
  await cursorIsAt(page, 'number.c', 2);
  assert.equal(await page.locator('.editor-group-container').count(), 2);
  await page.locator('.editor-group-container .tab.active', { hasText: 'download.go' }).waitFor();
  await runCommand(page, 'View: Close All Editor Groups');
});

scenario('What was searched and opened is offered again', async ({ page }) => {
  await startSearch(page, 'decimal number');
  await quickPicks(page).filter({ hasText: 'parse_number' }).first().click();
  await cursorIsAt(page, 'number.c', 2);
  await runCommand(page, 'Parallax: Search by Meaning');
  await quickPicks(page).filter({ hasText: 'decimal number' }).click();
  await quickPicks(page).filter({ hasText: 'parse_number' }).first().waitFor();
  await page.keyboard.press('Escape');
});

scenario('Related code follows the cursor, until it is pinned', async ({ page }) => {
  await runCommand(page, 'Parallax: Focus on Related Code View');
  await openFile(page, 'client/retry.go');
  await goTo(page, 6);
  const about = (name: string) => view(page, 'Related Code').locator('.pane-header', { hasText: name });
  await about('Retry').waitFor();
  await treeRow(page, 'Related Code', 'Same purpose').waitFor();
  await goTo(page, 14); // In the documentation above sleepFor.
  await about('sleepFor').waitFor();
  await view(page, 'Related Code').locator('.pane-header').hover();
  await view(page, 'Related Code').getByRole('button', { name: 'Pin Related Code', exact: true }).click();
  await openFile(page, 'parse/number.c');
  await goTo(page, 3);
  await about('sleepFor').waitFor();
  await view(page, 'Related Code').locator('.pane-header').hover();
  await view(page, 'Related Code').getByRole('button', { name: 'Unpin Related Code' }).click();
  await about('parse_number').waitFor();
});

scenario('The prompt is for any other place to paste it into', async ({ page }) => {
  await openFile(page, 'client/retry.go');
  await goTo(page, 6);
  await runCommand(page, 'Parallax: Copy Prompt');
  await notification(page, /prompt that explains Retry was copied: \d+ sources/).waitFor();
  const prompt = await page.evaluate<string>('navigator.clipboard.readText()');
  assert.match(prompt, /growing pauses/);
  assert.match(prompt, /client\/download\.go/);
});

scenario('A folder is explained from the Explorer', async ({ page }) => {
  await runCommand(page, 'File: Reveal Active File in Explorer View');
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'client' }).first().click({ button: 'right' });
  await page.locator('.monaco-menu .action-item', { hasText: 'Explain This' }).last().click({ delay: 200 });
  const reply = await replyTo(page, 'explain');
  await reply.getByText('Retry').first().waitFor();
});

scenario('The doctor says what is in the index, and what is out by which rule', async ({ page }) => {
  await runCommand(page, 'Parallax: Index Doctor');
  const doctor = page.frameLocator('iframe.webview.ready >> nth=-1').frameLocator('iframe#active-frame');
  await doctor.getByRole('heading', { name: 'Index Doctor' }).waitFor();
  await doctor.getByText('Likely to hold secrets').waitFor();
  await doctor.getByText('.env').waitFor();
  assert.ok(await editor(page).isHidden());
});

scenario('VS Code\u2019s own call hierarchy answers for a language that nobody else knows', async ({ page }) => {
  await openFile(page, 'client/retry.go');
  await goTo(page, 4, 7);
  await runCommand(page, 'Show Call Hierarchy');
  await page.locator('.split-view-view .monaco-list-row', { hasText: 'Download' }).first().waitFor();
});
