/** Unsaved text, told to the engines: it takes the place of the disk's, so that lines are those that the user sees. */
import * as vscode from 'vscode';
import type { Engine } from '../../engine/engine.ts';
import { delayed } from './delayed.ts';
import { type Folder, type Folders, pathBelow } from './folders.ts';
import type { WorkspaceService } from './service.ts';

const PAUSE_MS = 300;
/** Longer files are not indexed either. */
const LONGEST = 1_000_000;

/** A new engine knows of no editor: those of the last window, which VS Code brings back unsaved, included. */
export async function tellUnsaved(folders: Folders, folder: Folder, engine: Engine): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    if (!document.isDirty || folders.folderOf(document.uri) !== folder) continue;
    await engine.setBuffer(pathBelow(folder.uri, document.uri) as string, textOf(document));
  }
}

/** Tells the engine now what an editor holds: for who cannot wait for a pause in typing. */
export async function tellBuffer(service: WorkspaceService, document: vscode.TextDocument): Promise<void> {
  const path = service.folders.toPath(document.uri);
  const engine = await service.opened();
  if (path !== undefined) await engine?.setBuffer(path, textOf(document));
}

/** Tells every open engine what changes, once a pause in typing lets it. */
export function watchBuffers(service: WorkspaceService): vscode.Disposable {
  const waiting = new Map<string, vscode.TextDocument>();
  const flush = delayed(PAUSE_MS, () => {
    const documents = [...waiting.values()];
    waiting.clear();
    for (const document of documents) tellBuffer(service, document).catch(() => {}); // An engine that has ended has no buffers.
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

/** Undefined gives the disk its place back. */
function textOf(document: vscode.TextDocument): string | undefined {
  const text = document.isDirty && !document.isClosed ? document.getText() : undefined;
  return text === undefined || text.length > LONGEST ? undefined : text;
}
