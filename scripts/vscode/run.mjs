/**
 * `npm run vscode [-- FOLDER]`: a real VS Code in the browser, with Parallax from this checkout and that folder, until Ctrl-C. Builds
 * what is stale and installs what is missing. Settings and index stay below .vscode-e2e/ from one run to the next.
 */
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureBuilt } from '../freshness.mjs';
import { ROOT, setUp } from '../setup.mjs';
import { startServer } from './server.mjs';

const PORT = '4139-4149'; // The same each time, where it is free: the browser keeps the layout by address.
const SETTINGS = { 'security.workspace.trust.enabled': false }; // Who names a folder here trusts it.

setUp();
ensureBuilt();
try {
  await serve(folderOf(process.argv[2] ?? '.'));
} catch (error) {
  console.error(`parallax: ${error.message}`);
  process.exit(1);
}

/** npm changes to the project's folder; a relative folder means the one where the user stands. */
function folderOf(argument) {
  const folder = resolve(process.env.INIT_CWD ?? process.cwd(), argument);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`${folder} is not a folder.`);
  return folder;
}

async function serve(folder) {
  const data = join(ROOT, '.vscode-e2e', 'run');
  const server = await startServer({ data, extensions: [ROOT], settings: SETTINGS, port: PORT });
  const url = new URL(server.url);
  url.searchParams.set('folder', folder);
  console.log(`VS Code with Parallax: ${url}\nCtrl-C ends it.`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.stop().then(() => process.exit(0)));
  await server.ended;
  throw new Error(`The VS Code server ended by itself:\n${server.log()}`);
}
