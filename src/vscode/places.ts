/** Opens code at the lines that were meant, even where they have moved since, and highlights them. */
import * as vscode from 'vscode';
import { unlinked } from './markdown.ts';
import { tellBuffer } from './workspace/buffers.ts';
import type { WorkspaceService } from './workspace/service.ts';

/** Lines are 1-based and inclusive; the path is the engine's. */
export interface Place {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
}

export interface ShowOptions {
  /** The list that was clicked keeps the focus. */
  readonly preserveFocus?: boolean;
  /** In a tab that the next place takes over; true when left out. */
  readonly preview?: boolean;
  readonly column?: vscode.ViewColumn;
}

/** False where the file is not there any more. */
export async function showPlace(service: WorkspaceService, place: Place, options: ShowOptions = {}): Promise<boolean> {
  const uri = service.folders.toUri(place.path);
  if (uri === undefined) return false;
  const document = await openDocument(uri);
  if (document === undefined) return false;
  await tellBuffer(service, document);
  const { startLine, endLine } = await presentLines(service, place);
  const range = lineRange(document, startLine, endLine);
  const { preserveFocus = false, preview = true, column } = options;
  const start = new vscode.Range(range.start, range.start);
  const editor = await vscode.window.showTextDocument(document, { selection: start, preserveFocus, preview, viewColumn: column });
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  highlight(editor, range);
  return true;
}

/** Where the lines stand now; where they were, when that cannot be told. */
export async function presentLines(service: WorkspaceService, place: Place): Promise<Omit<Place, 'path'>> {
  const found = await service.opened().then((engine) => engine?.locate(place));
  return found ?? place;
}

export function lineRange(document: vscode.TextDocument, startLine: number, endLine: number): vscode.Range {
  const last = document.lineAt(Math.min(endLine, document.lineCount) - 1);
  const first = document.lineAt(Math.min(startLine, document.lineCount) - 1);
  return new vscode.Range(first.range.start, last.range.end);
}

async function openDocument(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    void vscode.window.showWarningMessage(
      unlinked(vscode.l10n.t('{0} is not there any more.', vscode.workspace.asRelativePath(uri))),
    );
    return undefined;
  }
}

/** Until the user is elsewhere: on another line, or in another text. */
function highlight(editor: vscode.TextEditor, range: vscode.Range): void {
  const decoration = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('editor.rangeHighlightBackground'),
    border: '1px solid',
    borderColor: new vscode.ThemeColor('editor.rangeHighlightBorder'),
  });
  editor.setDecorations(decoration, [range]);
  const ended = vscode.Disposable.from(
    decoration,
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
      if (textEditor === editor && selections[0].active.line !== range.start.line) ended.dispose();
    }),
    vscode.window.onDidChangeVisibleTextEditors((visible) => !visible.includes(editor) && ended.dispose()),
    vscode.workspace.onDidChangeTextDocument(({ document }) => document === editor.document && ended.dispose()),
  );
}
