/**
 * What happens to files, told to the index: saves, files created or deleted by anyone, unsaved text, typing, folders and
 * settings. It decides when and how much at once; the service does the work.
 */
import * as vscode from 'vscode';
import type { Log } from '../../engine/ports.ts';
import type { WorkspaceService } from './service.ts';

/** Saves come one by one, branch switches by the thousand: what comes within this time is one batch. */
const BATCH_MS = 250;
/** Above this a walk over the workspace, which compares hashes, is cheaper than files one by one. */
const MOST_SINGLE_FILES = 300;
const BUFFER_MS = 300;
const TYPING_MS = 700;
/** Longer buffers are not indexed either. */
const MOST_BUFFER = 1_000_000;

export function watchWorkspace(service: WorkspaceService, log: Log): vscode.Disposable {
  const { workspace } = vscode;
  const changed = new Set<string>();
  const flush = delayed(BATCH_MS, () => {
    const uris = [...changed].map((uri) => vscode.Uri.parse(uri));
    changed.clear();
    const work = uris.length > MOST_SINGLE_FILES ? service.index() : service.changed(uris);
    work.catch((error: Error) => log.error(error.stack ?? error.message));
  });
  const note = (uri: vscode.Uri) => {
    if (uri.scheme !== 'file' || isInternal(uri)) return;
    changed.add(uri.toString());
    flush.start();
  };
  const watcher = workspace.createFileSystemWatcher('**/*');
  const typing = watchTyping(service);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(note),
    watcher.onDidChange(note),
    watcher.onDidDelete(note),
    workspace.onDidSaveTextDocument(({ uri }) => note(uri)),
    workspace.onDidChangeWorkspaceFolders(() => void service.foldersChanged()),
    workspace.onDidGrantWorkspaceTrust(() => void service.reopen()),
    workspace.onDidChangeConfiguration((event) => {
      if (ENGINE_SETTINGS.some((name) => event.affectsConfiguration(name))) void service.reopen();
    }),
    flush,
    typing,
    watchBuffers(service),
  );
}

/** An engine is opened with these. */
const ENGINE_SETTINGS = ['parallax.index.include', 'parallax.index.exclude', 'parallax.index.maxBytes', 'parallax.embedding'];

/** What version control writes about itself says nothing about code, and much of it is written. */
function isInternal({ path }: vscode.Uri): boolean {
  return /\/(\.git|\.hg|\.svn|node_modules)\//.test(path);
}

/** Unsaved text takes the place of the disk's, once a pause in typing lets it. */
function watchBuffers(service: WorkspaceService): vscode.Disposable {
  const waiting = new Map<string, vscode.TextDocument>();
  const tell = async (document: vscode.TextDocument) => {
    const path = service.folders.toPath(document.uri);
    const engine = await service.opened();
    const text = document.isDirty && !document.isClosed ? document.getText() : undefined;
    if (path !== undefined && engine !== undefined && (text?.length ?? 0) <= MOST_BUFFER) await engine.setBuffer(path, text);
  };
  const flush = delayed(BUFFER_MS, () => {
    const documents = [...waiting.values()];
    waiting.clear();
    for (const document of documents) tell(document).catch(() => {}); // An engine that has ended has no buffers.
  });
  const note = (document: vscode.TextDocument) => {
    if (document.uri.scheme !== 'file') return;
    waiting.set(document.uri.toString(), document);
    flush.start();
  };
  return vscode.Disposable.from(
    flush,
    vscode.workspace.onDidChangeTextDocument(({ document }) => note(document)),
    vscode.workspace.onDidSaveTextDocument(note),
    vscode.workspace.onDidCloseTextDocument(note),
  );
}

/** Indexing holds its breath while the user types. */
function watchTyping(service: WorkspaceService): vscode.Disposable {
  let held = false;
  const hold = (now: boolean) => {
    held = now;
    void service.opened().then((engine) => engine?.hold(now));
  };
  const rest = delayed(TYPING_MS, () => hold(false));
  const listening = vscode.workspace.onDidChangeTextDocument(({ contentChanges }) => {
    if (contentChanges.length === 0 || service.state.kind !== 'indexing') return;
    if (!held) hold(true);
    rest.restart();
  });
  return vscode.Disposable.from(rest, listening);
}

interface Delayed extends vscode.Disposable {
  /** Runs after the delay; further calls until then change nothing. */
  start(): void;
  /** Runs a whole delay after the last call. */
  restart(): void;
}

function delayed(ms: number, run: () => void): Delayed {
  let timer: NodeJS.Timeout | undefined;
  const start = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      run();
    }, ms);
  };
  const dispose = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const restart = () => {
    dispose();
    start();
  };
  return { start, restart, dispose };
}
