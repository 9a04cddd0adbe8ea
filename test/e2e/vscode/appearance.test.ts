/** The chat in each kind of theme, held to the accessibility guidelines by axe, in the colours that it really has. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Result, run } from 'axe-core';
import type { Page } from 'playwright-core';
import { smallRepository } from '../../support/small-repository.ts';
import { ask, chat, openChat, replyTo } from '../support/chat.ts';
import { setReply } from '../support/model-script.ts';
import { indexWorkspace } from '../support/parallax.ts';
import { enter, runCommand } from '../support/quick-input.ts';
import { inVsCode } from '../support/scenario.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SCREENSHOTS = join(import.meta.dirname, '..', '..', '..', '.vscode-e2e', 'screenshots');

const THEMES: Readonly<Record<string, string>> = {
  'Dark High Contrast': 'vscode-high-contrast',
  'Light High Contrast': 'vscode-high-contrast-light',
  'Dark Modern': 'vscode-dark',
  'Light Modern': 'vscode-light',
};

const scenario = inVsCode(() => ({
  folders: { code: smallRepository },
  models: true,
  settings: { 'parallax.model.source': 'vscode', 'parallax.model.name': 'scripted/one', 'parallax.chat.reviewContext': 'always' },
}));

scenario('A conversation with an answer, an error and a review', async (session) => {
  const { page } = session;
  await indexWorkspace(page);
  await openChat(page);
  setReply(session, {
    text: 'Downloads are tried again by `Retry` [@Retry].\n\n```go\nfunc Retry(policy Policy) error {\n```\n',
  });
  await ask(page, 'what retries a download?');
  await send(page, 'retries');
  const reply = await replyTo(page, 'retries');
  await reply.locator('.sources summary').click();
  setReply(session, { kind: 'quota' });
  await ask(page, 'and why?');
  await send(page, 'and why');
  await replyTo(page, 'and why', 'failed');
  await ask(page, 'what else?');
  await replyTo(page, 'what else', 'reviewing');
});

async function send(page: Page, question: string): Promise<void> {
  const review = await replyTo(page, question, 'reviewing');
  await review.getByRole('button', { name: 'Send', exact: true }).click();
}

for (const [theme, kind] of Object.entries(THEMES)) {
  scenario(`In ${theme} everything is legible, named and in order`, async ({ page }) => {
    await runCommand(page, 'Preferences: Color Theme');
    await enter(page, theme);
    await chat(page).locator(`body.${kind}`).waitFor();
    mkdirSync(SCREENSHOTS, { recursive: true });
    await page.screenshot({ path: join(SCREENSHOTS, `${kind}.png`) });
    assert.deepEqual(await faults(page), []);
  });
}

scenario('In high contrast, what can be pressed has a border', async ({ page }) => {
  await runCommand(page, 'Preferences: Color Theme');
  await enter(page, 'Dark High Contrast');
  await chat(page).locator('body.vscode-high-contrast').waitFor();
  for (const selector of ['.chip', 'button.primary', '.composer']) {
    const border = await chat(page).locator(selector).first().evaluate(borderOf);
    assert.equal(border, 'solid', selector);
  }
});

/** As much of the browser's types as is needed here; Node's know none of them. */
interface InPage {
  readonly style: { background: string };
  readonly ownerDocument: { readonly defaultView: { getComputedStyle(of: unknown): { readonly borderTopStyle: string } } };
}

function borderOf(element: unknown): string {
  return (element as InPage).ownerDocument.defaultView.getComputedStyle(element).borderTopStyle;
}

async function faults(page: Page): Promise<string[]> {
  const found = await chat(page).locator('body').evaluate(runAxe, AXE);
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** In the page. Highlighted code has the theme's own colours; the page itself is transparent on the side bar. */
async function runAxe(body: unknown, code: string): Promise<Result[]> {
  (body as InPage).style.background = 'var(--vscode-sideBar-background)';
  // biome-ignore lint/security/noGlobalEval: the library itself, which a test puts into the page
  globalThis.eval(code);
  const { axe } = globalThis as unknown as { axe: { run: typeof run } };
  const scope = { include: 'body', exclude: 'pre code' };
  const { violations } = await axe.run(scope, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
  return violations;
}
