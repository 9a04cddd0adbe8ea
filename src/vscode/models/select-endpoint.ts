/** An OpenAI-compatible server and one of its models, asked for step by step: address, key where the server wants one, model. */
import * as vscode from 'vscode';
import { isEngineError } from '../../engine/errors.ts';
import type { Host } from '../host.ts';
import { unlinked } from '../markdown.ts';
import type { ModelSettings } from '../settings.ts';
import { wordsOf } from '../words.ts';
import { modelsOf } from './endpoint-model.ts';
import { askKey, keepKey } from './key-commands.ts';
import { originOf, readKey } from './keys.ts';
import { PLACEHOLDER } from './presets.ts';

/** Undefined where the user left midway. Nothing is stored but a key that was given. */
export async function chooseEndpoint(host: Host, suggested: string): Promise<ModelSettings | undefined> {
  const baseUrl = await askBaseUrl(suggested);
  if (baseUrl === undefined) return undefined;
  const listed = await listedModels(host, baseUrl);
  if (listed === undefined) return undefined;
  const name = await chooseName(baseUrl, listed);
  return name === undefined ? undefined : { source: 'endpoint', baseUrl, name };
}

async function askBaseUrl(suggested: string): Promise<string | undefined> {
  const { l10n, window } = vscode;
  const at = suggested.indexOf(PLACEHOLDER);
  const url = await window.showInputBox({
    title: l10n.t('Select Model'),
    prompt: l10n.t('Address of the server up to and including its version, such as {0}', 'http://localhost:11434/v1'),
    value: suggested,
    valueSelection: at < 0 ? undefined : [at, at + PLACEHOLDER.length],
    ignoreFocusOut: true,
    validateInput: (text) =>
      isAddress(text.trim())
        ? undefined
        : l10n.t('An http:// or https:// address without a user, password or query was expected.'),
  });
  return url?.trim().replace(/\/+$/, '');
}

function isAddress(text: string): boolean {
  if (!URL.canParse(text) || text.includes(PLACEHOLDER)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && [username, password, search, hash].every((part) => part === '');
}

interface Listed {
  readonly names: readonly string[];
  /** Why there are none; '' where the server just has none. */
  readonly reason: string;
}

const WANTS_KEY = ['modelKeyMissing', 'modelKeyRefused', 'modelKeyMalformed'];

/** Asks the server, and the user for a key where the server wants one. Undefined where the user stopped it. */
async function listedModels(host: Host, baseUrl: string): Promise<Listed | undefined> {
  for (let apiKey = await readKey(host.context.secrets, baseUrl); ; ) {
    const answer = await askServer(host, baseUrl, apiKey);
    if (answer === undefined || 'names' in answer) return answer;
    if (!WANTS_KEY.includes(answer.code)) return { names: [], reason: wordsOf(answer) };
    apiKey = await askKey(baseUrl);
    if (apiKey === undefined) return { names: [], reason: wordsOf(answer) };
    await keepKey(host, baseUrl, apiKey);
  }
}

async function askServer({ network }: Host, baseUrl: string, apiKey: string | undefined) {
  const title = vscode.l10n.t('Asking {0} for its models', originOf(baseUrl));
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (_, token) => {
    const stop = new AbortController();
    const listening = token.onCancellationRequested(() => stop.abort());
    try {
      return { names: await modelsOf({ baseUrl, apiKey }, network, stop.signal), reason: '' };
    } catch (error) {
      if (!isEngineError(error)) throw error;
      return error.code === 'cancelled' ? undefined : error;
    } finally {
      listening.dispose();
    }
  });
}

async function chooseName(baseUrl: string, { names, reason }: Listed): Promise<string | undefined> {
  const { l10n, window } = vscode;
  const title = l10n.t('Select Model');
  const typed = () =>
    window.showInputBox({
      title,
      ignoreFocusOut: true,
      prompt: unlinked([reason, l10n.t('The model’s name at {0}', originOf(baseUrl))].filter(Boolean).join(' ')),
    });
  if (names.length === 0) return (await typed())?.trim() || undefined;
  const type = l10n.t('Type a name…');
  const placeHolder = l10n.t('Models of {0}', originOf(baseUrl));
  const picked = await window.showQuickPick([...names, type], { title, placeHolder, ignoreFocusOut: true });
  return picked === type ? (await typed())?.trim() || undefined : picked;
}
