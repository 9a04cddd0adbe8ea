/** Answers by a language model that another extension brings to VS Code, in good and in bad times. */
import assert from 'node:assert/strict';
import { smallRepository } from '../../support/small-repository.ts';
import { ask, chat, chips, openChat, replyTo } from '../support/chat.ts';
import { cursorIsAt } from '../support/editor.ts';
import { cancelledAnswers, type ModelReply, modelRequests, setReply } from '../support/model-script.ts';
import { indexWorkspace } from '../support/parallax.ts';
import { pick, runCommand } from '../support/quick-input.ts';
import { inVsCode } from '../support/scenario.ts';

const scenario = inVsCode(() => ({ folders: { code: smallRepository }, models: true }));

const LONG = Array.from({ length: 80 }, (_, i) => `word${i}`).join(' ');

scenario('A model is chosen by name, and answers word by word with sources that open', async (session) => {
  const { page } = session;
  await indexWorkspace(page);
  await runCommand(page, 'Parallax: Select Model');
  await pick(page, 'Scripted One');
  setReply(session, { text: `Downloads are tried again by Retry [@Retry]. ${LONG}` });
  await openChat(page);
  await chat(page).getByRole('button', { name: 'one (scripted)' }).waitFor();
  await ask(page, 'what retries a download?');
  const growing = await replyTo(page, 'retries', 'answering');
  await growing.getByText('tried again by Retry').waitFor();
  assert.doesNotMatch(await growing.innerText(), /word79/);
  const reply = await replyTo(page, 'retries');
  await reply.getByText('word79').waitFor();
  await reply.getByText(/Scripted One · [\d,]+ tokens sent, \d+ received/).waitFor();
  await chips(reply).first().click();
  await cursorIsAt(page, 'retry.go', 4);
});

scenario('The model is sent the question and the code that matters, and no more', async (session) => {
  const sent = modelRequests(session)
    .at(-1)
    ?.messages.map(({ text }) => text)
    .join('\n');
  assert.match(sent ?? '', /what retries a download\?/);
  assert.match(sent ?? '', /func Retry\(policy Policy/);
  assert.doesNotMatch(sent ?? '', /hunter2|package build/);
});

scenario('A follow-up goes on with the conversation, and looks for code anew', async (session) => {
  setReply(session, { text: 'Digits are read by parse_number [@parse_number].' });
  await ask(session.page, 'and where are digits read?');
  await replyTo(session.page, 'digits');
  const { messages } = modelRequests(session).at(-1)!;
  const sent = messages.map(({ text }) => text).join('\n');
  assert.match(sent, /what retries a download\?/);
  assert.match(sent, /tried again by Retry/);
  assert.match(sent, /int parse_number/);
});

scenario('An answer that goes on and on is stopped, and what was said stays', async (session) => {
  const { page } = session;
  setReply(session, { kind: 'stall', text: 'It begins well and then' });
  await ask(page, 'tell me everything');
  const growing = await replyTo(page, 'everything', 'answering');
  await growing.getByText('and then').waitFor();
  await chat(page).getByRole('button', { name: 'Stop' }).click();
  await chat(page).getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' });
  await chat(page).locator('.exchange').last().getByText('and then').waitFor();
  assert.equal(cancelledAnswers(session), 1);
});

interface Trouble {
  readonly reply: ModelReply;
  readonly says: RegExp;
}

const troubles: Readonly<Record<string, Trouble>> = {
  'the month is used up': { reply: { kind: 'quota' }, says: /allowance .*Scripted One.* is used up/ },
  'the model is gone': { reply: { kind: 'not-found' }, says: /no language model/ },
  'the provider refuses': { reply: { kind: 'refused' }, says: /content filter refused/ },
  'nobody consented': { reply: { kind: 'no-permission' }, says: /Scripted One/ },
  'the model breaks': { reply: { kind: 'broken' }, says: /The model broke/ },
};

for (const [name, { reply, says }] of Object.entries(troubles)) {
  scenario(`When ${name}, the chat says so and offers another model`, async (session) => {
    setReply(session, reply);
    await ask(session.page, `why? ${name}`);
    const failed = await replyTo(session.page, name, 'failed');
    await failed.getByRole('alert').getByText(says).waitFor();
    await failed.getByRole('button', { name: 'Select Model' }).waitFor();
  });
}

scenario('An answer that breaks off is kept, and said to be no more than its beginning', async (session) => {
  setReply(session, { kind: 'broken', text: `The first half is in Retry [@Retry]. ${LONG}` });
  await ask(session.page, 'break off in the middle');
  const reply = await replyTo(session.page, 'break off');
  await reply.getByText('The first half is in Retry').waitFor();
  await reply.getByText(/ends before its end.*The model broke/).waitFor();
});

scenario('Asked again, it answers', async (session) => {
  setReply(session, { text: 'Now it works [@Retry].' });
  await chat(session.page).locator('.exchange').last().getByRole('button', { name: 'Retry', exact: true }).click();
  await (await replyTo(session.page, 'break off')).getByText('Now it works').waitFor();
});
