/**
 * Installs a pinned VS Code (server and web workbench) and the Node it needs below .vscode-e2e/, from npm packages alone: no
 * compiler, no install script. It knows nothing of our extension.
 */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { npm, ROOT } from '../setup.mjs';

const VSCODE = '4.139.1'; // of the package code-server; VS Code 1.139.1
const NODE = '24.21.0'; // what this VS Code asks for; our own Node may be older

const HOME = join(ROOT, '.vscode-e2e');
const SPDLOG = join(ROOT, 'scripts', 'vscode', 'spdlog.cjs');
const UNFINISHED = '.unfinished-';
const AN_HOUR = 3_600_000;

/**
 * The server's script and the Node to run it with. Installs them where they are missing, which takes about 15 s and 800 MB.
 * @returns {{ node: string, main: string }}
 * @throws {Error} One sentence, where this machine cannot have them.
 */
export function ensureEditor() {
  const folder = join(HOME, `vscode-${VSCODE}-node-${NODE}`);
  if (!existsSync(folder)) install(folder);
  return { node: nodeIn(folder), main: join(vscodeIn(folder), 'out', 'server-main.js') };
}

const nodeIn = (folder) => join(folder, 'node_modules', nodePackage(), 'bin', 'node');
const vscodeIn = (folder) => join(folder, 'node_modules', 'code-server', 'lib', 'vscode');

function nodePackage() {
  const { platform, arch } = process;
  if (platform !== 'linux' || !['x64', 'arm64'].includes(arch))
    throw new Error(`There is no VS Code server from npm packages for ${platform} on ${arch}: it needs Linux on x64 or arm64.`);
  return `node-linux-${arch}`;
}

/** The folder gets its name only when all is in it, so an installation that was cut short is never taken for a whole one. */
function install(folder) {
  const packages = [`code-server@${VSCODE}`, `${nodePackage()}@${NODE}`];
  console.error(`parallax: installing VS Code below .vscode-e2e (${packages.join(', ')}); this is done once.`);
  mkdirSync(HOME, { recursive: true });
  removeAbandoned();
  const unfinished = mkdtempSync(join(HOME, UNFINISHED));
  writeFileSync(join(unfinished, 'package.json'), '{ "private": true }\n');
  const vscode = vscodeIn(unfinished);
  npmInstall(unfinished, packages);
  if (spawnSync(nodeIn(unfinished), ['--version']).status !== 0)
    throw new Error(`The Node that VS Code needs (${nodePackage()}) does not run on this machine.`);
  npmInstall(vscode, ['--omit=dev']); // Not npm ci: the package's own lock file is out of step with it.
  npmInstall(join(vscode, 'extensions'), ['--omit=dev']); // TypeScript, for the built-in language features.
  copyFileSync(SPDLOG, join(vscode, 'node_modules', '@vscode', 'spdlog', 'index.js'));
  if (existsSync(folder))
    rmSync(unfinished, { recursive: true }); // Another process was quicker.
  else renameSync(unfinished, folder);
}

/** What an installation that was cut short left behind; a young one may still be at work in another process. */
function removeAbandoned() {
  for (const name of readdirSync(HOME)) {
    const path = join(HOME, name);
    if (name.startsWith(UNFINISHED) && statSync(path).mtimeMs < Date.now() - AN_HOUR) rmSync(path, { recursive: true });
  }
}

function npmInstall(folder, args) {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const status = npm(['install', '--prefix', folder, ...quiet, ...args], folder);
  if (status !== 0) throw new Error(`VS Code could not be installed: npm install ended with ${status}; its message is above.`);
}
