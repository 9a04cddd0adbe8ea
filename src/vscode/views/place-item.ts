/** A piece of code as an item of a tree: opens at its exact lines, and says in its tooltip what it is. */
import * as vscode from 'vscode';
import { fenced } from '../../engine/ask/printable.ts';
import type { Hit } from '../../engine/types.ts';
import { baseName, kindIcon, placeWords } from '../commands/rows.ts';
import { escaped } from '../markdown.ts';
import type { Place } from '../places.ts';

/** What menus of the trees ask for. */
export const PLACE = 'place';

export function hitItem(hit: Hit, opener: string): vscode.TreeItem {
  const item = new vscode.TreeItem(hit.symbol || baseName(hit.path));
  item.description = `${baseName(hit.path)}:${hit.startLine}`;
  item.iconPath = kindIcon(hit.kind);
  item.tooltip = tooltip(hit.signature, hit.language, [placeWords(hit), hit.doc, hit.why.join('; ')]);
  return opening(item, hit, opener);
}

/** `opener` is the command that gets the place. */
export function opening(item: vscode.TreeItem, { path, startLine, endLine }: Place, opener: string): vscode.TreeItem {
  item.contextValue = PLACE;
  item.command = { command: opener, title: vscode.l10n.t('Open'), arguments: [{ path, startLine, endLine }] };
  return item;
}

/** Code first, then sentences; nothing in them is markup. */
export function tooltip(code: string, language: string, sentences: readonly string[]): vscode.MarkdownString {
  const said = sentences.filter((sentence) => sentence !== '').map(escaped);
  return new vscode.MarkdownString([fenced(code, language), ...said].join('\n\n'));
}
