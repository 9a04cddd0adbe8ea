/** What the user means by "this": a link's target, what is selected in the Explorer, or the place of the cursor. */
import * as vscode from 'vscode';
import { nothingHere, notInFolders } from '../../engine/errors.ts';
import type { WorkspaceService } from '../workspace/service.ts';

/** What links and lists of ours pass to a command. */
export interface TargetArgument {
  /** As in the engine's ExplainRequest. */
  readonly target: string;
}

export interface Here {
  readonly target: string;
  /** True where several things were meant and this is the first. */
  readonly isFirstOfSeveral: boolean;
}

/**
 * What a command was called on. Menus of the Explorer pass a resource and all that are selected; those of the editor pass its
 * resource alone, and mean the cursor.
 * @throws EngineError nothingHere where there is no editor, notInFolders where the file lies outside.
 */
export async function hereOf(service: WorkspaceService, args: readonly unknown[]): Promise<Here> {
  const [first, all] = args;
  if (isTargetArgument(first)) return { target: first.target, isFirstOfSeveral: false };
  if (first instanceof vscode.Uri && Array.isArray(all))
    return { target: targetOf(service, first), isFirstOfSeveral: all.length > 1 };
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) throw nothingHere();
  return { target: await targetAt(service, editor), isFirstOfSeveral: false };
}

/** What is selected; nothing where it is only a cursor. */
export function selectedTarget(service: WorkspaceService, editor: vscode.TextEditor): string | undefined {
  const { document, selection } = editor;
  const path = service.folders.toPath(document.uri);
  if (selection.isEmpty || path === undefined) return undefined;
  const [startLine, endLine] = linesOf(selection);
  return `${path}:${startLine}-${endLine}`;
}

/** The selection, or the definition at the cursor, or the whole file where the cursor is in none. */
async function targetAt(service: WorkspaceService, editor: vscode.TextEditor): Promise<string> {
  const selected = selectedTarget(service, editor);
  if (selected !== undefined) return selected;
  const path = targetOf(service, editor.document.uri);
  const line = editor.selection.active.line + 1;
  const engine = await service.opened();
  if (engine === undefined) return `${path}:${line}`;
  return (await engine.glance(path, line)) === undefined ? path : `${path}:${line}`;
}

/** A file or folder as a target; the only folder of the window is '.'. */
function targetOf(service: WorkspaceService, uri: vscode.Uri): string {
  const path = service.folders.toPath(uri);
  if (path === undefined) throw notInFolders(vscode.workspace.asRelativePath(uri));
  return path || '.';
}

/** 1-based and inclusive. A selection that ends before the first character of a line does not mean that line. */
function linesOf({ start, end }: vscode.Selection): readonly [number, number] {
  const last = end.character === 0 && end.line > start.line ? end.line : end.line + 1;
  return [start.line + 1, last];
}

function isTargetArgument(value: unknown): value is TargetArgument {
  return typeof value === 'object' && value !== null && typeof (value as TargetArgument).target === 'string';
}
