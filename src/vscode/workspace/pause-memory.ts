/** A pause outlives its window: indexing that the user paused does not go on by itself when the window is loaded again. */
import type * as vscode from 'vscode';
import type { WorkspaceService } from './service.ts';

const PAUSED = 'parallax.index.paused';

export function rememberPause(service: WorkspaceService, memory: vscode.Memento): vscode.Disposable {
  if (memory.get(PAUSED, false)) service.stayPaused();
  return service.onDidChangeState(({ kind }) => {
    const isPaused = kind === 'paused';
    if (isPaused !== memory.get(PAUSED, false)) void memory.update(PAUSED, isPaused);
  });
}
