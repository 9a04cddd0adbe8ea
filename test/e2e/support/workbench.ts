/** The parts of the window around the editor: side bar, trees, webviews, status bar, notifications. */
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { runCommand } from './quick-input.ts';

/** Opens the view container with this title from the activity bar, unless it is open. */
export async function openContainer(page: Page, title: string): Promise<void> {
  const icon = page.locator(`.activitybar .action-item:has(.action-label[aria-label^="${title}"])`);
  await icon.waitFor();
  if ((await icon.getAttribute('aria-expanded')) !== 'true') await icon.click();
}

/** One view of a container, by its title. */
export const view = (page: Page, title: string): Locator =>
  page.locator('.split-view-view', { has: page.locator(`.pane-header[aria-label^="${title}"]`) }).last();

export const treeRow = (page: Page, viewTitle: string, text: string | RegExp): Locator =>
  view(page, viewTitle).locator('.monaco-list-row', { hasText: text }).first();

/** The content of the one webview that is visible. */
export const webview = (page: Page): FrameLocator =>
  page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');

export const statusItem = (page: Page, text: string | RegExp): Locator =>
  page.locator('.statusbar-item', { hasText: text }).first();

export const notification = (page: Page, text: string | RegExp): Locator =>
  page.locator('.notifications-toasts .notification-list-item', { hasText: text }).first();

/** Loads the window again in VS Code's own way, which keeps what it has to keep. */
export async function reloadWindow(page: Page): Promise<void> {
  const loaded = page.waitForEvent('load');
  await runCommand(page, 'Developer: Reload Window');
  await loaded;
  await page.locator('.monaco-workbench').waitFor();
}
