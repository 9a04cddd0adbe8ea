import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chineseWords, firstSentence, inChinese, questionOf } from '../../bench/questions.ts';

const check = (doc: string, expected: string) => assert.equal(firstSentence(doc), expected);

test('up to the first full stop', () => check('Sends the request. Then it waits.', 'Sends the request.'));
test('a sentence over two lines', () => check('Sends the\nrequest again.\nThen waits.', 'Sends the request again.'));
test('a paragraph without a full stop', () => check('Sends the request\n\nThen waits.', 'Sends the request'));
test('an abbreviation ends nothing', () =>
  check('Reads files, e.g. headers, at once. More.', 'Reads files, e.g. headers, at once.'));
test('a version number ends nothing', () => check('Speaks HTTP 1.1 to servers. More.', 'Speaks HTTP 1.1 to servers.'));
test('up to the first tag', () => check('Sends the request\n@param x what to send', 'Sends the request'));
test('up to the first heading', () => check('Sends the request\nArgs:\n  x: what', 'Sends the request'));
test('a Chinese sentence', () => check('发送请求并等待响应。然后返回。', '发送请求并等待响应。'));
test('a paragraph without words is passed over', () => check('-----\n\nSends it.', 'Sends it.'));
test('markup is taken off', () => {
  check('Sends <b>the</b> {@link Request} to [`Server`](url) by :meth:`post`.', 'Sends the Request to Server by post.');
});

test('the name that a comment begins with is taken out', () => {
  assert.equal(
    questionOf('Retry sends the request again until the policy gives up.', 'Retry'),
    'sends the request again until the policy gives up.',
  );
});
test('a longer name is not touched', () => {
  const doc = 'RetryAll sends the request again until the policy gives up.';
  assert.equal(questionOf(doc, 'Retry'), doc);
});
test('a name with signs in it', () => {
  assert.equal(
    questionOf('empty? tells whether nothing is left in the queue.', 'empty?'),
    'tells whether nothing is left in the queue.',
  );
});
test('a name that is an ordinary word stays inside the sentence', () => {
  const doc = 'Finds elements that select one another, and calls to';
  assert.equal(questionOf(`select ${doc} select().`, 'select'), `${doc} .`);
});
test('too short to be a question', () => assert.equal(questionOf('Sends the request.', 'f'), undefined));
test('code is no sentence', () => assert.equal(questionOf('if (x == y && !z[0]) { return a->b[c] = d; } else', 'f'), undefined));
test('one long word is no sentence', () => assert.equal(questionOf('a'.repeat(60), 'f'), undefined));
test('ten ideographs are a question', () => assert.ok(questionOf('分页获取用户的错误日志列表', 'f')));

const words = chineseWords({
  请求: [['request', 0.7]],
  询问: [['request', 0.3]],
  发送: [['send', 0.6]],
  响应: [['response', 0.5]],
  这: [['the', 0.1]],
});

test('a sentence in the most probable Chinese words', () => {
  assert.equal(inChinese('Send the request, read the response', words), '发送请求响应');
});
test('improbable translations are not used', () => assert.equal(words.get('the'), undefined));
test('a word counts once', () => assert.equal(inChinese('send send send request', words), undefined));
