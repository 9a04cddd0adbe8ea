import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messagesFor } from '../../src/cli/messages.ts';
import { run, type Setting } from '../../src/cli/run.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { answerCutShort, cancelled, modelEndedEarly, rootMissing, targetNotFound } from '../../src/engine/errors.ts';
import { answer, context, doctor, fakeEngine, hit, report } from '../support/fake-engine.ts';

interface World {
  readonly overrides?: Partial<Engine>;
  readonly env?: Record<string, string>;
  /** Contents by file name, descriptor number, and 'stdin'. */
  readonly files?: Record<string, string>;
  readonly open?: (setting: Setting) => Promise<Engine>;
  readonly signal?: AbortSignal;
  readonly colours?: boolean;
}

/** Runs a command line, words divided by '|', against a fake engine. */
async function parallax(words: string, world: World = {}) {
  const { engine, asked } = fakeEngine(world.overrides);
  const { env = {}, files = {}, signal = new AbortController().signal, colours = false } = world;
  let out = '';
  let err = '';
  let setting: Setting | undefined;
  const terminal: Terminal = {
    env,
    cwd: '/home/me',
    colours,
    bar: undefined,
    signal,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    read: (source) => {
      if (files[source] === undefined) throw new Error('ENOENT');
      return files[source];
    },
    lines: async function* () {
      yield* files.stdin.split('\n');
    },
  };
  const open = (given: Setting) => {
    setting = given;
    return world.open ? world.open(given) : Promise.resolve(engine);
  };
  const serveMcp = async () => void asked.push('mcp');
  const code = await run(words.split('|'), terminal, messagesFor(env), { version: '1.2.3', openEngine: open, serveMcp });
  return { code, out, err, asked, setting };
}

const json = (line: string) => JSON.parse(line);
const { signature: _signature, doc: _doc, more: _more, unitId: _unitId, ...hitForScripts } = hit;

test('search updates the index, then prints one JSON line', async () => {
  const { code, out, err, asked } = await parallax('search|who retries|--json|--limit|3');
  assert.deepEqual(asked, ['index {"rebuild":false}', 'search {"limit":3,"text":"who retries"}', 'close']);
  assert.deepEqual(json(out), { query: 'who retries', hits: [hitForScripts], elapsedMs: 1.5 });
  assert.equal(out.split('\n').length, 2);
  assert.deepEqual({ code, err }, { code: 0, err: '' });
});

test('--no-update leaves the index as it is', async () => {
  const { asked } = await parallax('search|q|--no-update');
  assert.deepEqual(asked, ['search {"text":"q"}', 'close']);
});

test('search for people begins with the place', async () => {
  const { out } = await parallax('search|q');
  assert.equal(
    out,
    [
      'src/retry.ts:12  Client.retry  method',
      '    retry(times: number): void',
      '    the name says retry; the documentation says policy',
      '    + Client.wait:30',
      '',
    ].join('\n'),
  );
});

test('what would be sent, in words and as data', async () => {
  const { out } = await parallax('ask|why|--show-context');
  assert.match(out, /^=== system ===\nYou are the consultant/);
  assert.match(out, /\n=== user ===\nSources:\n\n\[1\] src\/retry\.ts:12-20 Client\.retry \(matches the question: name\)\n/);
  assert.ok(out.endsWith('\n- Generated files.\n'), out);
  assert.deepEqual(json((await parallax('ask|why|--show-context|--json')).out), context);
});

test('nothing found', async () => {
  const search: Engine['search'] = async ({ text }) => ({ query: text, hits: [], strength: 1, elapsedMs: 1 });
  assert.equal((await parallax('search|q', { overrides: { search } })).out, 'Nothing was found.\n');
});

test('questions from a file, one line each', async () => {
  const { out } = await parallax('search|--queries|q.txt|--json', { files: { 'q.txt': '\ufeffone\r\n\r\n two \n' } });
  assert.deepEqual(
    out
      .trim()
      .split('\n')
      .map((line) => json(line).query),
    ['one', 'two'],
  );
});

test('questions from standard input', async () => {
  const { out } = await parallax('search|--queries|-|--json', { files: { stdin: 'one\n二' } });
  assert.deepEqual(
    out
      .trim()
      .split('\n')
      .map((line) => json(line).query),
    ['one', '二'],
  );
});

test('a missing question file is said before anything is indexed', async () => {
  const { code, err, asked } = await parallax('search|--queries|q.txt');
  assert.equal(code, 1);
  assert.match(err, /^parallax: The questions in q\.txt cannot be read \(ENOENT\)[^\n]*\n$/);
  assert.deepEqual(asked, ['close']);
});

test('index --json is the report', async () => {
  const { out, asked } = await parallax('index|--json|--rebuild');
  assert.deepEqual(json(out), report);
  assert.deepEqual(asked, ['index {"rebuild":true}', 'close']);
});

test('index for people', async () => {
  const { out } = await parallax('index');
  assert.equal(
    out,
    [
      '1,200 files, 34,567 definitions, 12.3 MB on disk, in 2.5 s',
      'Not indexed: 3 ignored, 1 secrets',
      '1 file gave trouble:',
      '  a.c: half of it is missing',
      '',
    ].join('\n'),
  );
});

test('index in Chinese', async () => {
  const { out } = await parallax('index', { env: { LC_ALL: 'zh_CN.UTF-8' } });
  assert.match(out, /^1,200 个文件,34,567 个定义/);
});

test('what went wrong is said in the language of the user', async () => {
  const explain = async () => {
    throw targetNotFound('x', []);
  };
  const { err } = await parallax('explain|x', { env: { LC_ALL: 'zh_CN.UTF-8' }, overrides: { explain } });
  assert.match(err, /索引中没有 x：请给出索引中的/);
});

test('ask streams its text, then the sources', async () => {
  const { out } = await parallax('ask|where is it');
  assert.match(out, /^In the client \[1\]\.\n\n\*\*Sources\*\*\n\n\[1\] src\/retry\.ts:12-20 Client\.retry {2}\n/);
  assert.match(out, /- It sleeps 30 s\.\n\n\*\*Not seen\*\*\n\n- Generated files\.\n$/);
});

test('what stands around an answer follows the question', async () =>
  assert.match((await parallax('ask|重试策略在哪里决定?')).out, /\*\*(出处|来源)\*\*/));

test('an answer that did not stream is printed whole', async () => {
  assert.match((await parallax('explain|a.c:3')).out, /^In the client \[1\]\.\n\n\*\*Sources\*\*\n/);
});

test('ask --json is the answer alone', async () => assert.deepEqual(json((await parallax('ask|q|--json')).out), answer));

test('an answer that was cut short is shown, and then said to be', async () => {
  const ask: Engine['ask'] = async (_, { onText } = {}) => {
    onText?.('In the ');
    throw answerCutShort(modelEndedEarly('http://a', 'the connection was lost'), { ...answer, answer: 'In the ' });
  };
  const { code, out, err } = await parallax('ask|q', { overrides: { ask } });
  assert.equal(code, 1);
  assert.match(out, /^In the \n\n\*\*Sources\*\*\n\n\[1\] /);
  assert.match(err, /^parallax: The answer from http:\/\/a stopped before its end[^\n]*\n$/);
  assert.equal(json((await parallax('ask|q|--json', { overrides: { ask } })).out).answer, 'In the ');
});

test('colours are our own, and the only escape sequences', async () => {
  const overrides: Partial<Engine> = {
    search: async ({ text }) => ({ query: text, hits: [{ ...hit, path: 'a\u001b[31mb.c' }], strength: 1, elapsedMs: 1 }),
  };
  const { out } = await parallax('search|q', { overrides, colours: true });
  assert.ok(out.startsWith('\u001b[36ma\ufffd[31mb.c:12\u001b[39m'), out);
});

test('JSON holds the same characters, written out', async () => {
  const path = 'a\u009b31m\u202e\u007f.c';
  const overrides: Partial<Engine> = {
    search: async ({ text }) => ({ query: text, hits: [{ ...hit, path }], strength: 1, elapsedMs: 1 }),
  };
  const { out } = await parallax('search|q|--json', { overrides });
  assert.doesNotMatch(out, /[\u007f-\u009f\u202e]/);
  assert.equal(json(out).hits[0].path, path);
});

test('an error is one line, whatever the names in it', async () => {
  const open = () => Promise.reject(rootMissing('/a\nb\u001b[2Jc'));
  const { err } = await parallax('index', { open });
  assert.match(err, /^parallax: [^\n]+ \/a b\ufffd\[2Jc: [^\n]+\n$/);
});

test('escape sequences in code and answers do not reach the terminal', async () => {
  const search: Engine['search'] = async ({ text }) => ({
    query: text,
    hits: [{ ...hit, path: 'a\u001b]0;owned\u0007\nb.c', signature: 'f(\u202e)' }],
    strength: 1,
    elapsedMs: 1,
  });
  const ask: Engine['ask'] = async (_, { onText } = {}) => {
    onText?.('\u001b[2Jgone');
    return answer;
  };
  const { out } = await parallax('search|q', { overrides: { search } });
  const answered = await parallax('ask|q', { overrides: { ask } });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
  assert.doesNotMatch(out + answered.out, /[\u001b\u0007\u202e]/);
  assert.match(out, /^a\ufffd\]0;owned\ufffd b\.c:12/);
});

test('related, callers and callees', async () => {
  const related = await parallax('related|a.c:3|--limit|5|--json');
  assert.ok(related.asked.includes('related "a.c:3" "purpose" 5'));
  assert.deepEqual(json(related.out), [hitForScripts]);
  assert.equal((await parallax('callers|run.c#run')).out, 'main.c:5  main  75% sure\n');
  assert.equal((await parallax('callees|main.c#main')).out, 'run.c:40  run  75% sure\n');
  const [edge] = json((await parallax('callers|run.c#run|--json')).out);
  assert.deepEqual(edge.from, { path: 'main.c', startLine: 3, endLine: 8, symbol: 'main', kind: 'function', language: 'c' });
});

test('doctor reports the index as it is', async () => {
  const { out, asked } = await parallax('doctor|--json');
  assert.deepEqual(asked, ['doctor', 'close']);
  assert.deepEqual(json(out), doctor);
  assert.match((await parallax('doctor')).out, /Languages: typescript 1,198, c 2\n.*Self-test: .*found at rank 1/s);
});

test('mcp is handed over', async () => assert.deepEqual((await parallax('mcp')).asked, ['mcp', 'close']));

test('mcp over several folders opens and closes each', async () =>
  assert.deepEqual((await parallax('mcp|--root|a|--root|b')).asked, ['mcp', 'close', 'close']));

test('a relative root is taken from where the user stands', async () =>
  assert.equal((await parallax('index|--root|repo')).setting?.root, '/home/me/repo'));

test('the key comes from a descriptor', async () => {
  const { setting } = await parallax('ask|q|--api-key-fd|3|--model|m', { files: { 3: 'secret\n' } });
  assert.equal(setting?.flags.apiKey, 'secret');
  const closed = await parallax('ask|q|--api-key-fd|9');
  assert.equal(closed.code, 1);
  assert.match(closed.err, /file descriptor 9/);
});

test('what went wrong is one sentence, and the engine is closed', async () => {
  const index = async () => {
    throw rootMissing('/nowhere');
  };
  const { code, out, err, asked } = await parallax('index', { overrides: { index } });
  assert.deepEqual(
    { code, out, err, asked },
    { code: 1, out: '', err: `parallax: ${rootMissing('/nowhere').message}\n`, asked: ['close'] },
  );
});

test('an engine that does not open', async () => {
  const { code, err } = await parallax('index', { open: () => Promise.reject(rootMissing('/nowhere')) });
  assert.equal(code, 1);
  assert.match(err, /There is no folder/);
});

test('a bug says that it is one, and where on request', async () => {
  const index = async () => {
    throw new TypeError('x is not a function');
  };
  assert.match(
    (await parallax('index', { overrides: { index } })).err,
    /^parallax: this is a bug in Parallax: x is not a function[^\n]*\n$/,
  );
  assert.match((await parallax('index', { overrides: { index }, env: { PARALLAX_DEBUG: '1' } })).err, /TypeError: .*\n +at /);
});

test('a stop reaches the engine', async () => {
  const controller = new AbortController();
  const index: Engine['index'] = async ({ signal } = {}) => {
    controller.abort();
    if (signal?.aborted) throw cancelled();
    return report;
  };
  const { code, err } = await parallax('index', { overrides: { index }, signal: controller.signal });
  assert.equal(code, 1);
  assert.match(err, /Stopped as asked/);
});

test('wrong words open no engine', async () => {
  const { code, asked, setting } = await parallax('search|q|--limit|0');
  assert.deepEqual({ code, asked, setting }, { code: 2, asked: [], setting: undefined });
});
