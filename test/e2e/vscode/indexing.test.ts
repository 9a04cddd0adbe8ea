/** From a folder that was never indexed to an index that follows the files. */

import { smallRepository } from '../../support/small-repository.ts';
import { runCommand } from '../support/quick-input.ts';
import { inVsCode } from '../support/scenario.ts';
import { statusItem } from '../support/workbench.ts';

const scenario = inVsCode(() => ({ folders: { code: smallRepository } }));

scenario('A folder that was never indexed is left alone until somebody asks', async ({ page }) => {
  await statusItem(page, 'Parallax: not indexed').waitFor();
});

scenario('Indexing on request ends ready', async ({ page }) => {
  await runCommand(page, 'Parallax: Index Workspace');
  await statusItem(page, /^\s*Parallax\s*$/).waitFor();
});
