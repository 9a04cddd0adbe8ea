/** What the user means by "this": a link's target, what is selected in the Explorer, or the place of the cursor. */
import * as vscode from 'vscode';
import type { Engine } from '../../engine/engine.ts';
import { nothingHere, notInFolders } from '../../engine/errors.ts';
import type { UnitRecord } from '../../engine/types.ts';
import type { WorkspaceService } from '../workspace/service.ts';
import { placeWords, symbolOf } from './rows.ts';

/** What links and lists of ours pass to a command. */
export interface TargetArgument {
  /** As in the engine's ExplainRequest. */
  readonly target: string;
  /** For people; the target when left out. */
  readonly label?: string;
}

export interface Here {
  readonly target: string;
  /** For people: the definition's name where there is one, else the target. */
  readonly label: string;
  /** False where only a file or folder is meant. */
  readonly isCode: boolean;
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
  if (isTargetArgument(first)) return { ...code(first.target), label: first.label ?? first.target };
  if (first instanceof vscode.Uri && Array.isArray(all))
    return { ...whole(targetOf(service, first)), isFirstOfSeveral: all.length > 1 };
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) throw nothingHere();
  return hereIn(service, editor);
}

const code = (target: string): Here => ({ target, label: target, isCode: true, isFirstOfSeveral: false });
const whole = (target: string): Here => ({ ...code(target), isCode: false });

/** What is selected; nothing where it is only a cursor. */
export function selectedTarget(service: WorkspaceService, editor: vscode.TextEditor): string | undefined {
  const { document, selection } = editor;
  const path = service.folders.toPath(document.uri);
  if (selection.isEmpty || path === undefined) return undefined;
  const [startLine, endLine] = linesOf(selection);
  return `${path}:${startLine}-${endLine}`;
}

/** The selection, or the definition at the cursor, or the whole file where the cursor is in none. */
async function hereIn(service: WorkspaceService, editor: vscode.TextEditor): Promise<Here> {
  const selected = selectedTarget(service, editor);
  if (selected !== undefined) return code(selected);
  const path = targetOf(service, editor.document.uri);
  const line = editor.selection.active.line + 1;
  const engine = await service.opened();
  if (engine === undefined) return code(`${path}:${line}`);
  const unit = await definitionAt(engine, path, editor);
  return unit === undefined ? whole(path) : { ...code(placeWords(unit)), label: symbolOf(unit) };
}

/** A line of documentation above a definition, whatever the language: its first character says so. */
const COMMENT = /^\s*(\/|\*|#|--|;|%|\{-|@|"|'|$)/;
const LONGEST_COMMENT = 60;

/** The definition that the cursor is in, or whose documentation it is in. */
export async function definitionAt(
  engine: Engine,
  path: string,
  { document, selection }: vscode.TextEditor,
): Promise<UnitRecord | undefined> {
  const line = selection.active.line;
  const around = (await engine.glance(path, line + 1))?.unit;
  if (around !== undefined) return around;
  const below = firstCodeBelow(document, line);
  const next = below === undefined ? undefined : (await engine.glance(path, below + 1))?.unit;
  return next?.startLine === (below ?? 0) + 1 ? next : undefined;
}

/** The first line under a comment that is none; undefined where the line is not in a comment. 0-based. */
function firstCodeBelow(document: vscode.TextDocument, line: number): number | undefined {
  const isComment = (at: number) => at < document.lineCount && COMMENT.test(document.lineAt(at).text);
  if (!isComment(line) || document.lineAt(line).isEmptyOrWhitespace) return undefined;
  let below = line + 1;
  while (isComment(below) && below < line + LONGEST_COMMENT) below++;
  return below < document.lineCount ? below : undefined;
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
