/** What Parallax shows in the window, as a person finds it. */
import type { Page } from 'playwright-core';
import { quickInput, quickPicks, runCommand } from './quick-input.ts';
import { statusItem } from './workbench.ts';

/** Indexes the workspace and waits until the status bar says that it is ready. */
export async function indexWorkspace(page: Page): Promise<void> {
  await statusItem(page, 'Parallax').waitFor({ timeout: 30_000 });
  await runCommand(page, 'Parallax: Index Workspace');
  await indexIsReady(page);
}

export const indexIsReady = (page: Page): Promise<void> => statusItem(page, /^\s*Parallax\s*$/).waitFor({ timeout: 90_000 });

const TRIES = 15;
const PAUSE_MS = 1_000;

/** Searches by meaning until a row holds `expected`: the index follows what changes, but not at once. Leaves the list again. */
export async function searchFinds(page: Page, question: string, expected: string): Promise<void> {
  const row = quickPicks(page).filter({ hasText: expected }).first();
  await runCommand(page, 'Parallax: Search by Meaning');
  for (let tries = 0; tries < TRIES && !(await row.isVisible()); tries++) {
    await quickInput(page).fill('');
    await quickInput(page).fill(question);
    await row.waitFor({ timeout: PAUSE_MS }).catch(() => undefined);
  }
  await row.waitFor({ timeout: PAUSE_MS });
  await page.keyboard.press('Escape');
}
