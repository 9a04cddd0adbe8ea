import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { mcpCommand } from '../../../src/vscode/agent/mcp-command.ts';
import { type Bench, withBench } from '../../support/command.ts';
import { smallRepository } from '../../support/small-repository.ts';

/** Starts exactly what the definition says, as VS Code does, and speaks MCP to it. */
async function withServer(bench: Bench, roots: readonly string[], use: (client: Client) => Promise<void>): Promise<void> {
  const { command, args, env } = mcpCommand(roots, { PARALLAX_EMBEDDER: 'built-in' });
  const merged = Object.entries({ ...bench.env, ...env }).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const transport = new StdioClientTransport({ command, args: [...args], env: Object.fromEntries(merged), stderr: 'pipe' });
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(transport);
  try {
    await use(client);
  } finally {
    await client.close();
  }
}

async function call(client: Client, name: string, args: Record<string, unknown>): Promise<CallToolResult & { text: string }> {
  const result = (await client.callTool({ name, arguments: args })) as CallToolResult;
  return { ...result, text: (result.content[0] as { text: string }).text };
}

test('the server answers from the index that is there, and follows it without writing', () =>
  withBench(smallRepository, async (bench) => {
    await bench.run(['index', '--root', bench.root]);
    await withServer(bench, [bench.root], async (client) => {
      const found = await call(client, 'search_code', { question: 'who tries again' });
      assert.match(found.text, /^client\/retry\.go:/);
      await writeFile(join(bench.root, 'giraffe.py'), 'def feed_giraffe():\n    """Feeds the giraffe."""\n');
      const search = () => call(client, 'search_code', { question: 'feed_giraffe', path: 'giraffe.py' });
      assert.equal((await search()).text, 'Nothing was found.');
      await bench.run(['index', '--root', bench.root]);
      assert.match((await search()).text, /^giraffe\.py:1-2 feed_giraffe/);
    });
  }));

test('where there is no index it says so and makes none', () =>
  withBench(smallRepository, (bench) =>
    withServer(bench, [bench.root], async (client) => {
      const result = await call(client, 'callers', { target: 'client/retry.go#Retry' });
      assert.equal(result.isError, true);
      assert.match(result.text, /no index yet.*Index Workspace/);
    }),
  ));

test('several folders are one server, and paths begin with their names', () =>
  withBench(smallRepository, async (bench) => {
    const other = join(bench.top, 'other');
    await mkdir(other);
    await writeFile(join(other, 'zoo.py'), 'def feed_giraffe():\n    pass\n');
    for (const root of [bench.root, other]) await bench.run(['index', '--root', root]);
    await withServer(bench, [bench.root, other], async (client) => {
      assert.match((await call(client, 'search_code', { question: 'feed_giraffe' })).text, /^other\/zoo\.py:1-2/);
      assert.match(
        (await call(client, 'callers', { target: 'code/client/retry.go#Retry' })).text,
        /^code\/client\/download\.go:5/,
      );
    });
  }));
