/** Language models that do not do what they should: one sentence, exit code 1, and whatever had arrived. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Bench, CLI, type Ended, ended, withBench } from '../support/command.ts';
import {
  answerWith,
  type ModelServer,
  openModelServer,
  type Reply,
  refuseWith,
  sendData,
  sendText,
  startStream,
} from '../support/model-server.ts';
import { smallRepository } from '../support/small-repository.ts';
import { homeOf, index, indexFolderIn, says, succeeds, until } from './trouble.ts';

const KEY = 'sk-key-that-must-be-seen-nowhere-0123456789';
const QUESTION = 'where is the retry policy decided?';

function ask({ root, env, top }: Bench, url: string, args: readonly string[] = []): ReturnType<typeof spawn> {
  const words = [
    'ask',
    QUESTION,
    '--root',
    root,
    '--no-update',
    '--base-url',
    url,
    '--model',
    'tiny',
    '--api-key-fd',
    '3',
    ...args,
  ];
  const child = spawn(process.execPath, [CLI, ...words], { cwd: top, env, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  (child.stdio[3] as NodeJS.WritableStream).end(`${KEY}\n`);
  return child;
}

async function assertKeyIsNowhere(bench: Bench, { out, err }: Ended): Promise<void> {
  assert.ok(!`${out}${err}`.includes(KEY), 'the key is printed');
  const folder = await indexFolderIn(homeOf(bench));
  for (const name of await readdir(folder))
    assert.ok(!(await readFile(join(folder, name))).includes(KEY), `the key is in ${name}`);
}

const error = (message: string) => ({ error: { message, type: 'invalid_request_error' } });
const AT_ONCE = { 'retry-after': '0' };

const ends =
  (content: string | Buffer): Reply =>
  (response) =>
    response.end(content);
const streams =
  (content: string): Reply =>
  (response) => {
    startStream(response);
    response.end(content);
  };
const begins =
  (then: (response: ServerResponse) => unknown): Reply =>
  (response) => {
    startStream(response);
    sendText(response, 'It is decided in Retry [1]');
    then(response);
  };
const BEGINNING = /^It is decided in Retry \[1\]/;

interface Trouble {
  readonly reply: Reply;
  /** What is said on standard error. */
  readonly says: RegExp;
  /** What is printed before; nothing when left out. */
  readonly prints?: RegExp;
}

const troubles: Readonly<Record<string, Trouble>> = {
  '400': { reply: refuseWith(400, error('too\nlong \u001b[31m')), says: /refused the request \(HTTP 400\): too long/ },
  '401': { reply: refuseWith(401, error(`Incorrect API key provided: ${KEY}.`)), says: /refused the key \(HTTP 401\)/ },
  '403': { reply: refuseWith(403, error('no')), says: /refused the key \(HTTP 403\)/ },
  '404': { reply: refuseWith(404, error('no such model')), says: /There is no model tiny at \S+ \(HTTP 404\)/ },
  '429 again and again': { reply: refuseWith(429, error('slow down'), AT_ONCE), says: /\(HTTP 429\): slow down/ },
  '500 again and again': { reply: refuseWith(500, '<html>oops</html>', AT_ONCE), says: /\(HTTP 500\)\n$/ },
  'a redirect': { reply: refuseWith(302, '', { location: 'http://127.0.0.1:1/' }), says: /redirects are not followed/ },
  'a web page': { reply: ends('<html>hello</html>'), says: /is not a stream of chat completions/ },
  garbage: { reply: ends(Buffer.alloc(4_000, 0xe2)), says: /is not a stream of chat completions/ },
  'garbage for events': { reply: streams('data: {"choices": [{]}\n\ndata: ][\n\n'), says: /is not a stream of chat completions/ },
  'an empty answer': { reply: answerWith(), says: /ended its answer without a word/ },
  'closed without an answer': { reply: (response) => response.destroy(), says: /closed without an answer/ },
  'cut off in the middle': {
    reply: begins((response) => setTimeout(() => response.destroy(), 50)),
    says: /stopped before its end/,
    prints: BEGINNING,
  },
  'ended in the middle, as if it were whole': {
    reply: begins((response) => response.end()),
    says: /stopped before its end/,
    prints: BEGINNING,
  },
  'garbage in the middle': {
    reply: begins((response) => response.end('data: {{{{\n\n')),
    says: /is not a stream of chat completions/,
    prints: BEGINNING,
  },
  'an error in the middle': {
    reply: begins((response) => sendData(response, error('out of memory'))),
    says: /out of memory/,
    prints: BEGINNING,
  },
  'cut by its own length limit': {
    reply: begins((response) => {
      sendText(response, '', 'length');
      response.end();
    }),
    says: /length limit/,
    prints: BEGINNING,
  },
};

test('a model in trouble is said in one sentence, after what had arrived', (t) =>
  withBench(smallRepository, async (bench) => {
    await index(bench);
    for (const [name, { reply, says: sentence, prints = /^$/ }] of Object.entries(troubles)) {
      await t.test(name, () =>
        withServer([reply], async (server) => {
          const result = await ended(ask(bench, server.url));
          assert.match(says(result, 1, sentence), prints);
          assert.equal(server.requests[0].headers.authorization, `Bearer ${KEY}`);
          await assertKeyIsNowhere(bench, result);
        }),
      );
    }
  }));

async function withServer(replies: readonly Reply[], use: (server: ModelServer) => Promise<void>): Promise<void> {
  const server = await openModelServer(...replies);
  try {
    await use(server);
  } finally {
    await server.close();
  }
}

test('nobody listens', () =>
  withBench(smallRepository, async (bench) => {
    await index(bench);
    const server = await openModelServer(answerWith('x'));
    await server.close();
    const result = await ended(ask(bench, server.url));
    assert.equal(says(result, 1, /No language model answers at \S+ \(connection refused\)/), '');
  }));

test('a model that hangs is left at Ctrl-C, and what it said is kept', () =>
  withBench(smallRepository, async (bench) => {
    await index(bench);
    const hangs: readonly (readonly [Reply, RegExp])[] = [
      [() => {}, /^$/],
      [begins(() => {}), BEGINNING],
    ];
    for (const [reply, printed] of hangs) {
      await withServer([reply], async (server) => {
        const child = ask(bench, server.url);
        let out = '';
        child.stdout?.on('data', (text) => {
          out += text;
        });
        const over = ended(child);
        await until(() => server.requests.length > 0 && printed.test(out));
        child.kill('SIGINT');
        says(await over, 130, /^parallax: Stopped as asked/);
        assert.match(out, printed);
      });
    }
  }));

test('429 and 503, and then an answer', () =>
  withBench(smallRepository, async (bench) => {
    await index(bench);
    const replies = [refuseWith(429, '', AT_ONCE), refuseWith(503, '', AT_ONCE), answerWith('In Retry', ' [1].')];
    await withServer(replies, async (server) => {
      const result = await ended(ask(bench, server.url));
      assert.match(succeeds(result), /^In Retry \[1\]\./);
      assert.equal(server.requests.length, 3);
      await assertKeyIsNowhere(bench, result);
    });
  }));

test('addresses and keys that are none', () =>
  withBench(smallRepository, async (bench) => {
    const { run, root } = bench;
    await index(bench);
    const asking = (...args: readonly string[]) => run(['ask', QUESTION, '--root', root, ...args]);
    says(await asking('--base-url', 'ftp://model/v1', '--model', 'tiny'), 1, /expected http/);
    says(await asking('--base-url', 'not an address', '--model', 'tiny'), 1, /expected http/);
    says(await asking('--base-url', 'http://127.0.0.1:1/v1'), 1, /set without PARALLAX_MODEL/);
    says(await asking('--base-url', 'http://user:pa55word@127.0.0.1:1/v1', '--model', 'tiny'), 1, /^(?!.*pa55word)/);
    says(
      await asking('--base-url', 'http://127.0.0.1:1/v1', '--model', 'tiny', '--api-key-fd', '9'),
      1,
      /No key can be read from/,
    );
    const spaced = { env: { PARALLAX_API_KEY: 'two words', PARALLAX_BASE_URL: 'http://127.0.0.1:1/v1', PARALLAX_MODEL: 'tiny' } };
    says(await run(['ask', QUESTION, '--root', root], spaced), 1, /^(?!.*two words)parallax: The key /);
    assert.equal((await asking('--api-key-fd', KEY)).code, 2);
    assert.equal((await asking('--api-key', KEY)).code, 2);
  }));

test('what a model says cannot steer the terminal', () =>
  withBench(smallRepository, async (bench) => {
    await index(bench);
    const pieces = ['In \u001b[2JRetry', ' \u009b31m[1]\u0007.', '\u001b]0;title\u0007'];
    await withServer([answerWith(...pieces)], async (server) => {
      const out = succeeds(await ended(ask(bench, server.url)));
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
      assert.doesNotMatch(out, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
      assert.match(out, /Retry/);
    });
  }));
