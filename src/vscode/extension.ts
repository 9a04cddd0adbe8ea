/** Where VS Code starts Parallax: puts the parts together. Nothing is read and no thread starts until there is an index to keep, or the user asks. */
import type * as vscode from 'vscode';
import { registerMcp } from './agent/mcp.ts';
import { registerParticipant } from './agent/participant.ts';
import { registerTools } from './agent/tools.ts';
import { registerCallHierarchy } from './call-hierarchy.ts';
import { Chat } from './chat/chat.ts';
import { registerIndexCommands } from './commands/index-commands.ts';
import { registerSurfaceCommands } from './commands/surface-commands.ts';
import { keepContextKeys } from './context-keys.ts';
import { engineSetting, whenEmbeddingKeyChanges } from './engine-setting.ts';
import type { Host, Part } from './host.ts';
import { registerHover } from './hover.ts';
import { openLog } from './log.ts';
import { Models } from './models/models.ts';
import { registerModels } from './models/register.ts';
import { NetworkActivity } from './network/activity.ts';
import { registerNetworkReport } from './network/show-network.ts';
import { showProblem } from './problems.ts';
import { logLevel } from './settings.ts';
import { showStatus } from './status-item.ts';
import { showRelated } from './views/related.ts';
import { showSources } from './views/sources.ts';
import type { Folder } from './workspace/folders.ts';
import { WorkspaceService } from './workspace/service.ts';
import { watchWorkspace } from './workspace/upkeep.ts';

const PARTS: readonly Part[] = [
  ({ service }) => keepContextKeys(service),
  ({ service }) => showStatus(service),
  ({ service, log }) => watchWorkspace(service, log),
  ({ context, service, log }) =>
    whenEmbeddingKeyChanges(context.secrets, () => void service.reopen().catch((error) => showProblem(error, log))),
  registerIndexCommands,
  registerSurfaceCommands,
  registerHover,
  registerCallHierarchy,
  showRelated,
  showSources,
  registerModels,
  registerNetworkReport,
  registerTools,
  registerParticipant,
  registerMcp,
];

export function activate(context: vscode.ExtensionContext): void {
  const log = openLog(logLevel);
  const network = new NetworkActivity(log);
  const setting = (folder: Folder) => engineSetting(folder, context.secrets);
  const service = new WorkspaceService({ log, setting, onRequest: network.onRequest });
  const models = new Models(context.secrets, network);
  const chat = new Chat({ context, log, service, network, models });
  const host: Host = { context, log, service, network, models, chat };
  context.subscriptions.push(log, network, service, models, chat);
  for (const register of PARTS) context.subscriptions.push(register(host));
  service.start().catch((error) => showProblem(error, log));
}
