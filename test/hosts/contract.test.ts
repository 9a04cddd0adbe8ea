/** One engine, four hosts, the same answers: in this thread, in a thread of its own, over the command line, over MCP. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { completeAnswer } from '../../src/engine/ask/complete.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { LanguageModel, Log } from '../../src/engine/ports.ts';
import { edgeShape, hitShape, searchShape } from '../../src/node/shapes.ts';
import { openEngineThread } from '../../src/worker/engine-client.ts';
import { openLocalEngine } from '../../src/worker/open-engine.ts';
import { type Bench, CLI, withBench } from '../support/command.ts';
import { smallRepository } from '../support/small-repository.ts';

const QUESTION = 'who tries again after a failure';
const TARGET = 'client/retry.go#Retry';
const quiet: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** What a host answers to the same few things, less what differs from run to run. */
interface Answers {
  readonly search: object;
  readonly related: object;
  readonly callers: object;
  readonly callees: object;
  readonly explain: object;
  /** Agents have no use for it by itself. */
  readonly context?: object;
  readonly files: number;
}

async function askEngine(engine: Engine): Promise<Answers> {
  try {
    await engine.index();
    return {
      search: steady(searchShape(await engine.search({ text: QUESTION, limit: 5 }))),
      related: (await engine.related(TARGET, 'construction')).map(hitShape),
      callers: (await engine.callers(TARGET)).map(edgeShape),
      callees: (await engine.callees(TARGET)).map(edgeShape),
      explain: await engine.explain({ target: TARGET }),
      context: await engine.context({ kind: 'ask', question: QUESTION }),
      files: (await engine.doctor()).files,
    };
  } finally {
    await engine.close();
  }
}

async function askCommand({ root, run }: Bench): Promise<Answers> {
  const json = async (...words: string[]) => JSON.parse((await run([...words, '--root', root, '--json'])).out);
  return {
    search: steady(await json('search', QUESTION, '--limit', '5')),
    related: await json('related', TARGET, '--angle', 'construction'),
    callers: await json('callers', TARGET),
    callees: await json('callees', TARGET),
    explain: await json('explain', TARGET),
    context: await json('ask', QUESTION, '--show-context'),
    files: (await json('doctor')).files,
  };
}

/** An agent gets the code of the sources besides the answer. */
function withoutCode({ code, ...answer }: { readonly code: string }): object {
  assert.match(code, /^\[1\] client\/retry\.go:/);
  return answer;
}

async function askMcp({ root, env }: Bench): Promise<Answers> {
  const defined = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined)) as Record<string, string>;
  const client = new Client({ name: 'test', version: '1' });
  const args = [CLI, 'mcp', '--root', root];
  await client.connect(new StdioClientTransport({ command: process.execPath, args, env: defined, stderr: 'ignore' }));
  // biome-ignore lint/suspicious/noExplicitAny: the client has checked it against the tool's own schema.
  const call = async (name: string, given: object): Promise<any> =>
    (await client.callTool({ name, arguments: { ...given } })).structuredContent;
  try {
    await client.listTools();
    return {
      search: steady(await call('search_code', { question: QUESTION, limit: 5 })),
      related: (await call('related_code', { target: TARGET, angle: 'construction' })).hits,
      callers: (await call('callers', { target: TARGET })).edges,
      callees: (await call('callees', { target: TARGET })).edges,
      explain: withoutCode(await call('explain_code', { target: TARGET })),
      files: (await call('index_status', {})).report.files,
    };
  } finally {
    await client.close();
  }
}

function steady({ elapsedMs, ...rest }: { readonly elapsedMs: number }): object {
  assert.equal(typeof elapsedMs, 'number');
  return rest;
}

/** JSON knows no undefined. */
const plain = (answers: Answers) => JSON.parse(JSON.stringify(answers)) as Answers;

test('every host gives the same answers', () =>
  withBench(smallRepository, async (bench) => {
    const setting = { root: bench.root, flags: {}, env: bench.env };
    const expected = plain(await askEngine(await openLocalEngine({ ...setting, log: quiet })));
    assert.equal(expected.files, 5);
    assert.equal((expected.callers as unknown[]).length, 1);
    assert.deepEqual(plain(await askEngine(await openEngineThread(setting, quiet))), expected, 'in a thread');
    assert.deepEqual(await askCommand(bench), expected, 'on the command line');
    assert.deepEqual({ ...plain(await askMcp(bench)), context: expected.context }, expected, 'over MCP');
  }));

test('an engine in a thread shows, reviews and checks as one in this thread does', () =>
  withBench(smallRepository, async ({ root, env }) => {
    const setting = { root, flags: {}, env };
    const here = await checkEngine(await openLocalEngine({ ...setting, log: quiet }));
    assert.deepEqual([here.before, here.glance?.unit.name, here.glance?.callers], [undefined, 'Retry', 1]);
    assert.deepEqual(here.located, { startLine: 6, endLine: 14, moved: true });
    assert.deepEqual(
      await checkEngine(await openEngineThread({ ...setting, env: { ...env, PARALLAX_HOME: `${env.PARALLAX_HOME}2` } }, quiet)),
      here,
    );
  }));

/** What an editor asks beside answers. */
async function checkEngine(engine: Engine) {
  try {
    const before = await engine.status();
    await engine.hold(true);
    await engine.hold(false);
    await engine.index();
    const after = await engine.status();
    const path = 'client/retry.go';
    await engine.setBuffer(path, `// new\n// lines\n${smallRepository[path]}`);
    const glance = await engine.glance(path, 8);
    const located = await engine.locate({ path, startLine: 4, endLine: 12 });
    const answer = await completeAnswer(parrot, await engine.context({ kind: 'explain', target: `${path}:8` }));
    return { before, files: after?.files, glance, located, answer };
  } finally {
    await engine.close();
  }
}

/** Cites the first source, whatever it is asked. */
const parrot: LanguageModel = {
  name: 'parrot',
  async *stream() {
    yield { kind: 'text', text: 'It tries again [1].' };
  },
};

test('two engines in one process know nothing of each other', () =>
  withBench(smallRepository, (one) =>
    withBench({ 'only.go': 'package only\n\n// Retry is another one.\nfunc Retry() {}\n' }, async (two) => {
      const engines = await Promise.all([one, two].map(({ root, env }) => openLocalEngine({ root, flags: {}, env, log: quiet })));
      const answers = await Promise.all(engines.map(firstPath));
      assert.deepEqual(answers, ['client/retry.go', 'only.go']);
    }),
  ));

async function firstPath(engine: Engine): Promise<string> {
  await engine.index();
  const { hits } = await engine.search({ text: 'Retry' });
  await engine.close();
  return hits[0].path;
}
