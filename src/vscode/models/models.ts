/** The language model that the user has chosen, by `parallax.model.*`. None in a workspace that is not trusted. */
import * as vscode from 'vscode';
import type { Limited } from '../../engine/ask/fit.ts';
import { modelIncomplete } from '../../engine/errors.ts';
import type { LanguageModel } from '../../engine/ports.ts';
import type { NetworkActivity } from '../network/activity.ts';
import { hostOf } from '../network/reachable.ts';
import { modelSettings } from '../settings.ts';
import { overEndpoint } from './endpoint-model.ts';
import { readKey } from './keys.ts';
import { findVsCodeModel, overVsCodeModel } from './vscode-model.ts';

export interface ChosenModel extends LanguageModel, Limited {}

export class Models implements vscode.Disposable {
  readonly #secrets: vscode.SecretStorage;
  readonly #network: NetworkActivity;
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #listening: vscode.Disposable;

  /** The choice, a key, or what VS Code offers has changed. */
  readonly onDidChange = this.#changes.event;

  constructor(secrets: vscode.SecretStorage, network: NetworkActivity) {
    this.#secrets = secrets;
    this.#network = network;
    const changed = () => this.#changes.fire();
    this.#listening = vscode.Disposable.from(
      secrets.onDidChange(changed),
      vscode.lm.onDidChangeChatModels(changed),
      vscode.workspace.onDidGrantWorkspaceTrust(changed),
      vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('parallax.model') && changed()),
    );
  }

  /** For showing: `deepseek-chat (api.deepseek.com)`; undefined for none. */
  get label(): string | undefined {
    const { source, baseUrl, name } = modelSettings();
    if (source === 'none' || !vscode.workspace.isTrusted) return undefined;
    if (source === 'endpoint') return baseUrl === '' || name === '' ? undefined : `${name} (${hostOf(baseUrl)})`;
    if (name === '') return 'VS Code';
    const slash = name.indexOf('/');
    return `${name.slice(slash + 1)} (${name.slice(0, slash)})`;
  }

  /**
   * Undefined where none is chosen, or the workspace is not trusted. Finding it asks for no consent and contacts nobody.
   * @throws EngineError modelIncomplete, modelGone, modelUrlInvalid, modelKeyMalformed
   */
  async current(): Promise<ChosenModel | undefined> {
    const { source, baseUrl, name } = modelSettings();
    if (source === 'none' || !vscode.workspace.isTrusted) return undefined;
    if (source === 'vscode') return overVsCodeModel(await findVsCodeModel(name), this.#network);
    if (baseUrl === '') throw modelIncomplete('parallax.model.source', 'parallax.model.baseUrl');
    if (name === '') throw modelIncomplete('parallax.model.baseUrl', 'parallax.model.name');
    return overEndpoint({ baseUrl, name, apiKey: await readKey(this.#secrets, baseUrl) }, this.#network);
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changes.dispose();
  }
}

/** `parallax.hasModel`, for menus and welcome texts. */
export function keepModelKey(models: Models): vscode.Disposable {
  const say = () => void vscode.commands.executeCommand('setContext', 'parallax.hasModel', models.label !== undefined);
  say();
  return models.onDidChange(say);
}
