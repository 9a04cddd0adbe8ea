/** The text editor: opening files, the cursor, hovers, menus. Lines are 1-based. */
import type { Locator, Page } from 'playwright-core';
import { enter, quickInput, quickPicks, runCommand } from './quick-input.ts';

export const editor = (page: Page): Locator => page.locator('.editor-group-container.active .monaco-editor[role=code]').first();

/** Opens a file of the workspace by its path or name, through Quick Open. */
export async function openFile(page: Page, path: string): Promise<void> {
  const name = path.split('/').at(-1) as string;
  await page.keyboard.press('Control+P');
  await quickInput(page).fill(path);
  await quickPicks(page).filter({ hasText: name }).first().waitFor();
  await page.keyboard.press('Enter');
  await tab(page, name).waitFor();
  await editor(page).locator('.view-line').first().waitFor();
}

export const tab = (page: Page, name: string): Locator => page.locator('.tabs-container .tab.active', { hasText: name });

/** Puts the cursor on a line, and there on a column. */
export async function goTo(page: Page, line: number, column = 1): Promise<void> {
  await page.keyboard.press('Control+G');
  await enter(page, `:${line}:${column}`);
}

/** Selects whole lines, the last included. */
export async function selectLines(page: Page, first: number, last: number): Promise<void> {
  await goTo(page, first);
  for (let line = first; line < last; line++) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+End');
}

/** Where the status bar says that the cursor is. */
export async function cursorLine(page: Page): Promise<number> {
  const words = await page.locator('.statusbar-item[id="status.editor.selection"]').innerText();
  return Number(words.match(/Ln (\d+)/)?.[1]);
}

/** The text that the editor shows, with plain spaces. */
export async function visibleText(page: Page): Promise<string> {
  const text = await editor(page).locator('.view-lines').innerText();
  return text.replaceAll('\u00a0', ' ');
}

/** Types at the cursor and saves. */
export async function typeAndSave(page: Page, text: string): Promise<void> {
  await page.keyboard.insertText(text);
  await runCommand(page, 'File: Save');
}

export const word = (page: Page, text: string): Locator =>
  editor(page)
    .locator('.view-line span span')
    .filter({ hasText: new RegExp(`^\\s*${text}\\b`) })
    .first();

/** Points at a word until a hover that holds `expected` shows: the first may come before anybody can answer. */
export async function hover(page: Page, text: string, expected: string | RegExp): Promise<Locator> {
  const shown = page.locator('.monaco-hover:visible', { hasText: expected }).first();
  for (let tries = 0; tries < 6 && !(await shown.isVisible()); tries++) {
    await page.mouse.move(5, 5);
    await word(page, text).hover();
    await shown.waitFor({ timeout: 2_000 }).catch(() => undefined);
  }
  await shown.waitFor({ timeout: 1 });
  return shown;
}

/** Opens the context menu at a word and goes through its entries. */
export async function chooseFromMenu(page: Page, at: Locator, ...labels: readonly string[]): Promise<void> {
  await at.click({ button: 'right' });
  for (const label of labels) await page.locator('.monaco-menu .action-item', { hasText: label }).last().click();
}
