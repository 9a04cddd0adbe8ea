/** What menus, welcome texts and key bindings may ask about: `parallax.state` and `parallax.hasFolder`. */
import * as vscode from 'vscode';
import type { WorkspaceService } from './workspace/service.ts';

export function keepContextKeys(service: WorkspaceService): vscode.Disposable {
  let said = '';
  const say = () => {
    const { kind } = service.state;
    if (kind === said) return;
    said = kind;
    void vscode.commands.executeCommand('setContext', 'parallax.state', kind);
    void vscode.commands.executeCommand('setContext', 'parallax.hasFolder', kind !== 'noFolder');
  };
  say();
  return service.onDidChangeState(say);
}
