/** Sources: what the answer in view speaks from, first what it cites, then what was also sent or found; by file, in the order of lines. */
import * as vscode from 'vscode';
import type { ShownSource } from '../../webview/messages.ts';
import type { ShownSources } from '../chat/chat.ts';
import { baseName, placeWords } from '../commands/rows.ts';
import type { Host } from '../host.ts';
import { opening, tooltip } from './place-item.ts';

type Node =
  | { readonly kind: 'group'; readonly label: string; readonly sources: readonly ShownSource[] }
  | { readonly kind: 'file'; readonly path: string; readonly sources: readonly ShownSource[] }
  | { readonly kind: 'source'; readonly source: ShownSource; readonly target: string };

export function showSources({ chat, service }: Host): vscode.Disposable {
  const changes = new vscode.EventEmitter<void>();
  const view = vscode.window.createTreeView<Node>('parallax.sources', {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changes.event,
      getChildren: (node) => (node === undefined ? groupsOf(chat.sources) : childrenOf(node)),
      getTreeItem: (node) => itemOf(node, (path) => service.folders.toUri(path)),
    },
  });
  const listening = chat.onDidShowSources((shown) => {
    view.description = shown?.question;
    changes.fire();
  });
  return vscode.Disposable.from(view, changes, listening);
}

function groupsOf(shown: ShownSources | undefined): Node[] {
  if (shown === undefined) return [];
  const { sources, wereSent } = shown;
  const groups = [
    { label: vscode.l10n.t('Cited'), sources: sources.filter(({ cited }) => cited) },
    {
      label: wereSent ? vscode.l10n.t('Also sent') : vscode.l10n.t('Also found'),
      sources: sources.filter(({ cited }) => !cited),
    },
  ];
  return groups.filter(({ sources }) => sources.length > 0).map((group) => ({ kind: 'group', ...group }));
}

function childrenOf(node: Node): Node[] {
  if (node.kind === 'group') return filesOf(node.sources);
  if (node.kind === 'source') return [];
  const sources = [...node.sources].sort((a, b) => a.startLine - b.startLine);
  return sources.map((source) => ({ kind: 'source', source, target: placeWords(source) }));
}

/** In the order in which each file first comes. */
function filesOf(sources: readonly ShownSource[]): Node[] {
  const files = new Map<string, ShownSource[]>();
  for (const source of sources) files.set(source.path, [...(files.get(source.path) ?? []), source]);
  return [...files].map(([path, sources]) => ({ kind: 'file', path, sources }));
}

function itemOf(node: Node, toUri: (path: string) => vscode.Uri | undefined): vscode.TreeItem {
  const { Expanded } = vscode.TreeItemCollapsibleState;
  if (node.kind === 'source') return sourceItem(node.source);
  if (node.kind === 'group') {
    const item = new vscode.TreeItem(node.label, Expanded);
    item.description = `${node.sources.length}`;
    return item;
  }
  const item = new vscode.TreeItem(baseName(node.path), Expanded);
  item.description = node.path.slice(0, -baseName(node.path).length - 1);
  item.iconPath = vscode.ThemeIcon.File;
  item.resourceUri = toUri(node.path);
  return item;
}

function sourceItem(source: ShownSource): vscode.TreeItem {
  const { n, startLine, endLine, symbol, reason, text, language } = source;
  const lines = startLine === endLine ? `${startLine}` : `${startLine}-${endLine}`;
  const item = new vscode.TreeItem(`${n}  ${symbol || baseName(source.path)}`);
  item.description = reason === '' ? lines : `${lines} · ${reason}`;
  item.tooltip = tooltip(text, language, [reason]);
  return opening(item, source, 'parallax.place.open');
}
