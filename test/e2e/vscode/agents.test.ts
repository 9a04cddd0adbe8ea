/** What agents and VS Code's own chat get: tools over the index, and the participant @parallax. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { smallRepository } from '../../support/small-repository.ts';
import { cursorIsAt } from '../support/editor.ts';
import { modelRequests, setReply, setToolCalls, toolNames, toolResults } from '../support/model-script.ts';
import { indexWorkspace } from '../support/parallax.ts';
import { pick, runCommand } from '../support/quick-input.ts';
import { inVsCode } from '../support/scenario.ts';
import type { Session } from '../support/session.ts';
import { statusItem } from '../support/workbench.ts';

const scenario = inVsCode(() => ({
  folders: { code: smallRepository },
  models: true,
  settings: { 'chat.disableAIFeatures': false },
}));

type ToolCall = Parameters<typeof setToolCalls>[1][number];

/** Results of the calls, in their order. */
async function call(session: Session, ...calls: readonly ToolCall[]): Promise<readonly string[]> {
  const before = toolResults(session).length;
  setToolCalls(session, calls);
  await runCommand(session.page, 'Scripted: Call Tools');
  for (let tries = 0; tries < 100 && toolResults(session).length < before + calls.length; tries++) await sleep(100);
  return toolResults(session)
    .slice(before)
    .map(({ said }) => said);
}

scenario('Without an index a tool says so in words, and begins none', async (session) => {
  await statusItem(session.page, 'Parallax: not indexed').waitFor();
  const [said] = await call(session, { name: 'parallax_search', input: { question: 'retry' } });
  assert.match(said, /no index yet.*Index Workspace/);
  await statusItem(session.page, 'Parallax: not indexed').waitFor();
});

scenario('Tools answer from the index', async (session) => {
  await indexWorkspace(session.page);
  const target = 'client/retry.go#Retry';
  const [search, explain, related, callers, callees, status, wrong, missing] = await call(
    session,
    { name: 'parallax_search', input: { question: 'who tries again', limit: 1 } },
    { name: 'parallax_explain', input: { target } },
    { name: 'parallax_related', input: { target, angle: 'company' } },
    { name: 'parallax_callers', input: { target } },
    { name: 'parallax_callees', input: { target: 'client/download.go#Download' } },
    { name: 'parallax_index_status', input: {} },
    { name: 'parallax_related', input: { target, angle: 'sideways' } },
    { name: 'parallax_callers', input: { target: 'client/retry.go#Rety' } },
  );
  assert.match(search, /^client\/retry\.go:\d+-\d+ Retry/);
  assert.match(explain, /\[1\] client\/retry\.go/);
  assert.match(explain, /func Retry\(/);
  assert.doesNotMatch(explain, /PARALLAX_BASE_URL/);
  assert.match(related, /\.go:/);
  assert.match(callers, /^client\/download\.go:5 Download/);
  assert.match(callees, /client\/retry\.go:\d+ Retry/);
  assert.match(status, /"files":\d+/);
  assert.match(wrong, /^error: .*purpose, construction, place, company/);
  assert.match(missing, /^error: .*did you mean/);
  assert.ok(
    ['search', 'explain', 'related', 'callers', 'callees', 'index_status'].every((name) =>
      toolNames(session)?.includes(`parallax_${name}`),
    ),
  );
});

scenario('VS Code knows the engine as an MCP server, starts it, and gets the same answers', async (session) => {
  const { page } = session;
  await runCommand(page, 'MCP: List Servers');
  await pick(page, 'Parallax');
  await pick(page, 'Start Server');
  await page
    .locator('.view-line', { hasText: /Discovered\s6\stools/ })
    .first()
    .waitFor();
  const [said] = await call(session, { name: 'mcp_parallax_callers', input: { target: 'client/retry.go#Retry' } });
  const { edges } = JSON.parse(said) as { edges: { from: { symbol: string }; line: number }[] };
  assert.deepEqual(
    edges.map(({ from, line }) => `${from.symbol}:${line}`),
    ['Download:5'],
  );
});

scenario(
  '@parallax answers in VS Code’s chat with the model that is chosen there; its citations open their lines',
  async (session) => {
    const { page } = session;
    setReply(session, { text: 'Downloads are tried again by Retry [@Retry], with `pauses[1]` between.' });
    await runCommand(page, 'Chat: Open Chat');
    const chat = page.locator('.interactive-session').last();
    await chat
      .getByText(/Scripted/)
      .first()
      .waitFor();
    await chat.locator('.interactive-input-editor').click();
    await page.keyboard.type('@parallax /ask what retries a download?');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    const answer = chat.locator('.interactive-response').last();
    await answer.getByText('Downloads are tried again').waitFor();
    await answer.getByText('pauses[1]').waitFor();
    assert.match(
      modelRequests(session)
        .at(-1)
        ?.messages.map(({ text }) => text)
        .join('\n') ?? '',
      /func Retry\(/,
    );
    await answer.locator('.chat-inline-anchor-widget', { hasText: 'retry.go' }).first().click();
    await cursorIsAt(page, 'retry.go', 12); // The end of what is selected.
  },
);

scenario('What went wrong is said in the chat, with what had come', async (session) => {
  const { page } = session;
  setReply(session, { kind: 'quota', text: `It begins well [@Retry], ${'and goes on '.repeat(30)}` });
  const chat = page.locator('.interactive-session').last();
  await chat.locator('.interactive-input-editor').click();
  await page.keyboard.type('/ask and who calls it?');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  const answer = chat.locator('.interactive-response').last();
  await answer.getByText('It begins well').waitFor();
  await answer
    .getByText(/allowance for the language model Scripted .* is used up/)
    .first()
    .waitFor();
  const sent = modelRequests(session)
    .at(-1)
    ?.messages.map(({ text }) => text)
    .join('\n');
  assert.match(sent ?? '', /Downloads are tried again by Retry/);
});
