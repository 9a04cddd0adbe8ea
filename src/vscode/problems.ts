/** Errors as people see them: one sentence, with the way out as a button where there is one. */
import * as vscode from 'vscode';
import { isEngineError } from '../engine/errors.ts';
import type { HostLog } from './log.ts';
import { unlinked } from './markdown.ts';
import { wordsOf } from './words.ts';

interface WayOut {
  readonly label: string;
  readonly command: string;
}

/** What helps, by the error's code; everything else leads to the log. */
export function wayOutOf(code: string): WayOut | undefined {
  const index = { label: vscode.l10n.t('Index Workspace'), command: 'parallax.index.start' };
  const rebuild = { label: vscode.l10n.t('Rebuild Index'), command: 'parallax.index.rebuild' };
  const key = { label: vscode.l10n.t('Set API Key…'), command: 'parallax.model.setKey' };
  const model = { label: vscode.l10n.t('Select Model…'), command: 'parallax.model.select' };
  const folder = { label: vscode.l10n.t('Open Folder'), command: 'vscode.openFolder' };
  const ways: Readonly<Record<string, WayOut>> = {
    noFolderOpen: folder,
    indexMissing: index,
    threadEnded: index,
    indexDamaged: rebuild,
    indexOlder: rebuild,
    indexNewer: rebuild,
    indexOtherEmbedder: rebuild,
    modelKeyMissing: key,
    modelKeyRefused: key,
    modelKeyMalformed: key,
    modelUrlInvalid: model,
    modelUnreachable: model,
    modelNotFound: model,
    modelIncomplete: model,
    modelNotAllowed: model,
    modelQuotaSpent: model,
    modelGone: model,
    modelBlocked: model,
    modelBroke: model,
  };
  return ways[code];
}

/** Shows what went wrong; what was stopped by the user is no error and says nothing. */
export async function showProblem(error: unknown, log: HostLog): Promise<void> {
  const { message, stack } = error as Error;
  if (isEngineError(error) && error.code === 'cancelled') return;
  log.error(isEngineError(error) ? message : (stack ?? message));
  const shown = isEngineError(error) ? wordsOf(error) : vscode.l10n.t('Parallax failed: {0}', message);
  const wayOut = isEngineError(error) ? wayOutOf(error.code) : undefined;
  const logs: WayOut = { label: vscode.l10n.t('Show Logs'), command: 'parallax.log.show' };
  const ways = wayOut === undefined ? [logs] : [wayOut, logs];
  const chosen = await vscode.window.showErrorMessage(unlinked(shown), ...ways.map(({ label }) => label));
  const way = ways.find(({ label }) => label === chosen);
  if (way !== undefined) await vscode.commands.executeCommand(way.command);
}
