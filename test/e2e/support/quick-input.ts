/** VS Code's command palette, pick lists and input boxes. */
import type { Locator, Page } from 'playwright-core';

export const quickInput = (page: Page): Locator => page.locator('.quick-input-widget:visible input:not([type=checkbox])');

export const quickPicks = (page: Page): Locator => page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row');

/**
 * Runs a command by its title as the palette shows it, category and all. Opens the palette again where what was opened before
 * took the focus, which closes it.
 */
export async function runCommand(page: Page, title: string): Promise<void> {
  for (let tries = 1; tries < MOST_TRIES; tries++) {
    const isRun = await choose(page, title, TRY_MS).then(
      () => true,
      () => false,
    );
    if (isRun) return;
  }
  await choose(page, title);
}

const MOST_TRIES = 3;
const TRY_MS = 4_000;

async function choose(page: Page, title: string, timeout?: number): Promise<void> {
  await page.keyboard.press('F1');
  await quickInput(page).fill(`>${title}`, { timeout });
  await quickPicks(page).filter({ hasText: title }).first().click({ timeout });
}

export async function pick(page: Page, label: string | RegExp): Promise<void> {
  await quickPicks(page).filter({ hasText: label }).first().click();
}

/** Types into the box that is open, and accepts. */
export async function enter(page: Page, text: string): Promise<void> {
  await quickInput(page).fill(text);
  await page.keyboard.press('Enter');
}
