/** The commands about the index itself: begin, pause, resume, rebuild, and what to do when something is wrong. */
import * as vscode from 'vscode';
import { noFolderOpen } from '../../engine/errors.ts';
import type { Host } from '../host.ts';
import type { HostLog } from '../log.ts';
import { unlinked } from '../markdown.ts';
import { showProblem } from '../problems.ts';
import { rememberPause } from '../workspace/pause-memory.ts';
import type { WorkspaceService } from '../workspace/service.ts';
import { shareDone } from '../workspace/state.ts';
import { inBackground } from './register.ts';

export function registerIndexCommands({ context, service, log }: Host): vscode.Disposable {
  const on = (id: string, run: () => Promise<void>) =>
    vscode.commands.registerCommand(id, () => run().catch((error) => showProblem(error, log)));
  return vscode.Disposable.from(
    rememberPause(service, context.workspaceState),
    on('parallax.index.start', () => indexWithProgress(service)),
    on('parallax.index.resume', () => indexWithProgress(service)),
    on('parallax.index.pause', () => service.pause()),
    on('parallax.index.rebuild', () => rebuild(service)),
    on('parallax.index.problem', async () => {
      if (service.state.kind === 'problem') await showProblem(service.state.error, log);
    }),
    vscode.commands.registerCommand('parallax.log.show', () => log.show()),
    offerNewFolders(service, log),
    service.onDidRestart((reason) => inBackground(tellRestart(reason), log)),
  );
}

/** A folder that was added beside others with an index is offered one, once; until then answers do not see it. */
function offerNewFolders(service: WorkspaceService, log: HostLog): vscode.Disposable {
  let offered = '';
  return service.onDidChangeState((state) => {
    if (state.kind !== 'ready') return;
    const names = state.unindexed.join(', ');
    if (names !== '' && names !== offered) inBackground(offer(names), log);
    offered = names;
  });
}

async function offer(names: string): Promise<void> {
  const index = vscode.l10n.t('Index Workspace');
  const sentence = vscode.l10n.t('{0} has no index yet: searches and answers do not see it.', names);
  const chosen = await vscode.window.showInformationMessage(unlinked(sentence), index);
  if (chosen === index) await vscode.commands.executeCommand('parallax.index.start');
}

async function tellRestart(reason: string): Promise<void> {
  const logs = vscode.l10n.t('Show Logs');
  const sentence = vscode.l10n.t("Parallax's engine stopped by itself ({0}) and was started again.", reason);
  if ((await vscode.window.showWarningMessage(unlinked(sentence), logs)) === logs)
    await vscode.commands.executeCommand('parallax.log.show');
}

async function rebuild(service: WorkspaceService): Promise<void> {
  const yes = vscode.l10n.t('Rebuild');
  const question = vscode.l10n.t('Throw the index away and build it anew? Until it is done, answers are incomplete.');
  if ((await vscode.window.showWarningMessage(question, { modal: true }, yes)) === yes) await indexWithProgress(service, true);
}

/** What the user began shows how far it is, and can be stopped where it shows. */
export async function indexWithProgress(service: WorkspaceService, isRebuild = false): Promise<void> {
  if (service.folders.list.length === 0) throw noFolderOpen();
  const title = vscode.l10n.t('Indexing the workspace');
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  await vscode.window.withProgress(options, async (progress, token) => {
    let reported = 0;
    const listening = service.onDidChangeState((state) => {
      const share = state.kind === 'indexing' && state.progress ? shareDone(state.progress) : undefined;
      if (share === undefined) return;
      progress.report({ increment: (share - reported) * 100, message: `${Math.floor(share * 100)}%` });
      reported = share;
    });
    const stopping = token.onCancellationRequested(() => void service.pause());
    try {
      await service.index({ rebuild: isRebuild });
    } finally {
      listening.dispose();
      stopping.dispose();
    }
  });
  if (service.state.kind === 'problem') throw service.state.error;
}
