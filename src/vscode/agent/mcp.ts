/** The engine as an MCP server that VS Code knows by itself: nobody has to edit a configuration. Offered where there is an index to read. */
import * as vscode from 'vscode';
import type { Host } from '../host.ts';
import { readKey } from '../models/keys.ts';
import { embeddingSettings, modelSettings } from '../settings.ts';
import { mcpCommand } from './mcp-command.ts';

const ID = 'parallax.mcp';

export function registerMcp({ context, service }: Host): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  let offered = service.hasIndex;
  const listening = service.onDidChangeState(() => {
    if (offered === service.hasIndex) return;
    offered = service.hasIndex;
    changed.fire();
  });
  const isEngineSetting = (event: vscode.ConfigurationChangeEvent) =>
    event.affectsConfiguration('parallax.embedding') || event.affectsConfiguration('parallax.model');
  return vscode.Disposable.from(
    changed,
    listening,
    vscode.workspace.onDidChangeWorkspaceFolders(() => changed.fire()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration((event) => isEngineSetting(event) && changed.fire()),
    vscode.lm.registerMcpServerDefinitionProvider(ID, {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: () => (service.hasIndex && vscode.workspace.isTrusted ? [definition()] : []),
      resolveMcpServerDefinition: (server: vscode.McpStdioServerDefinition) => withKey(server, context.secrets),
    }),
  );

  function definition(): vscode.McpStdioServerDefinition {
    const roots = service.folders.list.map(({ uri }) => uri.fsPath);
    const { command, args, env } = mcpCommand(roots, embedderVariables());
    const { version } = context.extension.packageJSON as { readonly version: string };
    return new vscode.McpStdioServerDefinition('Parallax', command, [...args], { ...env }, version);
  }
}

function embedderVariables(): Readonly<Record<string, string>> {
  const { source, model } = embeddingSettings();
  if (source === 'built-in') return { PARALLAX_EMBEDDER: 'built-in' };
  if (source === 'transformers') return { PARALLAX_EMBEDDER: `transformers:${model}` };
  return { PARALLAX_EMBEDDER: `openai:${model}`, PARALLAX_EMBEDDER_BASE_URL: modelSettings().baseUrl };
}

/** VS Code may keep a definition, so a key comes into it only when the server is about to start. */
async function withKey(
  server: vscode.McpStdioServerDefinition,
  secrets: vscode.SecretStorage,
): Promise<vscode.McpStdioServerDefinition> {
  const key = embeddingSettings().source === 'endpoint' ? await readKey(secrets, modelSettings().baseUrl) : undefined;
  if (key !== undefined) server.env = { ...server.env, PARALLAX_EMBEDDER_API_KEY: key };
  return server;
}
