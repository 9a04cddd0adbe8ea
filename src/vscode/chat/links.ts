/** Opens an address that a model wrote: only on the web, and only after the user has seen all of it. */
import * as vscode from 'vscode';
import { unlinked } from '../markdown.ts';
import { webAddress } from './web-address.ts';

export async function openLink(url: string): Promise<void> {
  const address = webAddress(url);
  if (address === undefined) return;
  const open = vscode.l10n.t('Open in Browser');
  const question = vscode.l10n.t('Open this address outside of VS Code? The language model wrote it, nobody checked it.');
  const answer = await vscode.window.showWarningMessage(question, { modal: true, detail: unlinked(address) }, open);
  if (answer === open) await vscode.env.openExternal(vscode.Uri.parse(address, true));
}
