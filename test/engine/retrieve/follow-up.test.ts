import assert from 'node:assert/strict';
import { test } from 'node:test';
import { earlierOf, LEANS, leaning, widen } from '../../../src/engine/retrieve/follow-up.ts';
import { analyseQuestion } from '../../../src/engine/retrieve/question.ts';
import { memoryEngine } from '../../support/memory-engine.ts';

const analyse = (text: string) => analyseQuestion(text, {});

for (const question of [
  'and where is it tested?',
  'why?',
  'who calls it?',
  'explain that in more detail',
  'what about the output?',
  'how does it limit their number?',
  '那调用方呢？',
  '它在哪里被调用？',
  '为什么？',
  '端口呢？',
])
  test(`leans on what was said: ${question}`, () => assert.ok(leaning(question, []) >= LEANS, `${leaning(question, [])}`));

for (const question of [
  'which function verifies the TLS certificate with OpenSSL?',
  'how does the connection cache pick a connection for reuse?',
  'where are cookies read from a file?',
  '证书是在哪里校验的，用的是哪种算法',
  'Curl_retry_request',
])
  test(`stands by itself: ${question}`, () => {
    const { weight, question: widened } = widen(analyse(question), earlierOf(HISTORY), analyse);
    assert.equal(weight, 0);
    assert.deepEqual(widened, analyse(question));
  });
test('a name beside a pronoun is enough', () => assert.ok(leaning('does it use parseUrl?', ['parseUrl']) < LEANS));

const HISTORY = [
  { question: 'where are cookies read?', answer: '`read_line` reads a line [2], and `cookie_load` the file [1].' },
  {
    question: 'how is a request retried?',
    answer: '`send()` sends, and `retry_request` decides [3]; see `lib/url.c` and `a + b`.',
  },
];
test('names of the last answer, first those that its question speaks of', () => {
  const { questions, names } = earlierOf(HISTORY);
  assert.deepEqual(names, ['retry_request', 'send']);
  assert.deepEqual(questions, ['how is a request retried?', 'where are cookies read?']);
});
test("earlier words weigh less than the question's own, and older ones less again", () => {
  const { terms } = widen(analyse('and where is it tested?'), earlierOf(HISTORY), analyse).question;
  const weight = (term: string) => terms.get(term) ?? 0;
  assert.ok(weight('test') > weight('request') && weight('request') > weight('cooky') && weight('cooky') > 0);
});
test('one word that asks is no name to look for', () => {
  const { question } = widen(analyse('why?'), earlierOf(HISTORY), analyse);
  assert.deepEqual([question.class, question.names], ['behaviour', []]);
});

const FILES = {
  'src/retry.ts':
    '/** Decides whether a request is sent again. */\nexport function shouldRetry(attempt: number): boolean {\n  return attempt < 3;\n}\n',
  'src/client.ts':
    '/** Fetches an address. */\nexport function load(url: string): void {\n  for (let i = 0; shouldRetry(i); i++) open(url);\n}\n',
  'src/theme.ts': '/** Colours of the dark theme. */\nexport function darkTheme(): string[] {\n  return ["black", "grey"];\n}\n',
  'src/theme.test.ts': 'test("the dark theme", () => assert.deepEqual(darkTheme(), ["black", "grey"]));\n',
  'src/retry.test.ts': 'test("no more than three", () => assert.equal(shouldRetry(3), false));\n',
};
const SAID = [{ question: 'where is it decided whether a request is sent again?', answer: '`shouldRetry` decides it [1].' }];

async function first(question: string, history = SAID): Promise<readonly string[]> {
  const { engine } = await memoryEngine(FILES);
  const { chunks } = await engine.context({ kind: 'ask', question, history });
  return chunks.map(({ path, symbol }) => (symbol === '' ? path : symbol));
}
test('where it is tested', async () =>
  assert.deepEqual((await first('and where is it tested?')).slice(0, 2), ['shouldRetry', 'no more than three']));
test('who calls it', async () => assert.deepEqual((await first('who calls it?')).slice(0, 2), ['shouldRetry', 'load']));
test('who calls it, in Chinese', async () =>
  assert.deepEqual((await first('那调用方呢？')).slice(0, 2), ['shouldRetry', 'load']));
test('something else', async () => assert.equal((await first('which colours has the dark theme?'))[0], 'darkTheme'));
