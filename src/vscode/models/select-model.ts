/** Choosing where answers come from: nothing, one of VS Code's models, or a server. The choice goes into the user's settings. */
import * as vscode from 'vscode';
import type { Host } from '../host.ts';
import { type ModelSettings, modelSettings } from '../settings.ts';
import { PRESETS } from './presets.ts';
import { chooseEndpoint } from './select-endpoint.ts';
import { settingNameOf } from './vscode-model.ts';

interface Choice extends vscode.QuickPickItem {
  /** Undefined where the user thinks better of it. */
  readonly choose: () => Promise<ModelSettings | undefined>;
}

export async function selectModel(host: Host): Promise<void> {
  const { l10n, window } = vscode;
  const choices = choicesNow(host);
  const title = l10n.t('Select Model');
  const placeHolder = l10n.t('What writes the answers; the choice counts in every workspace');
  const chosen = await window.showQuickPick<vscode.QuickPickItem | Choice>(choices, {
    title,
    placeHolder,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen === undefined || !('choose' in chosen)) return;
  const settings = await chosen.choose();
  if (settings !== undefined) await store(settings);
}

async function choicesNow(host: Host): Promise<readonly (vscode.QuickPickItem | Choice)[]> {
  const { l10n } = vscode;
  return [
    none(),
    separator(l10n.t('VS Code’s language models')),
    ...(await vsCodeModels()),
    separator(l10n.t('OpenAI-compatible endpoints')),
    ...endpoints(host),
  ];
}

function none(): Choice {
  const { l10n } = vscode;
  const now = modelSettings();
  return {
    label: l10n.t('No language model'),
    description: current(now.source === 'none'),
    detail: l10n.t('Answers are put together from the index; nothing is sent anywhere.'),
    choose: async () => ({ ...now, source: 'none' }),
  };
}

async function vsCodeModels(): Promise<readonly (vscode.QuickPickItem | Choice)[]> {
  const { l10n } = vscode;
  const now = modelSettings();
  const models = await vscode.lm.selectChatModels();
  if (models.length === 0)
    return [{ label: l10n.t('None are installed'), detail: l10n.t('GitHub Copilot and other extensions bring some.') }];
  return models.map((model) => {
    const name = settingNameOf(model);
    const tokens = l10n.t('{0} tokens', model.maxInputTokens.toLocaleString(vscode.env.language));
    return {
      label: model.name,
      description: [model.vendor, model.family, current(now.source === 'vscode' && now.name === name)]
        .filter(Boolean)
        .join(' · '),
      detail: tokens,
      choose: async () => ({ ...now, source: 'vscode', name }),
    };
  });
}

function endpoints(host: Host): readonly Choice[] {
  const { l10n } = vscode;
  const now = modelSettings();
  const presets = PRESETS.map(({ label, baseUrl }) => {
    const inUse = now.source === 'endpoint' && now.baseUrl === baseUrl;
    const description = inUse ? `${now.name} · ${current(true)}` : undefined;
    return { label, description, detail: baseUrl, choose: () => chooseEndpoint(host, baseUrl) };
  });
  const other: Choice = {
    label: l10n.t('Other…'),
    detail: l10n.t('Any address of an OpenAI-compatible server'),
    choose: () => chooseEndpoint(host, ''),
  };
  if (now.baseUrl === '' || PRESETS.some(({ baseUrl }) => baseUrl === now.baseUrl)) return [...presets, other];
  const own = { label: now.name || now.baseUrl, description: current(now.source === 'endpoint'), detail: now.baseUrl };
  return [{ ...own, choose: () => chooseEndpoint(host, now.baseUrl) }, ...presets, other];
}

function separator(label: string): vscode.QuickPickItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function current(is: boolean): string {
  return is ? vscode.l10n.t('current') : '';
}

/** The source last: until then nothing half-chosen is in use. A base URL that is not used now is kept for the next time. */
async function store({ source, baseUrl, name }: ModelSettings): Promise<void> {
  const model = vscode.workspace.getConfiguration('parallax.model');
  await model.update('baseUrl', baseUrl, vscode.ConfigurationTarget.Global);
  await model.update('name', name, vscode.ConfigurationTarget.Global);
  await model.update('source', source, vscode.ConfigurationTarget.Global);
}
