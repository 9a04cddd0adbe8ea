/** Choosing a language model, its key, and what was sent. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerWith, type ModelServer, openModelServer, type Reply, refuseWith } from '../../support/model-server.ts';
import { smallRepository } from '../../support/small-repository.ts';
import { visibleText } from '../support/editor.ts';
import { enter, pick, quickInput, quickPicks, runCommand } from '../support/quick-input.ts';
import { inVsCode } from '../support/scenario.ts';
import type { Session } from '../support/session.ts';
import { notification, statusItem } from '../support/workbench.ts';

const KEY = 'sk-test-0123456789abcdef';

const MODELS = JSON.stringify({ object: 'list', data: [{ id: 'small' }, { id: 'large' }] });

/** A server that wants a key, lists two models and answers. */
const guarded: Reply = (response, request) => {
  if (request.headers.authorization !== `Bearer ${KEY}`)
    return refuseWith(401, { error: { message: 'no key' } })(response, request);
  if (request.url !== '/v1/models') return answerWith('It tries again [1].')(response, request);
  return response.writeHead(200, { 'content-type': 'application/json' }).end(MODELS);
};

function machineSettings({ data }: Session): Record<string, unknown> {
  return JSON.parse(readFileSync(join(data, 'server', 'data', 'Machine', 'settings.json'), 'utf8'));
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 50 && !holds(); tries++) await sleep(100);
  assert.ok(holds());
}

let server: ModelServer;
before(async () => {
  server = await openModelServer(guarded);
});
after(() => server.close());

const scenario = inVsCode(() => ({ folders: { code: smallRepository }, models: true }));

scenario('Nothing has been sent before anybody asks', async ({ page }) => {
  await statusItem(page, 'Parallax').waitFor();
  await runCommand(page, 'Parallax: Show Network Activity');
  await page.locator('.tab.active', { hasText: 'Network Activity' }).waitFor();
  const text = await visibleText(page);
  assert.match(text, /no language model and no embedding server is set up/);
  assert.match(text, /Nothing has been sent/);
});

scenario('A server is asked for its models, and its user for a key', async (session) => {
  const { page } = session;
  await runCommand(page, 'Parallax: Select Model…');
  await quickInput(page).fill('Other');
  await pick(page, 'Other…');
  await enter(page, server.url);
  await page.locator('.quick-input-widget:visible', { hasText: 'secret storage' }).waitFor();
  assert.equal(await page.locator('.quick-input-widget:visible input').first().getAttribute('type'), 'password');
  await enter(page, KEY);
  await quickPicks(page).filter({ hasText: 'small' }).waitFor();
  await pick(page, 'large');
  const chosen = { source: 'endpoint', baseUrl: server.url, name: 'large' };
  await until(() =>
    Object.entries(chosen).every(([name, value]) => machineSettings(session)[`parallax.model.${name}`] === value),
  );
});

scenario('What was asked shows in the network activity, without the key', async ({ page }) => {
  await runCommand(page, 'Parallax: Show Network Activity');
  await page.locator('.tab.active', { hasText: 'Network Activity' }).waitFor();
  await page.locator('.view-line', { hasText: 'each question' }).first().waitFor();
  const text = await visibleText(page);
  const { host } = new URL(server.url);
  for (const words of [`\`${host}\`: each question`, `\`${host}\` for list of models`, 'refused: 401', 'done']) {
    assert.ok(text.includes(words), `${words} in ${text}`);
  }
  assert.ok(!text.includes(KEY));
});

scenario('A key can be removed', async ({ page }) => {
  await runCommand(page, 'Parallax: Clear API Key');
  await notification(page, `The key for ${new URL(server.url).origin} is removed.`).waitFor();
});

scenario("One of VS Code's models is chosen by name", async ({ page }) => {
  await runCommand(page, 'Parallax: Select Model…');
  await pick(page, 'Scripted Two');
  await runCommand(page, 'Parallax: Show Network Activity');
  await page.locator('.view-line', { hasText: 'scripted/two' }).first().waitFor();
});
