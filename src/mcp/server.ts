/**
 * The Model Context Protocol over standard input and output: a few read-only tools, each one call of the engine. Standard
 * output belongs to the protocol; nothing here prints.
 */
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { Engine } from '../engine/engine.ts';
import { type Freshness, keepFresh } from './freshness.ts';
import { registerTools } from './tools.ts';

const INSTRUCTIONS =
  'Parallax knows one or more folders of code: search_code finds code by what it is for, related_code by likeness, callers and callees ' +
  'by who calls whom. Places are written path:line, path:start-end or path#symbol, with paths as its results have them.';

/** Serves until the client closes standard input or `signal` is aborted. Unless `fresh` says otherwise, the index is made or updated meanwhile. */
export async function serveMcp(
  engine: Engine,
  version: string,
  signal: AbortSignal,
  fresh: Freshness = keepFresh(engine),
): Promise<void> {
  const ended = inputEnd(signal);
  const server = await connect(engine, fresh, version, new StdioServerTransport());
  await ended;
  await fresh.close();
  await server.close();
}

export async function connect(engine: Engine, fresh: Freshness, version: string, transport: Transport): Promise<McpServer> {
  const server = new McpServer({ name: 'parallax', version }, { instructions: INSTRUCTIONS });
  registerTools({ server, engine, fresh });
  await server.connect(transport);
  return server;
}

/** The SDK's transport does not notice that its client is gone. */
function inputEnd(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    process.stdin.once('end', resolve).once('close', resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
