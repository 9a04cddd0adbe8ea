/** API keys: in VS Code's SecretStorage only, one per server, so that a key is never sent to another server than the one it was given for. */
import type * as vscode from 'vscode';

/** The name a server's key is kept under: its origin. */
export function keyName(baseUrl: string): string {
  return `parallax.key:${URL.canParse(baseUrl) ? new URL(baseUrl).origin : baseUrl}`;
}

export async function readKey(secrets: vscode.SecretStorage, baseUrl: string): Promise<string | undefined> {
  return secrets.get(keyName(baseUrl));
}
