import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { Engine } from '../../src/engine/engine.ts';
import { rootMissing } from '../../src/engine/errors.ts';
import { keepFresh } from '../../src/mcp/freshness.ts';
import { connect } from '../../src/mcp/server.ts';
import { answer, doctor, edge, fakeEngine, report } from '../support/fake-engine.ts';

/** Serves a fake engine to a client of the SDK's own, over memory. */
async function withClient(use: (client: Client, asked: readonly string[]) => Promise<void>, overrides: Partial<Engine> = {}) {
  const { engine, asked } = fakeEngine(overrides);
  const [near, far] = InMemoryTransport.createLinkedPair();
  const server = await connect(engine, keepFresh(engine), '1.2.3', far);
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(near);
  try {
    await use(client, asked);
  } finally {
    await client.close();
    await server.close();
  }
}

/** Calling `name` asks the engine `asked` and answers with `text` and with data that holds `data`. */
function check(name: string, args: Record<string, unknown>, asked: string, text: RegExp, data: object): Promise<void> {
  return withClient(async (client, calls) => {
    await client.listTools(); // The client checks structured content against what the tools promise.
    const result = (await client.callTool({ name, arguments: args })) as CallToolResult;
    assert.ok(!result.isError, JSON.stringify(result.content));
    assert.deepEqual(calls, ['index {}', asked]);
    assert.match((result.content[0] as { text: string }).text, text);
    for (const [key, value] of Object.entries(data)) assert.deepEqual(result.structuredContent?.[key], value);
  });
}

test('search_code', () =>
  check(
    'search_code',
    { question: 'who retries', limit: 3, language: 'c' },
    'search {"text":"who retries","limit":3,"language":"c"}',
    /^src\/retry\.ts:12-20 Client\.retry \(method\)\n {2}retry\(times: number\): void\n/,
    { query: 'who retries', elapsedMs: 1.5 },
  ));

test('explain_code', () =>
  check(
    'explain_code',
    { target: 'a.c:3' },
    'explain {"target":"a.c:3"}',
    /^In the client \[1\]\.\n\n\*\*Sources\*\*\n\n\[1\] /,
    {
      ...answer,
    },
  ));

test('explain_code hands over the code where no model has read it', () =>
  withClient(
    async (client, asked) => {
      const result = (await client.callTool({ name: 'explain_code', arguments: { target: 'a.c:3' } })) as CallToolResult;
      const { text } = result.content[0] as { text: string };
      assert.match(text, /\n\n\[1\] src\/retry\.ts:12-20 Client\.retry \(matches the question: name\)\n```typescript\nretry\(/);
      assert.equal(asked.at(-1), 'context {"kind":"explain","target":"a.c:3"}');
    },
    { explain: async () => ({ ...answer, model: 'none' }) },
  ));

test('related_code', () =>
  check('related_code', { target: 'a.c:3', angle: 'company' }, 'related "a.c:3" "company" null', /^src\/retry\.ts:12/, {}));

test('callers', () => check('callers', { target: 'run.c#run' }, 'callers "run.c#run"', /^main\.c:5 main \(75% sure\)$/, {}));
test('callees', () => check('callees', { target: 'main.c#main' }, 'callees "main.c#main"', /^run\.c:40 run \(75% sure\)$/, {}));
test('index_status', () => check('index_status', {}, 'doctor', /"generation":4/, { report: doctor }));

test('every tool is read-only', () =>
  withClient(async (client) => {
    const { tools } = await client.listTools();
    assert.deepEqual(tools.map(({ name }) => name).sort(), [
      'callees',
      'callers',
      'explain_code',
      'index_status',
      'related_code',
      'search_code',
    ]);
    assert.ok(tools.every(({ annotations }) => annotations?.readOnlyHint === true));
  }));

test('edges carry both ends', () =>
  withClient(async (client) => {
    const { structuredContent } = await client.callTool({ name: 'callers', arguments: { target: 'run.c#run' } });
    const [first] = (structuredContent as { edges: { from: { path: string }; confidence: number }[] }).edges;
    assert.deepEqual([first.from.path, first.confidence], [edge.from.path, edge.confidence]);
  }));

test('what went wrong is an error of the tool, in its own words', () =>
  withClient(
    async (client) => {
      const result = (await client.callTool({ name: 'callers', arguments: { target: 'x' } })) as CallToolResult;
      assert.equal(result.isError, true);
      assert.match((result.content[0] as { text: string }).text, /There is no folder at \/nowhere/);
    },
    {
      index: async () => {
        throw rootMissing('/nowhere');
      },
    },
  ));

test('wrong arguments are an error of the tool', () =>
  withClient(async (client, asked) => {
    const result = (await client.callTool({ name: 'search_code', arguments: { question: 'q', limit: 0 } })) as CallToolResult;
    assert.equal(result.isError, true);
    assert.deepEqual(asked, ['index {}']);
  }));

test('the status of an index in the making does not wait for it', async () => {
  let finish = () => {};
  const index: Engine['index'] = ({ onProgress } = {}) => {
    onProgress?.({ phase: 'digesting', filesDone: 3, filesTotal: 9, bytesDone: 1, bytesTotal: 2 });
    return new Promise((resolve) => {
      finish = () => resolve(report);
    });
  };
  await withClient(
    async (client) => {
      const result = (await client.callTool({ name: 'index_status' })) as CallToolResult;
      assert.match((result.content[0] as { text: string }).text, /3 of 9 files/);
      finish();
    },
    { index },
  );
});
