/** Whom Parallax may contact, by the settings as they are now. It contacts nobody to find out. */
import * as vscode from 'vscode';
import { embeddingSettings, modelSettings } from '../settings.ts';

export interface Reachable {
  /** A host, or one of VS Code's models. */
  readonly who: string;
  /** What is sent there, and when; in the window's language. */
  readonly why: string;
}

export function reachableNow(): readonly Reachable[] {
  return [...byModel(), ...byEmbedding()];
}

function byModel(): readonly Reachable[] {
  const { l10n, workspace } = vscode;
  const { source, baseUrl, name } = modelSettings();
  if (source === 'none' || !workspace.isTrusted) return [];
  const why = l10n.t('each question that you send to the language model, with the code shown as its sources.');
  if (source === 'vscode') return [{ who: l10n.t('VS Code: {0}', name || l10n.t('any model')), why }];
  return baseUrl === '' ? [] : [{ who: hostOf(baseUrl), why }];
}

function byEmbedding(): readonly Reachable[] {
  const { l10n } = vscode;
  const { source } = embeddingSettings();
  const { PARALLAX_EMBEDDER_BASE_URL: own, PARALLAX_EMBEDDER_CACHE: cache, PARALLAX_EMBEDDER_HUB: hub } = process.env;
  const server = own || modelSettings().baseUrl;
  if (source === 'endpoint' && server !== '')
    return [{ who: hostOf(server), why: l10n.t('the text of every function when it is indexed, and each question.') }];
  if (source === 'transformers' && cache)
    return [
      { who: hostOf(hub || 'https://huggingface.co'), why: l10n.t('downloading the embedding model once; no code is sent.') },
    ];
  return [];
}

/** Where it is no address, the text as it is: nobody can be contacted by it. */
export function hostOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl;
}
