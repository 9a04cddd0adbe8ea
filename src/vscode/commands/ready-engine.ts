/** An engine for a command that needs an index: where there is none, the user is asked first. */
import * as vscode from 'vscode';
import type { Engine } from '../../engine/engine.ts';
import { noFolderOpen } from '../../engine/errors.ts';
import type { WorkspaceService } from '../workspace/service.ts';
import { indexWithProgress } from './index-commands.ts';

/** Undefined where the user wants no index now. @throws EngineError noFolderOpen, and what opening and indexing throw. */
export async function readyEngine(service: WorkspaceService): Promise<Engine | undefined> {
  if (service.folders.list.length === 0) throw noFolderOpen();
  if (!service.hasIndex && !(await wantsIndex())) return undefined;
  if (!service.hasIndex) await indexWithProgress(service);
  return service.hasIndex ? service.engine() : undefined;
}

async function wantsIndex(): Promise<boolean> {
  const yes = vscode.l10n.t('Index Workspace');
  const question = vscode.l10n.t('This workspace has no index yet. Building one reads your files on this machine only.');
  return (await vscode.window.showInformationMessage(question, yes)) === yes;
}
