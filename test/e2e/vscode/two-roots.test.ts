/** A window with two folders answers from both, and calls places by the folder's name. */
import { againInPython, smallRepository } from '../../support/small-repository.ts';
import { ask, chips, openChat, replyTo } from '../support/chat.ts';
import { cursorIsAt, hover, openFile } from '../support/editor.ts';
import { indexWorkspace } from '../support/parallax.ts';
import { pick, quickInput, quickPicks, runCommand } from '../support/quick-input.ts';
import { inVsCode } from '../support/scenario.ts';

const jobs = { 'again.py': againInPython };

const scenario = inVsCode(() => ({ folders: { network: smallRepository, jobs } }));

scenario('A search finds code in both folders', async ({ page }) => {
  await indexWorkspace(page);
  await runCommand(page, 'Parallax: Search by Meaning');
  await quickInput(page).fill('try again until it works');
  await quickPicks(page).filter({ hasText: 'network/client/retry.go' }).first().waitFor();
  await pick(page, 'jobs/again.py');
  await cursorIsAt(page, 'again.py', 4);
});

scenario('An answer cites both folders, and each source opens in its own', async ({ page }) => {
  await openChat(page);
  await ask(page, 'what tries again until it works?');
  const reply = await replyTo(page, 'tries again');
  await chips(reply).filter({ hasText: 'retry.go:4' }).first().click();
  await cursorIsAt(page, 'retry.go', 4);
  await chips(reply).filter({ hasText: 'again.py:4' }).first().click();
  await cursorIsAt(page, 'again.py', 4);
});

scenario('A hover and its callers know the folder that the file is in', async ({ page }) => {
  await openFile(page, 'client/retry.go');
  await (await hover(page, 'Retry', 'growing pauses')).getByText('1 caller').click();
  await quickPicks(page).filter({ hasText: 'network/client/download.go' }).waitFor();
  await pick(page, 'Download');
  await cursorIsAt(page, 'download.go', 5);
});
