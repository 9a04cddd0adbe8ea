/** What Parallax shows in the window, as a person finds it. */
import type { Page } from 'playwright-core';
import { runCommand } from './quick-input.ts';
import { statusItem } from './workbench.ts';

/** Indexes the workspace and waits until the status bar says that it is ready. */
export async function indexWorkspace(page: Page): Promise<void> {
  await statusItem(page, 'Parallax').waitFor({ timeout: 30_000 });
  await runCommand(page, 'Parallax: Index Workspace');
  await indexIsReady(page);
}

export const indexIsReady = (page: Page): Promise<void> => statusItem(page, /^\s*Parallax\s*$/).waitFor({ timeout: 45_000 });
