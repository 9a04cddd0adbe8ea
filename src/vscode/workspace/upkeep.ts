/**
 * What happens to files, told to the index: saves, files created or deleted by anyone, typing, folders and settings. It
 * decides when and how much at once; the service does the work.
 */
import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { Log } from '../../engine/ports.ts';
import { SETTINGS_FILE } from '../../node/settings-file.ts';
import { embeddingSettings } from '../settings.ts';
import { watchBuffers } from './buffers.ts';
import { delayed } from './delayed.ts';
import { pathBelow } from './folders.ts';
import type { WorkspaceService } from './service.ts';

/** Saves come one by one, branch switches by the thousand: what comes within this time is one batch. */
const BATCH_MS = 250;
/** Above this a walk over the workspace, which compares hashes, is cheaper than files one by one … */
const MOST_SINGLE_FILES = 300;
/** … and it waits until a branch switch or a build is through. */
const QUIET_MS = 1_500;
const TYPING_MS = 700;

export function watchWorkspace(service: WorkspaceService, log: Log): vscode.Disposable {
  const { workspace } = vscode;
  const inBackground = (work: Promise<void>) => void work.catch((error: Error) => log.error(error.stack ?? error.message));
  const reopen = () => inBackground(service.reopen());
  return vscode.Disposable.from(
    watchFiles(service, inBackground),
    watchTyping(service, inBackground),
    watchBuffers(service),
    workspace.onDidChangeWorkspaceFolders(() => inBackground(service.foldersChanged())),
    workspace.onDidGrantWorkspaceTrust(reopen),
    workspace.onDidChangeConfiguration((event) => {
      if (engineSettings().some((name) => event.affectsConfiguration(name))) reopen();
      else if (event.affectsConfiguration('parallax.index.keepUpToDate')) inBackground(service.changedMuch());
    }),
  );
}

/** An engine is opened with these. */
function engineSettings(): readonly string[] {
  const always = ['parallax.index.include', 'parallax.index.exclude', 'parallax.index.maxBytes', 'parallax.embedding'];
  return embeddingSettings().source === 'endpoint' ? [...always, 'parallax.model.baseUrl'] : always;
}

function watchFiles(service: WorkspaceService, inBackground: (work: Promise<void>) => void): vscode.Disposable {
  const { workspace } = vscode;
  const noted = new Map<string, Noted>();
  const flush = () => {
    const all = [...noted.values()];
    noted.clear();
    inBackground(tell(service, all));
  };
  const soon = delayed(BATCH_MS, () => noted.size <= MOST_SINGLE_FILES && flush());
  const whenQuiet = delayed(QUIET_MS, flush);
  const note = (uri: vscode.Uri, isNew: boolean) => {
    if (uri.scheme !== 'file' || isInternal(uri)) return;
    const key = uri.toString();
    noted.set(key, { uri, isNew: isNew || noted.get(key)?.isNew === true });
    if (noted.size <= MOST_SINGLE_FILES) soon.start();
    else whenQuiet.restart();
  };
  const watcher = workspace.createFileSystemWatcher('**/*');
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate((uri) => note(uri, true)),
    watcher.onDidChange((uri) => note(uri, false)),
    watcher.onDidDelete((uri) => note(uri, false)),
    workspace.onDidSaveTextDocument(({ uri }) => note(uri, false)),
    soon,
    whenQuiet,
  );
}

interface Noted {
  readonly uri: vscode.Uri;
  readonly isNew: boolean;
}

async function tell(service: WorkspaceService, noted: readonly Noted[]): Promise<void> {
  if (noted.some(({ uri }) => isSettingsFile(service, uri))) return service.reopen();
  if (noted.length > MOST_SINGLE_FILES || noted.some(({ uri }) => isRuleFile(uri))) return service.changedMuch();
  const found = await Promise.all(noted.map(async (one) => ({ ...one, isFolder: await isFolder(one.uri) })));
  // A folder that was moved here is one event, whatever it holds; that one has changed only says so of its files.
  if (found.some(({ isFolder, isNew }) => isFolder && isNew)) return service.changedMuch();
  const files = found.filter(({ isFolder }) => !isFolder);
  if (files.length > 0) await service.changed(files.map(({ uri }) => uri));
}

/** What version control and package managers write is never indexed, and much of it is written. */
function isInternal({ path }: vscode.Uri): boolean {
  return /\/(\.git|\.hg|\.svn|node_modules)(\/|$)/.test(path);
}

/** What belongs in the index is decided anew. */
function isRuleFile({ path }: vscode.Uri): boolean {
  return /\/\.(gitignore|parallaxignore)$/.test(path);
}

/** The workspace's own settings, read when an engine is opened. */
function isSettingsFile({ folders }: WorkspaceService, uri: vscode.Uri): boolean {
  return folders.list.some((folder) => pathBelow(folder.uri, uri) === SETTINGS_FILE);
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  const stats = await stat(uri.fsPath).catch(() => undefined); // It is gone.
  return stats?.isDirectory() ?? false;
}

/** Indexing holds its breath while the user types. */
function watchTyping(service: WorkspaceService, inBackground: (work: Promise<void>) => void): vscode.Disposable {
  let held = false;
  const hold = (now: boolean) => {
    held = now;
    inBackground(service.opened().then((engine) => engine?.hold(now)));
  };
  const rest = delayed(TYPING_MS, () => hold(false));
  const listening = vscode.workspace.onDidChangeTextDocument(({ contentChanges }) => {
    if (contentChanges.length === 0 || service.state.kind !== 'indexing') return;
    if (!held) hold(true);
    rest.restart();
  });
  return vscode.Disposable.from(rest, listening);
}
