/** Where the user was before a list previewed other code: editor, selection, scroll; and the way back. */
import * as vscode from 'vscode';

export interface Viewpoint extends vscode.Disposable {
  /**
   * As it was; the tab that previews took, where it was not there before, is closed. Nothing happens where the user has clicked
   * into what was previewed: that is where they want to be.
   */
  restore(): Promise<void>;
}

/** A click into an editor ends a list first, and is reported as a selection after that. */
const CLICK_MS = 100;

export function takeViewpoint(): Viewpoint {
  const editor = vscode.window.activeTextEditor;
  const openBefore = new Set(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(tabKey)));
  const seen = editor && {
    editor,
    selections: editor.selections,
    visible: editor.visibleRanges[0],
    isPreview: isPreviewed(editor),
  };
  let clicked = false;
  const clicks = vscode.window.onDidChangeTextEditorSelection(({ kind }) => {
    clicked ||= kind === vscode.TextEditorSelectionChangeKind.Mouse;
  });
  const restore = async () => {
    await new Promise((resolve) => setTimeout(resolve, CLICK_MS));
    if (clicked) return;
    if (seen !== undefined) await show(seen);
    const left = vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter((tab) => tab.isPreview && !openBefore.has(tabKey(tab)));
    if (left.length > 0) await vscode.window.tabGroups.close(left, seen === undefined);
  };
  return { restore, dispose: () => clicks.dispose() };
}

interface Seen {
  readonly editor: vscode.TextEditor;
  readonly selections: readonly vscode.Selection[];
  readonly visible: vscode.Range | undefined;
  readonly isPreview: boolean;
}

async function show({ editor, selections, visible, isPreview }: Seen): Promise<void> {
  const { document, viewColumn } = editor;
  // The focus is where it was when the list closed, or already where the user has gone since.
  const shown = await vscode.window.showTextDocument(document, { viewColumn, preview: isPreview, preserveFocus: true });
  shown.selections = selections;
  if (visible !== undefined) shown.revealRange(visible, vscode.TextEditorRevealType.AtTop);
}

function isPreviewed({ viewColumn }: vscode.TextEditor): boolean {
  const group = vscode.window.tabGroups.all.find((one) => one.viewColumn === viewColumn);
  return group?.activeTab?.isPreview ?? false;
}

function tabKey(tab: vscode.Tab): string {
  const uri = tab.input instanceof vscode.TabInputText ? tab.input.uri.toString() : tab.label;
  return `${tab.group.viewColumn} ${uri}`;
}
