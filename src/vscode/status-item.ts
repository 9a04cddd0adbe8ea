/** The one item in the status bar: what the index is doing, and a click that leads on. */
import * as vscode from 'vscode';
import { wordsOf } from './words.ts';
import type { WorkspaceService } from './workspace/service.ts';
import { type IndexState, shareDone } from './workspace/state.ts';

export function showStatus(service: WorkspaceService): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('parallax.status', vscode.StatusBarAlignment.Left, 0);
  item.name = 'Parallax';
  const show = (state: IndexState) => {
    const { text, tooltip, command } = shown(state);
    item.text = text;
    item.tooltip = tooltip;
    item.command = command;
    item.accessibilityInformation = { label: `Parallax: ${tooltip}`, role: 'button' };
    if (state.kind === 'noFolder') item.hide();
    else item.show();
  };
  show(service.state);
  // The age in the tooltip grows by itself.
  const timer = setInterval(() => service.state.kind === 'ready' && show(service.state), 60_000);
  return vscode.Disposable.from(item, service.onDidChangeState(show), { dispose: () => clearInterval(timer) });
}

interface Shown {
  readonly text: string;
  readonly tooltip: string;
  readonly command: string;
}

function shown(state: IndexState): Shown {
  const { l10n } = vscode;
  switch (state.kind) {
    case 'noFolder':
      return { text: 'Parallax', tooltip: l10n.t('Open a folder of code to begin.'), command: 'vscode.openFolder' };
    case 'missing':
      return {
        text: `$(circle-outline) ${l10n.t('Parallax: not indexed')}`,
        tooltip: l10n.t('This workspace has no index yet. Click to build one; nothing leaves this machine.'),
        command: 'parallax.index.start',
      };
    case 'indexing':
      return indexing(state);
    case 'paused':
      return {
        text: `$(debug-pause) ${l10n.t('Parallax: paused')}`,
        tooltip: l10n.t('Indexing is paused; what is done is kept. Click to resume.'),
        command: 'parallax.index.resume',
      };
    case 'ready':
      return {
        text: `$(check) Parallax`,
        tooltip: l10n.t(
          '{0} files, {1} definitions, {2} units; indexed {3}. Click to search by meaning.',
          count(state.status.files),
          count(state.status.functions),
          count(state.status.units),
          ageOf(state.status.indexedAt),
        ),
        command: 'parallax.search.open',
      };
    case 'problem':
      return {
        text: `$(warning) ${l10n.t('Parallax: problem')}`,
        tooltip: l10n.t('{0} Click to see what can be done.', wordsOf(state.error)),
        command: 'parallax.index.problem',
      };
  }
}

function indexing({ progress }: Extract<IndexState, { readonly kind: 'indexing' }>): Shown {
  const { l10n } = vscode;
  const share = progress === undefined ? undefined : shareDone(progress);
  const percent = share === undefined ? '' : ` ${Math.floor(share * 100)}%`;
  const left = progress === undefined || share === undefined ? '' : count(progress.filesTotal - progress.filesDone);
  return {
    text: `$(sync~spin) ${l10n.t('Parallax: indexing{0}', percent)}`,
    tooltip: left === '' ? l10n.t('Looking for files. Click to pause.') : l10n.t('{0} files left. Click to pause.', left),
    command: 'parallax.index.pause',
  };
}

export function count(number: number): string {
  return number.toLocaleString(vscode.env.language);
}

/** "5 minutes ago", in the language of the window. */
export function ageOf(iso: string): string {
  const minutes = Math.max(0, Math.round((Date.now() - Date.parse(iso)) / 60_000));
  const format = new Intl.RelativeTimeFormat(vscode.env.language, { numeric: 'auto' });
  if (minutes < 60) return format.format(-minutes, 'minute');
  return minutes < 2880 ? format.format(-Math.round(minutes / 60), 'hour') : format.format(-Math.round(minutes / 1440), 'day');
}
