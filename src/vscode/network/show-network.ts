/** The command that shows network activity, as a document that cannot be edited and follows what happens. */
import * as vscode from 'vscode';
import { registerCommands } from '../commands/register.ts';
import type { Host } from '../host.ts';
import { reachableNow } from './reachable.ts';
import { networkReport } from './report.ts';

const SCHEME = 'parallax-network';

export function registerNetworkReport({ network, log }: Host): vscode.Disposable {
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `${vscode.l10n.t('Network Activity')}.md` });
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const provideTextDocumentContent = () => networkReport(reachableNow(), network.list);
  return vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, { onDidChange: changed.event, provideTextDocumentContent }),
    network.onDidChange(() => changed.fire(uri)),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('parallax') && changed.fire(uri)),
    registerCommands({ 'parallax.network.show': () => show(uri) }, log),
  );
}

async function show(uri: vscode.Uri): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
}
