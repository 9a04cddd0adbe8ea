/** What every part of the extension gets: the workspace, the log, the extension's own storage. */
import type * as vscode from 'vscode';
import type { Chat } from './chat/chat.ts';
import type { HostLog } from './log.ts';
import type { Models } from './models/models.ts';
import type { NetworkActivity } from './network/activity.ts';
import type { WorkspaceService } from './workspace/service.ts';

export interface Host {
  readonly context: vscode.ExtensionContext;
  readonly log: HostLog;
  readonly service: WorkspaceService;
  readonly network: NetworkActivity;
  readonly models: Models;
  readonly chat: Chat;
}

/** Registers a part of the extension; what it returns ends with the extension. */
export type Part = (host: Host) => vscode.Disposable;
