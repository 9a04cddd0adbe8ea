/**
 * Starts the VS Code server on the loopback with extensions used from their folders, and ends it with all its children. It knows
 * no browser and no test.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { ensureEditor } from './editor.mjs';
import { startGroup } from './process-group.mjs';

/** Nothing asks for an update or an account, or covers what a newcomer wants to see. */
const QUIET = {
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'telemetry.telemetryLevel': 'off',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/**
 * @param {object} options
 * @param {string} options.data Folder for everything the server keeps; may be used again.
 * @param {readonly string[]} options.extensions Folders with a package.json, used in place: reloading the window takes a new build.
 *   Or packages (.vsix), which VS Code installs as it does for its users.
 * @param {Record<string, unknown>} [options.settings] As in settings.json; taken when `data` is new.
 * @param {Record<string, string>} [options.env] Further variables, HOME for example.
 * @param {string} [options.port] One, or a range; any free one when left out.
 * @returns {Promise<{ url: string, log: () => string, ended: Promise<void>, stop: () => Promise<void> }>} `url` holds the token
 *   without which the server answers nobody.
 */
export async function startServer({ data, extensions, settings = {}, env = {}, port = '0' }) {
  const { node, main } = ensureEditor();
  const environment = environmentOf(node, env);
  const folders = { extensions: join(data, 'extensions'), server: join(data, 'server'), token: join(data, 'token') };
  const token = randomBytes(16).toString('hex');
  prepare(folders, { ...QUIET, ...settings });
  const own = ['--server-data-dir', folders.server, '--extensions-dir', folders.extensions];
  for (const extension of extensions) {
    if (extension.endsWith('.vsix')) install(node, [main, ...own, '--install-extension', extension], environment);
    else linkExtension(extension, folders.extensions);
  }
  writeFileSync(folders.token, token, { mode: 0o600 });
  const args = ['--host', '127.0.0.1', '--port', port, '--connection-token-file', folders.token];
  args.push('--accept-server-license-terms', '--telemetry-level', 'off');
  const { output, said, ended, stop } = startGroup(node, [main, ...own, ...args], environment);
  const [, bound] = await said(/agent listening on (\d+)/);
  return { url: `http://127.0.0.1:${bound}/?tkn=${token}`, log: output, ended, stop };
}

/** Extensions are put in anew each time, in a folder whose list VS Code then makes itself. */
function prepare(folders, settings) {
  rmSync(folders.extensions, { recursive: true, force: true });
  // Some settings count only as the user's, others (of scope machine) only as those of the server's machine.
  for (const owner of ['User', 'Machine']) writeSettings(join(folders.server, 'data', owner), settings);
}

/** Settings that are there already stay: a person may have changed them. */
function writeSettings(folder, settings) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'settings.json');
  if (!existsSync(file)) writeFileSync(file, JSON.stringify(settings, undefined, 2));
}

function install(node, args, env) {
  const { status, stdout, stderr } = spawnSync(node, args, { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`VS Code could not install ${args.at(-1)}:\n${stdout}${stderr}`);
}

/** A link of the name that an installed extension's folder has. VS Code knows an extension's code by its real path, which must be the link's. */
function linkExtension(from, extensions) {
  const { publisher, name, version } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'));
  mkdirSync(extensions, { recursive: true });
  symlinkSync(from, join(extensions, `${publisher}.${name}-${version}`));
}

/** Without the variables of a VS Code in whose terminal this may run, and without the gallery, so that nothing is asked outside. */
function environmentOf(node, more) {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('VSCODE_') && !name.startsWith('npm_'));
  const path = `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`;
  return { ...Object.fromEntries(own), EXTENSIONS_GALLERY: '{}', PATH: path, ...more };
}
