import assert from 'node:assert/strict';
import { test } from 'node:test';
import { understand } from '../../src/cli/arguments.ts';
import { messagesFor } from '../../src/cli/messages.ts';
import type { Task } from '../../src/cli/order.ts';

const english = messagesFor({});
const read = (words: string) =>
  understand(words.match(/"[^"]*"|\S+/g)?.map((word) => word.replaceAll('"', '')) ?? [], '1.2.3', english);

/** `words` are the task `expected`; properties that are undefined do not count. */
function check(words: string, expected: Task): void {
  const understood = read(words);
  assert.equal(understood.kind, 'order', 'err' in understood ? understood.err : '');
  if (understood.kind === 'order') assert.deepEqual(JSON.parse(JSON.stringify(understood.order.task)), expected);
}

/** `words` are wrong, in one sentence that holds `sentence`, with exit code 2. */
function refuses(words: string, sentence: RegExp): void {
  const understood = read(words);
  assert.equal(understood.kind, 'answered');
  if (understood.kind !== 'answered') return;
  assert.equal(understood.exitCode, 2);
  assert.match(understood.err, sentence);
  assert.equal(understood.out, '');
}

test('index', () => check('index', { name: 'index', rebuild: false }));
test('index --rebuild', () => check('index --rebuild', { name: 'index', rebuild: true }));
test('search', () =>
  check('search "who retries"', { name: 'search', questions: { kind: 'one', text: 'who retries' }, filter: {} }));
test('search without quotes', () =>
  check('search who retries', { name: 'search', questions: { kind: 'one', text: 'who retries' }, filter: {} }));
test('search with every filter', () =>
  check('search q --limit 3 --angle place --language go --path src/**', {
    name: 'search',
    questions: { kind: 'one', text: 'q' },
    filter: { limit: 3, angle: 'place', language: 'go', path: 'src/**' },
  }));
test('search --queries', () =>
  check('search --queries -', { name: 'search', questions: { kind: 'file', path: '-' }, filter: {} }));
test('ask', () =>
  check('ask why --budget 900 --frame "a compiler"', {
    name: 'ask',
    request: { question: 'why', budget: 900, frame: 'a compiler' },
  }));
test('explain a place', () => check('explain a.c:7', { name: 'explain', request: { target: 'a.c:7' } }));
test('explain with a question', () =>
  check('explain a.c#f is it safe', { name: 'explain', request: { target: 'a.c#f', question: 'is it safe' } }));
test('related', () => check('related a.c:7 --angle company', { name: 'related', target: 'a.c:7', filter: { angle: 'company' } }));
test('callers', () => check('callers a.c#f', { name: 'callers', target: 'a.c#f' }));
test('callees', () => check('callees a.c#f', { name: 'callees', target: 'a.c#f' }));
test('doctor', () => check('doctor', { name: 'doctor' }));
test('mcp', () => check('mcp', { name: 'mcp', roots: ['.'] }));
test('mcp over several folders', () => check('mcp --root a --root b', { name: 'mcp', roots: ['a', 'b'] }));

test('no command', () => refuses('', /Usage: parallax/));
test('an unknown command', () => refuses('serach q', /^parallax: unknown command 'serach' \(Did you mean search\?\)\n$/));
test('an unknown option', () => refuses('search q --limits 3', /unknown option '--limits'/));
test('no question', () => refuses('search', /there is no question/));
test('an empty root', () => refuses('search q --root ""', /--root/));
test('an empty question', () => refuses('search " "', /there is no question/));
test('a question and a file', () => refuses('search q --queries f', /not both/));
test('ask without a question', () => refuses('ask', /missing required argument/));
test('a limit of 0', () => refuses('search q --limit 0', /whole number from 1 to 1000/));
test('a limit of 1001', () => refuses('search q --limit 1001', /whole number from 1 to 1000/));
test('a limit in words', () => refuses('search q --limit many', /whole number/));
test('what would be sent, instead of an answer', () =>
  check('ask why --show-context', { name: 'context', request: { kind: 'ask', question: 'why' } }));
test('what would be sent of an explanation', () =>
  check('explain a.c:3 --show-context', { name: 'context', request: { kind: 'explain', target: 'a.c:3' } }));
test('a half budget', () => refuses('ask q --budget 1.5', /whole number/));
test('an unknown angle', () => refuses('search q --angle above', /purpose, construction, place, company/));
test('a key instead of a descriptor', () => refuses('ask q --api-key-fd sk-123', /never the key itself/));
test('too many targets', () => refuses('callers a b', /too many arguments/));

test('common options', () => {
  const understood = read('search q --root /code --json --no-update');
  assert.ok(understood.kind === 'order');
  const { root, json, update } = understood.order;
  assert.deepEqual({ root, json, update }, { root: '/code', json: true, update: false });
});

test('the model', () => {
  const understood = read('ask q --base-url http://localhost:1/v1 --model m --api-key-fd 3');
  assert.ok(understood.kind === 'order');
  assert.equal(understood.order.apiKeyFd, 3);
  assert.deepEqual(JSON.parse(JSON.stringify(understood.order.flags)), { baseUrl: 'http://localhost:1/v1', model: 'm' });
});

test('help and version are answers', () => {
  assert.deepEqual(read('--version'), { kind: 'answered', exitCode: 0, out: '1.2.3\n', err: '' });
  const help = read('search --help');
  assert.ok(help.kind === 'answered' && help.exitCode === 0 && help.out.includes('--angle'));
});

test('help speaks Chinese where the locale does', () => {
  const help = understand(['--help'], '1.2.3', messagesFor({ LANG: 'zh_CN.UTF-8' }));
  assert.ok(help.kind === 'answered' && help.out.includes('读懂大型代码库'));
});
