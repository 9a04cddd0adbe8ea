/**
 * API keys: in VS Code's SecretStorage only, one per server, so that a key is never sent to another server than the one it was
 * given for. Which servers have one is remembered apart, because SecretStorage does not list its names.
 */
import type * as vscode from 'vscode';

/** Origins of servers that have a key; the keys are not in it. */
const ORIGINS = 'parallax.keys.origins';

type KeyHolder = Pick<vscode.ExtensionContext, 'secrets' | 'globalState'>;

/** The origin of a server, by which its key is kept; the text itself where it is no address. */
export function originOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).origin : baseUrl;
}

/** The name a server's key is kept under. */
export function keyName(baseUrl: string): string {
  return `parallax.key:${originOf(baseUrl)}`;
}

export async function readKey(secrets: vscode.SecretStorage, baseUrl: string): Promise<string | undefined> {
  return secrets.get(keyName(baseUrl));
}

export async function storeKey({ secrets, globalState }: KeyHolder, baseUrl: string, key: string): Promise<void> {
  await secrets.store(keyName(baseUrl), key);
  await globalState.update(ORIGINS, [...new Set([...originsWithKeys({ globalState }), originOf(baseUrl)])].sort());
}

export async function deleteKey({ secrets, globalState }: KeyHolder, baseUrl: string): Promise<void> {
  await secrets.delete(keyName(baseUrl));
  const left = originsWithKeys({ globalState }).filter((origin) => origin !== originOf(baseUrl));
  await globalState.update(ORIGINS, left);
}

export function originsWithKeys({ globalState }: Pick<KeyHolder, 'globalState'>): readonly string[] {
  return globalState.get<string[]>(ORIGINS, []);
}
