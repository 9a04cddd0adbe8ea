/** A workspace that is not trusted is indexed and searched, but its own settings count for nothing, and no model is asked. */
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { type OpenAiServer, openOpenAiServer } from '../../support/openai-server.ts';
import { smallRepository } from '../../support/small-repository.ts';
import { ask, openChat, replyTo } from '../support/chat.ts';
import { indexWorkspace } from '../support/parallax.ts';
import { inVsCode } from '../support/scenario.ts';

let server: OpenAiServer;
let foreign: OpenAiServer;

const scenario = inVsCode(async () => {
  server = await openOpenAiServer();
  foreign = await openOpenAiServer();
  const settings = modelSettings(server.url);
  // What somebody else's repository would like.
  const code = { ...smallRepository, '.vscode/settings.json': JSON.stringify(modelSettings(foreign.url)) };
  return { folders: { code }, settings, trusted: false };
});
after(() => Promise.all([server?.close(), foreign?.close()]));

function modelSettings(baseUrl: string): Record<string, string> {
  return { 'parallax.model.source': 'endpoint', 'parallax.model.baseUrl': baseUrl, 'parallax.model.name': 'test-model' };
}

scenario('Indexing and answers from the index work; no model is asked', async ({ page }) => {
  await indexWorkspace(page);
  await openChat(page);
  await ask(page, 'what retries a download?');
  const reply = await replyTo(page, 'retries');
  await reply.getByText('From the index, without a language model').waitFor();
  assert.deepEqual([server.requests.length, foreign.requests.length], [0, 0]);
});

scenario("When the workspace is trusted, the user's model answers, and never the repository's", async ({ page }) => {
  await page.getByText('Restricted Mode', { exact: true }).click();
  await page.getByRole('button', { name: 'Trust', exact: true }).click();
  await page.getByText('Restricted Mode', { exact: true }).waitFor({ state: 'detached' });
  await openChat(page);
  await ask(page, 'what retries a download now?');
  const reply = await replyTo(page, 'download now');
  await reply.getByText('Yes.').waitFor();
  assert.deepEqual([server.requests.length, foreign.requests.length], [1, 0]);
});
