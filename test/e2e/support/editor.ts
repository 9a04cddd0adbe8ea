/** The text editor: opening files, the cursor, hovers, menus. Lines are 1-based. */
import type { Locator, Page } from 'playwright-core';
import { enter, pick, quickInput, runCommand } from './quick-input.ts';

export const editor = (page: Page): Locator => page.locator('.editor-group-container.active .monaco-editor[role=code]').first();

/** Opens a file of the workspace by its path or name, through Quick Open. */
export async function openFile(page: Page, path: string): Promise<void> {
  const name = path.split('/').at(-1) as string;
  await page.keyboard.press('Control+P');
  await quickInput(page).fill(path);
  await pick(page, name);
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

/** Waits until the status bar says that the cursor is on this line of this file. */
export async function cursorIsAt(page: Page, name: string, line: number): Promise<void> {
  await tab(page, name).waitFor();
  await page.locator('.statusbar-item', { hasText: new RegExp(`^\\s*Ln ${line},`) }).waitFor();
}

/** The text that the editor shows, with plain spaces. */
export async function visibleText(page: Page): Promise<string> {
  const text = await editor(page).locator('.view-lines').innerText();
  return text.replaceAll('\u00a0', ' ');
}

/** Puts text in at the cursor. */
export async function type(page: Page, text: string): Promise<void> {
  await editor(page).locator('textarea, .native-edit-context').first().focus();
  await page.keyboard.insertText(text);
}

export async function typeAndSave(page: Page, text: string): Promise<void> {
  await type(page, text);
  await runCommand(page, 'File: Save');
}

export const word = (page: Page, text: string): Locator =>
  editor(page)
    .locator('.view-line span span')
    .filter({ hasText: new RegExp(`^\\s*${text}\\b`) })
    .first();

/**
 * Points at a word until a hover that holds `expected` shows: the first may come before anybody can answer. Clicks there before,
 * because after a context menu the editor believes that a mouse button is down, and shows no hover.
 */
export async function hover(page: Page, text: string, expected: string | RegExp): Promise<Locator> {
  const shown = page.locator('.monaco-hover:visible', { hasText: expected }).first();
  await word(page, text).click();
  for (let tries = 0; tries < 6 && !(await shown.isVisible()); tries++) {
    await page.mouse.move(5, 5);
    await word(page, text).hover();
    await shown.waitFor({ timeout: 2_000 }).catch(() => undefined);
  }
  await shown.waitFor({ timeout: 1_000 });
  return shown;
}

/** A menu that has just opened does not hear a mouse button that goes up at once. */
const PRESS_MS = 200;

/** Opens the context menu at a word and goes through its entries. */
export async function chooseFromMenu(page: Page, at: Locator, ...labels: readonly string[]): Promise<void> {
  await at.click({ button: 'right' });
  for (const label of labels)
    await page.locator('.monaco-menu .action-item', { hasText: label }).last().click({ delay: PRESS_MS });
}
