/** Finding one's way in code that others wrote, without a model: search, kin, calls, hover. */
import { againInPython, smallRepository } from '../../support/small-repository.ts';
import { chooseFromMenu, cursorIsAt, goTo, hover, openFile, word } from '../support/editor.ts';
import { indexWorkspace } from '../support/parallax.ts';
import { pick, quickInput, quickPicks, runCommand } from '../support/quick-input.ts';
import { inVsCode } from '../support/scenario.ts';
import { treeRow } from '../support/workbench.ts';

const scenario = inVsCode(() => ({ folders: { code: { ...smallRepository, 'jobs/again.py': againInPython } } }));

scenario('Search by meaning finds code while one types, and opens it at its line', async ({ page }) => {
  await indexWorkspace(page);
  await runCommand(page, 'Parallax: Search by Meaning');
  await quickInput(page).fill('read a decimal number');
  await quickPicks(page).filter({ hasText: 'parse_number' }).first().waitFor();
  await pick(page, 'parse_number');
  await cursorIsAt(page, 'number.c', 2);
});

scenario('Similar code by purpose, from the context menu', async ({ page }) => {
  await openFile(page, 'client/retry.go');
  await chooseFromMenu(page, word(page, 'Retry'), 'Parallax', 'Find Similar Code');
  await pick(page, 'Same purpose');
  await pick(page, 'run_again');
  await cursorIsAt(page, 'again.py', 4);
});

scenario('Callers open at the line of the call', async ({ page }) => {
  await openFile(page, 'client/retry.go');
  await goTo(page, 6);
  await runCommand(page, 'Parallax: Show Callers and Callees');
  await quickPicks(page).filter({ hasText: 'sleepFor' }).waitFor();
  await pick(page, 'Download');
  await cursorIsAt(page, 'download.go', 5);
});

scenario('A hover says what a function does and who calls it; its links lead on', async ({ page }) => {
  await openFile(page, 'client/retry.go');
  const card = await hover(page, 'Retry', 'growing pauses');
  await card.getByText('1 caller').click();
  await pick(page, 'Download');
  await cursorIsAt(page, 'download.go', 5);
});

scenario('A name in a body is explained by the definition that it calls', async ({ page }) => {
  await openFile(page, 'client/download.go');
  await hover(page, 'Retry', 'growing pauses');
});

scenario('Related code follows the cursor while its view is open', async ({ page }) => {
  await runCommand(page, 'Parallax: Focus on Related Code View');
  await openFile(page, 'client/download.go');
  await goTo(page, 5);
  await treeRow(page, 'Related Code', 'Retry').waitFor();
  await openFile(page, 'parse/number.c');
  await goTo(page, 4);
  await treeRow(page, 'Related Code', 'is_digit').first().click();
  await cursorIsAt(page, 'number.c', 8);
});
