/** From a folder that was never indexed to an index that is paused, taken up again, and follows what is edited. */
import { smallRepository } from '../../support/small-repository.ts';
import { goTo, openFile, typeAndSave } from '../support/editor.ts';
import { indexIsReady } from '../support/parallax.ts';
import { pick, quickInput, quickPicks, runCommand } from '../support/quick-input.ts';
import { inVsCode } from '../support/scenario.ts';
import { notification, reloadWindow, statusItem } from '../support/workbench.ts';

/** So much code that indexing takes long enough to be watched and paused. */
function muchCode(): Record<string, string> {
  const file = (i: number) => Array.from({ length: 40 }, (_, j) => retryNumber(`${i}x${j}`)).join('\n');
  return Object.fromEntries(Array.from({ length: 900 }, (_, i) => [`many/d${i % 50}/f${i}.ts`, file(i)]));
}

const retryNumber = (name: string) => `/** Tries step ${name} again until it works. */
export async function retry${name}(step: () => Promise<boolean>, attempts: number): Promise<boolean> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (await step()) return true;
    await pause${name}(attempt);
  }
  return false;
}
`;

const scenario = inVsCode(() => ({ folders: { code: { ...smallRepository, ...muchCode() } } }));

scenario('A folder that was never indexed is left alone until somebody asks', async ({ page }) => {
  await statusItem(page, 'Parallax: not indexed').waitFor({ timeout: 30_000 });
});

scenario('Indexing shows how far it is, and can be paused', async ({ page }) => {
  await runCommand(page, 'Parallax: Index Workspace');
  await notification(page, /Indexing the workspace/).waitFor();
  await statusItem(page, /Parallax: indexing \d+%/).click();
  await statusItem(page, 'Parallax: paused').waitFor();
});

scenario('Indexing stays paused when the window is loaded again, and then goes on to its end', async ({ page }) => {
  await reloadWindow(page);
  await statusItem(page, 'Parallax: paused').click({ timeout: 30_000 });
  await statusItem(page, /Parallax: indexing/).waitFor();
  await indexIsReady(page);
});

scenario('What is edited and saved is found', async ({ page }) => {
  await openFile(page, 'client/download.go');
  await goTo(page, 7);
  await typeAndSave(
    page,
    '\n// unzipArchive unpacks a zip archive into a folder.\nfunc unzipArchive(path string) error { return extract(path) }\n',
  );
  await runCommand(page, 'Parallax: Search by Meaning');
  await quickInput(page).fill('unpack a zip archive');
  await quickPicks(page).filter({ hasText: 'unzipArchive' }).first().waitFor();
  await pick(page, 'unzipArchive');
});

scenario('The log says what was indexed', async ({ page }) => {
  await runCommand(page, 'Parallax: Show Logs');
  await page
    .locator('.part.panel .view-line', { hasText: /indexed\s[\d,]+\sfiles/ })
    .first()
    .waitFor();
});
