/** Setting and clearing the key of a server. A key is typed into a password box, goes to SecretStorage, and is never shown again. */
import * as vscode from 'vscode';
import { modelUrlInvalid } from '../../engine/errors.ts';
import type { Host } from '../host.ts';
import { embeddingSettings, modelSettings } from '../settings.ts';
import { deleteKey, originOf, originsWithKeys, storeKey } from './keys.ts';

/** For the server of the settings. @throws EngineError modelUrlInvalid where they name none. */
export async function setKey(host: Host): Promise<void> {
  const { baseUrl } = modelSettings();
  if (!URL.canParse(baseUrl)) throw modelUrlInvalid(baseUrl);
  const key = await askKey(baseUrl);
  if (key === undefined) return;
  await keepKey(host, baseUrl, key);
  void vscode.window.showInformationMessage(
    vscode.l10n.t('The key for {0} is kept in VS Code’s secret storage.', originOf(baseUrl)),
  );
}

/** Undefined where the user gave none. */
export async function askKey(baseUrl: string): Promise<string | undefined> {
  const { l10n, window } = vscode;
  const origin = originOf(baseUrl);
  const plain = isSentInTheClear(origin)
    ? ` ${l10n.t('The address is not encrypted: others on the network can read the key.')}`
    : '';
  const key = await window.showInputBox({
    title: l10n.t('Set API Key'),
    prompt: `${l10n.t('For {0} only; kept in VS Code’s secret storage.', origin)}${plain}`,
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^[\x21-\x7e]*$/.test(text.trim()) ? undefined : l10n.t('A key has no spaces and no other special characters.'),
  });
  return key?.trim() || undefined;
}

export async function keepKey({ context, service }: Host, baseUrl: string, key: string): Promise<void> {
  await storeKey(context, baseUrl, key);
  if (embeddingSettings().source === 'endpoint') await service.reopen();
}

export async function clearKey({ context, service }: Host): Promise<void> {
  const { l10n, window } = vscode;
  const origins = originsWithKeys(context);
  if (origins.length === 0) return void window.showInformationMessage(l10n.t('No key is kept.'));
  const placeHolder = l10n.t('The server whose key is removed');
  const origin = origins.length === 1 ? origins[0] : await window.showQuickPick(origins, { placeHolder });
  if (origin === undefined) return;
  await deleteKey(context, origin);
  void window.showInformationMessage(l10n.t('The key for {0} is removed.', origin));
  if (embeddingSettings().source === 'endpoint') await service.reopen();
}

function isSentInTheClear(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === 'http:' && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
