import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CitationChecker, checkCitations } from '../../../src/engine/ask/citations.ts';

const CHUNKS = [
  {
    n: 1,
    path: 'src/retry.ts',
    symbol: 'RetryPolicy.decide',
    text: 'if (attempt >= policy.attempts)\n  return false;\n// Only server errors\n// are tried again.',
  },
  { n: 2, path: 'src/client.ts', symbol: 'Client.send', text: 'await sleep(backoff(attempt));' },
  { n: 3, path: 'src/app.ts', symbol: 'main', text: 'client.send({ url });' },
];

function check(answer: string, used: readonly number[], ...unverified: readonly string[]) {
  assert.deepEqual(checkCitations(answer, CHUNKS), { used, unverified });
  const checker = new CitationChecker(CHUNKS);
  for (const char of answer) checker.feed(char);
  assert.deepEqual(checker.finish(), { used, unverified }, 'the same, when it arrives character by character');
}

test('one number', () => check('It retries [1].', [1]));
test('several', () => check('It retries [1, 3].', [1, 3]));
test('a range', () => check('It retries [1-3].', [1, 2, 3]));
test('a range with a dash', () => check('It retries [1–2].', [1, 2]));
test('side by side', () => check('It retries [2][1].', [1, 2]));
test('Chinese brackets', () => check('这里决定是否重试【1】。', [1]));
test('Chinese commas', () => check('这里决定是否重试[1、2，3]。', [1, 2, 3]));
test('in words', () => check('It retries [source 1] 重试[来源 2]。', [1, 2]));
test('as a footnote', () => check('It retries [^2].', [2]));
test('no number', () => check('It retries.', []));
test('a number that is no source', () => check('It retries [4]. It sends [2].', [2], 'It retries [4].'));
test('one of several that is no source', () => check('It retries [1, 7].', [1], 'It retries [1, 7].'));
test('a range that is none', () => check('It retries [3-1].', [], 'It retries [3-1].'));
test('a range without end', () => check('It retries [1-999999999].', [], 'It retries [1-999999999].'));
test('an element of an array is no citation', () => check('It takes args[0] and sends it [2].', [2]));
test('a link is no citation', () => check('See [1](http://example.org).', []));
test('in a code span it is code', () => check('It reads `args[9]`.', []));
test('in a code block it is code', () => check('So [1]:\n\n```js\na[9] = 1;\n```\n\nDone [2].', [1, 2]));
test('in a block fenced with tildes', () => check('~~~\n[9]\n~~~', []));
test('a block that quotes a shorter fence', () => check('````md\n```\n[9]\n```\n````\n[1]', [1]));

test('code that stands in the source', () => check('It ends with `if (attempt >= policy.attempts)` [1].', [1]));
test('whatever the white space', () => check('It ends with `if (attempt>=policy.attempts)  return false;` [1].', [1]));
test('code that stands in another source', () =>
  check('It waits with `await sleep(backoff(attempt));` [1].', [1], 'It waits with `await sleep(backoff(attempt));` [1].'));
test('code that stands nowhere', () =>
  check('It runs `policy.attempts = Infinity` [1]. Fine [2].', [1, 2], 'It runs `policy.attempts = Infinity` [1].'));
test('code that stands in one of two cited', () => check('It waits with `await sleep(backoff(attempt));` [1, 2].', [1, 2]));
test('with an ellipsis', () => check('It is `if (attempt >= … return false;` [1].', [1]));
test('with an ellipsis and something else', () =>
  check('It is `if (attempt >= … return maybe;` [1].', [1], 'It is `if (attempt >= … return maybe;` [1].'));
test('a name may come from any source', () => check('`RetryPolicy.decide()` is asked by `Client.send` [2].', [2]));
test('a qualified name is known by its parts', () => check('`RetryPolicy.attempts` is the limit [1].', [1]));
test('a name that no source has', () => check('`RetryPolicyFactory` makes it [1].', [1], '`RetryPolicyFactory` makes it [1].'));
test('a short name that is plainly of code', () => check('`mix_keys()` makes it [1].', [1], '`mix_keys()` makes it [1].'));
test('a short word that may be one of prose', () => check('The `retries` are counted [1].', [1]));
test('a path is known from its source', () => check('It stands in `src/client.ts` [2].', [2]));
test('short spans prove nothing', () => check('It gives `null` [1].', [1]));
test('without a citation nothing is claimed of a source', () => check('Better write `policy.attempts = Infinity`.', []));
test('quoted prose over comment lines', () => check('It says "Only server errors are tried again." [1]', [1]));
test('quoted prose that is not there', () =>
  check('It says "Every error is tried again" [1].', [1], 'It says "Every error is tried again" [1].'));
test('Chinese quotation marks', () =>
  check(
    '注释说“Only server errors”【1】，又说「every error at all」【2】。',
    [1, 2],
    '注释说“Only server errors”【1】，又说「every error at all」【2】。',
  ));
test('a full stop inside code ends no sentence', () =>
  check('It calls `foo. bar. made up` here [1].', [1], 'It calls `foo. bar. made up` here [1].'));
test('a citation after the full stop belongs to its sentence', () =>
  check('It runs `policy.attempts = Infinity`. [1] It sends. [2]', [1, 2], 'It runs `policy.attempts = Infinity`. [1]'));

const INTRODUCED = 'It decides so [1]:\n\n```ts\nif (attempt >= policy.attempts)\n  return somethingElse();\n```\n';
test('a block that a citation introduces is a quotation', () => check(INTRODUCED, [1], 'return somethingElse();'));
test('a block of its own is not', () => check(INTRODUCED.replace(' [1]:', ' [1].'), [1]));
test('a diagram is not', () => check('It goes so [1]:\n```mermaid\ngraph TD; A-->BBBBBBBBBB;\n```', [1]));
test('the same sentence is told once', () => check('Made up [9].\nMade up [9].', [], 'Made up [9].'));

/** Would take hours where white space may be divided in every way. */
const GAP = ' '.repeat(100_000);
for (const text of [`[${GAP}`, `[source${GAP}1`, `It sends. [1${GAP}`, `It sends. [${GAP}1`])
  test(`a bracket and a long gap, ${text.trim().slice(0, 12)}…, is no citation`, () => check(text, []));
