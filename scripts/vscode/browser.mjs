/** Finds a Chromium to drive, or installs Debian's where it may. It knows nothing of VS Code. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const PLACES = [
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The path of a Chromium or Chrome: the CHROME variable, PATH, the usual places, or Debian's package.
 * @returns {string}
 * @throws {Error} One sentence, where there is none and none can be installed.
 */
export function ensureBrowser() {
  if (process.env.CHROME) return existing(process.env.CHROME);
  const found = find() ?? (installFromDebian() ? find() : undefined);
  if (!found) throw new Error('There is no Chromium or Chrome: install one, or name one in the variable CHROME.');
  return found;
}

function existing(path) {
  if (!existsSync(path)) throw new Error(`The variable CHROME names ${path}, which does not exist.`);
  return path;
}

function find() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const inPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...inPath, ...PLACES].find((path) => existsSync(path));
}

/** Elsewhere than on Debian the package of this name may be something else (Ubuntu's asks for snap). */
function installFromDebian() {
  if (process.getuid?.() !== 0 || !isDebian()) return false;
  console.error('parallax: installing chromium (apt-get install chromium); this is done once.');
  return aptGet('update') && aptGet('install', '--yes', '--no-install-recommends', 'chromium');
}

function isDebian() {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

function aptGet(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', ['--quiet', '--quiet', ...args], { env, stdio: ['ignore', 'ignore', 2] }).status === 0;
}
