/** Opens an address that a model wrote: only on the web, and only after the user has seen all of it. */
import * as vscode from 'vscode';

/** The address as it will be opened; undefined for anything but http and https. */
export function webAddress(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  return parsed.protocol === 'http:' || parsed.protocol === 'https:' ? parsed.href : undefined;
}

export async function openLink(url: string): Promise<void> {
  const address = webAddress(url);
  if (address === undefined) return;
  const open = vscode.l10n.t('Open in Browser');
  const question = vscode.l10n.t('Open this address outside of VS Code? The language model wrote it, nobody checked it.');
  const answer = await vscode.window.showWarningMessage(question, { modal: true, detail: address }, open);
  if (answer === open) await vscode.env.openExternal(vscode.Uri.parse(address, true));
}
