/**
 * Makes a fresh clone ready: checks the Node version and installs what package-lock.json names when node_modules holds
 * something else. Plain Node without dependencies, because it runs before there are any. It speaks on stderr alone.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const NODE_WANTED = 20;

/** Ends the process with one sentence where the machine cannot run Parallax. */
export function setUp() {
  checkNode();
  if (isInstalled()) return;
  console.error('parallax: installing the packages that package-lock.json names (npm ci); this is done once.');
  const status = npm(['ci', '--include=dev', '--no-fund', '--no-audit', '--loglevel=error']);
  if (status !== 0) fail(`npm ci ended with ${status}: read its message above, then run this again.`);
}

function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < NODE_WANTED) fail(`Node ${process.versions.node} is too old: Parallax needs Node ${NODE_WANTED} or newer.`);
}

/**
 * npm writes node_modules/.package-lock.json when an installation is complete, so comparing the two says whether what is
 * there is what is wanted, also after a `git pull` and after an installation that was cut short.
 */
function isInstalled() {
  const wanted = packagesIn(join(ROOT, 'package-lock.json'));
  const present = packagesIn(join(ROOT, 'node_modules', '.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || present[path]?.version === version,
  );
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** Under `npm run` the very same npm is used; its standard output is ours for results, so it writes to stderr. */
export function npm(args, cwd = ROOT) {
  const own = process.env.npm_execpath;
  const underNpm = own?.endsWith('.js') || own?.endsWith('.cjs');
  const [command, first] = underNpm ? [process.execPath, [own]] : ['npm', []];
  const shell = !underNpm && process.platform === 'win32';
  return spawnSync(command, [...first, ...args], { cwd, stdio: ['ignore', 2, 2], shell }).status;
}

function fail(sentence) {
  console.error(`parallax: ${sentence}`);
  process.exit(1);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) setUp();
