/** The user's settings for one folder, as the engine takes them. */
import * as vscode from 'vscode';
import type { EngineSetting } from '../worker/open-engine.ts';
import { keyName, readKey } from './models/keys.ts';
import { domainFrame, embeddingSettings, indexSettings, modelSettings } from './settings.ts';
import type { Folder } from './workspace/folders.ts';

/** The engine asks no model by itself: VS Code's answers are written by the model that its settings name. */
const NOT_FROM_THE_SHELL = ['PARALLAX_BASE_URL', 'PARALLAX_MODEL', 'PARALLAX_API_KEY', 'PARALLAX_EMBEDDER', 'OPENAI_API_KEY'];

export async function engineSetting(folder: Folder, secrets: vscode.SecretStorage): Promise<EngineSetting> {
  const { include, exclude, maxBytes } = indexSettings(folder.uri);
  return {
    root: folder.uri.fsPath,
    flags: {
      ...(await embeddingFlags(secrets)),
      include,
      exclude: [...exclude, ...folder.nested],
      maxBytes,
      frame: domainFrame() || undefined,
      trusted: vscode.workspace.isTrusted,
    },
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_FROM_THE_SHELL.includes(name))),
    stays: true,
    background: true,
  };
}

/** An engine is opened with the embedding server's key: `reopen` is called when that is set or cleared. */
export function whenEmbeddingKeyChanges(secrets: vscode.SecretStorage, reopen: () => void): vscode.Disposable {
  return secrets.onDidChange(({ key }) => {
    if (embeddingSettings().source === 'endpoint' && key === keyName(modelSettings().baseUrl)) reopen();
  });
}

async function embeddingFlags(secrets: vscode.SecretStorage): Promise<EngineSetting['flags']> {
  const { source, model } = embeddingSettings();
  if (source === 'transformers') return { embedder: `transformers:${model}` };
  if (source === 'built-in') return { embedder: 'built-in' };
  const { baseUrl } = modelSettings();
  return { embedder: `openai:${model}`, embedderBaseUrl: baseUrl, embedderApiKey: await readKey(secrets, baseUrl) };
}
