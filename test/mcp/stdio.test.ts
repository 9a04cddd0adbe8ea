import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { CLI, withBench } from '../support/command.ts';
import { smallRepository } from '../support/small-repository.ts';

for (const args of [[CLI, 'mcp'], [CLI.replace('cli.js', 'mcp.js')]]) {
  test(`${args.join(' ').replace(/^.*\//, '')} serves real code over standard input and output`, () =>
    withBench(smallRepository, async ({ root, env }) => {
      const defined = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined)) as Record<
        string,
        string
      >;
      const transport = new StdioClientTransport({
        command: process.execPath,
        args: [...args, '--root', root],
        env: defined,
        stderr: 'pipe',
      });
      const client = new Client({ name: 'test', version: '1' });
      const failures: Error[] = [];
      client.onerror = (error) => failures.push(error);
      await client.connect(transport);
      await client.listTools();
      const found = (await client.callTool({
        name: 'search_code',
        arguments: { question: 'who tries again' },
      })) as CallToolResult;
      const { hits } = found.structuredContent as { hits: { path: string }[] };
      assert.equal(hits[0].path, 'client/retry.go');
      const callers = (await client.callTool({
        name: 'callers',
        arguments: { target: 'client/retry.go#Retry' },
      })) as CallToolResult;
      assert.match((callers.content[0] as { text: string }).text, /^client\/download\.go:5 Download/);
      await client.close();
      assert.deepEqual(failures, []);
    }));
}

for (const args of [[CLI, 'mcp'], [CLI.replace('cli.js', 'mcp.js')]])
  test(`${args.join(' ').replace(/^.*\//, '')} serves several folders as one`, () =>
    withBench(
      { 'shop/pay.ts': '/** Pays. */\nexport function pay() {}\n', 'game/play.ts': '/** Plays. */\nexport function play() {}\n' },
      async ({ root, env }) => {
        const defined = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined)) as Record<
          string,
          string
        >;
        const roots = ['--root', `${root}/shop`, '--root', `${root}/game`];
        const client = new Client({ name: 'test', version: '1' });
        await client.connect(
          new StdioClientTransport({ command: process.execPath, args: [...args, ...roots], env: defined, stderr: 'pipe' }),
        );
        const first = async (question: string) => {
          const found = await client.callTool({ name: 'search_code', arguments: { question } });
          return (found.structuredContent as { hits: { path: string }[] }).hits[0]?.path;
        };
        assert.deepEqual([await first('pay'), await first('play')], ['shop/pay.ts', 'game/play.ts']);
        await client.close();
      },
    ));
