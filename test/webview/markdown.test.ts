import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AnswerEnv, GrowingMarkdown, markUnverified, renderBlocks } from '../../src/webview/markdown.ts';

const env: AnswerEnv = {
  label: (n) => (n <= 4 && n > 0 ? `file.ts:${n}` : undefined),
  title: (n) => `source ${n}`,
  unverified: 'unverified',
};

const render = (text: string) =>
  renderBlocks(text, env)
    .map(({ html }) => html)
    .join('');

function check(name: string, text: string, expected: RegExp, never?: RegExp) {
  test(name, () => {
    assert.match(render(text), expected);
    if (never) assert.doesNotMatch(render(text), never);
  });
}

check(
  'a citation becomes a button that names its source',
  'It retries [3].',
  /<button type="button" class="chip" data-n="3" aria-label="file\.ts:3, source 3">file\.ts:3<\/button>/,
);
check('a list of citations becomes a button each', 'So [1, 4].', /data-n="1".*data-n="4"/);
check('a range of citations becomes a button each', 'So [1-3].', /data-n="1".*data-n="2".*data-n="3"/);
check('Chinese brackets are citations', '它会重试【1、2】。', /data-n="1".*data-n="2"/);
check('a citation before a colon is no reference definition', '[1]: this is it', /data-n="1"/);
check('a number without a source is shown as unverified', 'So [9].', /chip unknown.*\[9\]/, /data-n/);
check('an index into an array is no citation', 'It takes rows[0].', /rows\[0\]/, /chip/);
check('a number in a code span is no citation', 'See `rows[1]`.', /rows\[1\]<\/code>/, /chip/);
check('a number in a code block is no citation', '```c\nrows[1] = 2;\n```', /rows/, /chip/);
check('HTML shows as text', 'a <img src=x onerror=alert(1)> <b>b</b>', /&lt;img/, /<img|<b>/);
check('HTML blocks show as text', '<script>alert(1)</script>', /&lt;script/, /<script/);
check('images become their alternative text', 'x ![the **logo**](https://evil.example/x.png) y', /x the .*logo.* y/, /<img|evil/);
check(
  'web links carry their address as data',
  '[docs](https://example.org/a?b=1&c=2)',
  /<a class="link"[^>]* data-url="https:\/\/example\.org\/a\?b=1&#38;c=2"/,
  /href/,
);
for (const url of [
  'javascript:alert(1)',
  'command:workbench.action.quit',
  'vscode://x/y',
  'file:///etc/passwd',
  'data:text/html,x',
  'src/a.ts',
  '//evil.example/x',
])
  check(`a link to ${url} is words only`, `[click](${url})`, /<span>click<\/span>/, /data-url|href/);
check(
  'an address between angle brackets of another kind is words only',
  '<command:workbench.action.quit>',
  /command:workbench/,
  /data-url|href/,
);
check('HTML in code is escaped', '```html\n<img src=x onerror=alert(1)>\n```', /&lt;|&#60;/, /<img/);
check('HTML in a language name is escaped', '```"><img\nx\n```', /data-language="&#34;&#62;&#60;img"/, /<img/);
check('an unclosed fence is code to its end', 'a\n\n```c\nint x;\n\n# not a title', /<pre>.*not a title/s, /<h1/);

test('a growing answer renders as the whole one does', () => {
  const text = [
    '# Title\n\nSome *text* [1] and\nmore.\n\n- one\n- two\n\n  still two\n\n3. three\n\n```ts\nconst a = 1;\n\n// [2]\n```\n',
    'After [2, 9].\n\n| a | b |\n|---|--:|\n| 1 [3] | 2 |\n\n> quoted\n\n    indented\n\nlast **bold',
  ].join('');
  const growing = new GrowingMarkdown();
  for (let end = 1; end <= text.length; end++) {
    const soFar = text.slice(0, end);
    assert.equal(growing.render(soFar, env).join(''), render(soFar), `after ${end} characters`);
  }
});

test('a long answer is not rendered again from its beginning', () => {
  const growing = new GrowingMarkdown();
  let labels = 0;
  const label = (n: number) => {
    labels++;
    return env.label(n);
  };
  let text = '';
  for (let i = 0; i < 200; i++) {
    text += `Sentence ${i} [1].\n\n`;
    growing.render(text, { ...env, label });
  }
  assert.ok(labels < 200 * 6, `${labels} chips were rendered for 200`);
});

test('a sentence that no source supports is marked behind its end', () => {
  const text = 'It waits 30 s. It retries [1].';
  assert.match(render(markUnverified(text, ['It waits 30 s.'])), /30 s\.<span class="unverified"[^>]*>\?<\/span> It retries/);
});

test('a mark in a table stays in its row', () => {
  const row = '| a | wrong [1] |';
  const html = render(markUnverified(`| x | y |\n|---|---|\n${row}`, [row]));
  assert.match(html, /wrong .*unverified".*<\/td>/);
});

test('a line of code that is unverified marks its block, and stays as it is', () => {
  const html = render(markUnverified('It runs [1]:\n\n```c\nint never_there = 1;\n```', ['int never_there = 1;']));
  assert.match(html, /<\/code><\/pre><p><span class="unverified"/);
  assert.doesNotMatch(html, /\uE001/);
});

test('a mark spoils neither a code span nor the address of a link', () => {
  const html = render(
    markUnverified('See `a.b` and [x](https://example.org/y.z).', ['See `a.', ' and [x](https://example.org/y.']),
  );
  assert.match(html, /<code>a\.b<\/code>.*data-url="https:\/\/example\.org\/y\.z"/);
});

test('a model cannot write the mark', () => {
  assert.doesNotMatch(new GrowingMarkdown().render('so \uE001 it is', env).join(''), /unverified/);
});
