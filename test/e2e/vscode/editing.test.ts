/** Code that changes while somebody asks about it: typed, saved, written and renamed by another program. */
import assert from 'node:assert/strict';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { smallRepository } from '../../support/small-repository.ts';
import { ask, chat, chips, lastReply, openChat, replyTo } from '../support/chat.ts';
import { cursorIsAt, goTo, openFile, type, typeAndSave } from '../support/editor.ts';
import { modelRequests, setReply } from '../support/model-script.ts';
import { indexWorkspace, searchFinds } from '../support/parallax.ts';
import { pick, runCommand } from '../support/quick-input.ts';
import { inVsCode } from '../support/scenario.ts';

const scenario = inVsCode(() => ({ folders: { code: smallRepository }, models: true }));

scenario('A source opens where its code stands in an editor that is not saved', async ({ page }) => {
  await indexWorkspace(page);
  await openChat(page);
  await ask(page, 'what retries a download?');
  await replyTo(page, 'retries');
  await openFile(page, 'client/retry.go');
  await goTo(page, 3);
  await type(page, '// A line that nobody has saved yet.\n// And another one.\n');
  await goTo(page, 1);
  await chips(lastReply(page)).filter({ hasText: 'retry.go:4' }).first().click();
  await cursorIsAt(page, 'retry.go', 6);
});

scenario('A model is sent what is in the editor, not what is on the disk', async (session) => {
  const { page } = session;
  await goTo(page, 18);
  await type(page, '\t// This sleeps through the summer.\n');
  setReply(session, { text: 'It sleeps in [@sleepFor].' });
  await runCommand(page, 'Parallax: Select Model');
  await pick(page, 'Scripted One');
  await chat(page).getByRole('button', { name: 'one (scripted)' }).waitFor();
  await ask(page, 'how does sleepFor wait for its pause?');
  await chips(await replyTo(page, 'its pause'))
    .first()
    .click();
  await cursorIsAt(page, 'retry.go', 17);
  assert.match(modelRequests(session).at(-1)!.messages.at(-1)!.text, /sleeps through the summer/);
});

scenario('What was edited and saved is in the next answer', async ({ page }) => {
  await openFile(page, 'client/download.go');
  await goTo(page, 7);
  await typeAndSave(
    page,
    '\n// unzipArchive unpacks a zip archive into a folder.\nfunc unzipArchive(path string) error { return extract(path) }\n',
  );
  await searchFinds(page, 'unpack a zip archive', 'unzipArchive');
  await ask(page, 'what unpacks a zip archive?');
  const sources = (await replyTo(page, 'unpacks')).locator('.sources');
  await sources.locator('summary').click();
  await sources.getByText('unzipArchive').waitFor();
});

scenario('What another program writes and renames is found where it is', async ({ page, root }) => {
  const code = `"""Colours."""\n\ndef mix_paint(red, blue):\n    """Mixes two pots of paint into purple."""\n    return stir(red, blue)\n`;
  mkdirSync(join(root, 'code', 'paint'));
  writeFileSync(join(root, 'code', 'paint', 'mix.py'), code);
  await searchFinds(page, 'mix pots of paint', 'paint/mix.py');
  renameSync(join(root, 'code', 'paint'), join(root, 'code', 'colour'));
  await searchFinds(page, 'mix pots of paint', 'colour/mix.py');
});
