/** Answers by an OpenAI-compatible server, which does well, is slow, refuses, breaks, or goes silent. */
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { answerWith, type Reply, refuseWith } from '../../support/model-server.ts';
import { cutOffAfter, type OpenAiServer, openOpenAiServer, stallAfter } from '../../support/openai-server.ts';
import { smallRepository } from '../../support/small-repository.ts';
import { ask, chat, chips, openChat, replyTo } from '../support/chat.ts';
import { cursorIsAt } from '../support/editor.ts';
import { indexWorkspace } from '../support/parallax.ts';
import { enter } from '../support/quick-input.ts';
import { inVsCode } from '../support/scenario.ts';
import { notification } from '../support/workbench.ts';

const KEY = 'sk-test-0123456789abcdef';

let server: OpenAiServer;

const scenario = inVsCode(async () => {
  server = await openOpenAiServer();
  const model = { source: 'endpoint', baseUrl: server.url, name: 'test-model' };
  const settings = Object.fromEntries(Object.entries(model).map(([name, value]) => [`parallax.model.${name}`, value]));
  return { folders: { code: smallRepository }, settings };
});
after(() => server?.close());

scenario('A server that wants a key is given one, which no setting ever holds', async ({ page }) => {
  server.setReply(refuseWith(401, { error: { message: 'Incorrect API key provided.' } }));
  await indexWorkspace(page);
  await openChat(page);
  await ask(page, 'what retries a download?');
  const failed = await replyTo(page, 'retries', 'failed');
  await failed.getByRole('button', { name: 'Set API Key' }).click();
  await enter(page, KEY);
  await notification(page, /The key for .* is kept/).waitFor();
});

scenario('With the key it answers, and the answer opens its sources', async ({ page }) => {
  server.setReply(answerWith('Downloads are tried again ', 'by Retry [1].'));
  await chat(page).getByRole('button', { name: 'Retry', exact: true }).click();
  const reply = await replyTo(page, 'retries');
  await reply.getByText('test-model · 11 tokens sent, 7 received').waitFor();
  await chips(reply).first().click();
  await cursorIsAt(page, 'download.go', 4);
  assert.equal(server.requests.at(-1)?.headers.authorization, `Bearer ${KEY}`);
});

interface Trouble {
  readonly reply: Reply;
  readonly says: RegExp;
}

const AT_ONCE = { 'retry-after': '0' };

const troubles: Readonly<Record<string, Trouble>> = {
  'is asked too often': { reply: refuseWith(429, { error: { message: 'Slow down.' } }, AT_ONCE), says: /HTTP 429\): Slow down/ },
  'is broken': { reply: refuseWith(500, '<html>oops</html>', AT_ONCE), says: /HTTP 500/ },
  'has no such model': { reply: refuseWith(404, { error: { message: 'no such model' } }), says: /no model test-model/ },
  'is a web page': { reply: (response) => response.end('<html>hello</html>'), says: /not a stream of chat completions/ },
};

for (const [name, { reply, says }] of Object.entries(troubles)) {
  scenario(`A server that ${name}: the chat says so`, async ({ page }) => {
    server.setReply(reply);
    await ask(page, `why? it ${name}`);
    const failed = await replyTo(page, name, 'failed');
    await failed.getByRole('alert').getByText(says).waitFor();
  });
}

scenario('An answer that is cut off is kept, and said to be no more than its beginning', async ({ page }) => {
  server.setReply(cutOffAfter('The first half is in Retry [1] and'));
  await ask(page, 'cut off in the middle');
  const reply = await replyTo(page, 'cut off');
  await reply.getByText('The first half is in Retry').waitFor();
  await reply.getByText(/ends before its end/).waitFor();
});

scenario('A server that goes silent is left by Stop, and what it said stays', async ({ page }) => {
  server.setReply(stallAfter('It begins well and then'));
  await ask(page, 'go silent');
  await (await replyTo(page, 'go silent', 'answering')).getByText('and then').waitFor();
  await chat(page).getByRole('button', { name: 'Stop' }).click();
  await chat(page).getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' });
  await chat(page).locator('.exchange').last().getByText('and then').waitFor();
});

scenario('Every request was right by the reference of the API', async () => {
  assert.deepEqual(server.complaints, []);
});
