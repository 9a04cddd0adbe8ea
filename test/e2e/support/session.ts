/** One VS Code in one browser, with a workspace, a home and settings of its own. It knows the extension's folder, not its parts. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { ensureBrowser } from '../../../scripts/vscode/browser.mjs';
import { startServer } from '../../../scripts/vscode/server.mjs';
import { plant } from '../../node/tree.ts';

/** Elsewhere to try the package: dist/extension after npm run package. */
const PARALLAX = resolve(process.env.PARALLAX_E2E_EXTENSION ?? join(import.meta.dirname, '..', '..', '..'));
const MODELS = join(import.meta.dirname, 'model-extension');
const LOOPBACK = ['127.0.0.1', 'localhost'];
/** Files of a webview have such addresses; VS Code's service worker answers them, and nothing leaves the browser. */
const WEBVIEW_FILES = '.vscode-resource.vscode-cdn.net';
const PATIENCE_MS = 15_000;

export interface SessionOptions {
  /** Folders of the workspace, by name, each with its files; two or more make a multi-root workspace. */
  readonly folders: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** With the extension that brings language models, see model-script.ts. */
  readonly models?: boolean;
  /** What `vscode.env.language` is: the extension's words follow it. VS Code's own stay English, for want of a language pack. */
  readonly language?: string;
  readonly trusted?: boolean;
  /** The package to install; the extension as it is built here when left out. */
  readonly vsix?: string;
}

export interface Session {
  readonly page: Page;
  /** Holds the workspace's folders by their names; gone after the session. */
  readonly root: string;
  /** What VS Code and our extension keep. */
  readonly data: string;
  /** Hosts outside this machine that the page asked; the requests failed. */
  readonly hosts: ReadonlySet<string>;
  /** What the page wrote to its console, the server to its terminal, and the extension host to its logs. */
  log(): string;
  close(): Promise<void>;
}

export async function openSession(options: SessionOptions): Promise<Session> {
  assert.ok(existsSync(join(PARALLAX, 'out', 'extension.cjs')), 'out/ is not built: run npm run build first');
  const top = realpathSync(mkdtempSync(join(tmpdir(), 'parallax-vscode-')));
  const [root, data] = [join(top, 'code'), join(top, 'data')];
  for (const [name, files] of Object.entries(options.folders)) plant(join(root, name), files);
  const settings = { 'security.workspace.trust.enabled': options.trusted === false, ...options.settings };
  const env = { HOME: join(top, 'home'), PARALLAX_E2E_MODEL: top };
  const extensions = [options.vsix ?? PARALLAX, ...(options.models ? [MODELS] : [])];
  const server = await startServer({ data, extensions, settings, env });
  const browser = await openBrowser(join(top, 'browser'), options.language);
  const hosts = watchHosts(browser);
  const [page] = browser.pages();
  const console: string[] = [];
  page.on('console', (message) => console.push(`${message.type()}: ${message.text()}`));
  const close = async () => {
    await browser.close();
    await server.stop();
    rmSync(top, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    await page.goto(`${server.url}&${workspaceQuery(root, Object.keys(options.folders))}`);
    await page.locator('.monaco-workbench').waitFor({ timeout: 2 * PATIENCE_MS });
  } catch (error) {
    await close();
    throw error;
  }
  return { page, root, data, hosts, log: () => [...console, server.log(), ...hostLogs(data)].join('\n'), close };
}

/** A browser that finds no host but this machine, whoever asks. */
async function openBrowser(profile: string, language: string | undefined): Promise<BrowserContext> {
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: ensureBrowser(),
    chromiumSandbox: false, // Containers have none to give, and the pages are our own.
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    args: [`--host-resolver-rules=MAP * ~NOTFOUND, ${LOOPBACK.map((host) => `EXCLUDE ${host}`).join(', ')}`, '--disable-gpu'],
  });
  browser.setDefaultTimeout(PATIENCE_MS);
  if (language) {
    const setLanguage = (tag: string) => Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: tag });
    await browser.addInitScript(setLanguage, language);
  }
  return browser;
}

function watchHosts(browser: BrowserContext): ReadonlySet<string> {
  const hosts = new Set<string>();
  browser.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    const isOwn = LOOPBACK.includes(hostname) || hostname.endsWith(WEBVIEW_FILES);
    if (protocol.startsWith('http') && !isOwn) hosts.add(hostname);
  });
  return hosts;
}

function workspaceQuery(root: string, names: readonly string[]): string {
  if (names.length === 1) return `folder=${encodeURIComponent(join(root, names[0]))}`;
  const file = join(root, 'all.code-workspace');
  writeFileSync(file, JSON.stringify({ folders: names.map((name) => ({ path: name })) }));
  return `workspace=${encodeURIComponent(file)}`;
}

function hostLogs(data: string): string[] {
  const logs = join(data, 'server', 'data', 'logs');
  const files = readdirSync(logs, { recursive: true, encoding: 'utf8' }).filter((name) => /exthost\d.*\.log$/.test(name));
  return files.map((name) => `# ${name}\n${readFileSync(join(logs, name), 'utf8')}`);
}
