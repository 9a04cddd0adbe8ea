/** Parallax's chat, as a person uses it: the page in the side bar, by its roles and labels. */
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { openContainer, webview } from './workbench.ts';

/** In the order in which an exchange goes through them; the last five are ends. */
export type ReplyState = 'preparing' | 'reviewing' | 'answering' | 'answered' | 'found' | 'failed' | 'stopped';

export const chat = (page: Page): FrameLocator => webview(page);

/** Shows the chat and waits until a question can be typed. */
export async function openChat(page: Page): Promise<Locator> {
  await openContainer(page, 'Parallax');
  const box = chat(page).locator('footer textarea');
  await box.waitFor({ timeout: 30_000 });
  return box;
}

/** Asks in the chat that is open. */
export async function ask(page: Page, question: string): Promise<void> {
  const box = chat(page).locator('footer textarea');
  await box.fill(question);
  await box.press('Enter');
}

/** The newest reply, whatever became of it. */
export const lastReply = (page: Page): Locator => chat(page).locator('.exchange').last().locator('.reply');

/** Waits until the newest reply, the one to `question`, is in this state. */
export async function replyTo(page: Page, question: string | RegExp, state: ReplyState = 'answered'): Promise<Locator> {
  const exchange = chat(page).locator('.exchange').last().filter({ hasText: question });
  const reply = exchange.locator(`.reply[data-state=${state}]`);
  await reply.waitFor({ timeout: 30_000 });
  return reply;
}

export const chips = (reply: Locator): Locator => reply.locator('.chip[data-n]');
