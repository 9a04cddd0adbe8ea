/** Text of code inside Markdown: whatever it says, it comes out as text. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { commandLink, escaped, iconless, unlinked } from '../../src/vscode/markdown.ts';

/** As willing as a renderer can be. */
const willing = new MarkdownIt({ html: true, linkify: true, typographer: false });

function check(text: string): void {
  const html = willing.render(`start ${escaped(text)} end`);
  assert.doesNotMatch(html.replace(/^<p>|<\/p>\s*$/g, ''), /<(?!br)/, text);
}

const HOSTILE = [
  '![x](https://evil.example/p.png)',
  '[x](command:workbench.action.quit)',
  '<img src=x onerror=alert(1)>',
  'see https://evil.example and www.evil.example or me@evil.example',
  '<https://evil.example>',
  '`code` **bold** _it_ ~~gone~~ $(sync~spin)',
  '```\nfence\n```\n# head\n- list\n> quote\n| a | b |',
  '[x]: https://evil.example\n[x]',
  '&lt;b&gt; \\<b\\> \\\\[x](y)',
  '\u0000\u202e\u2028hidden',
];
for (const text of HOSTILE) test(`nothing in it acts: ${JSON.stringify(text)}`, () => check(text));

test('nothing in any text acts', () => fc.assert(fc.property(fc.string({ unit: 'grapheme' }), check)));

test('a sentence stays as it was written', () =>
  assert.equal(willing.renderInline(escaped('Returns a+b_c (or 名), always.')), 'Returns a+b_c (or 名), always.'));

test('the label of a link cannot end it, nor can its arguments', () => {
  const link = commandLink('a](command:evil) [b', 'parallax.place.open', { path: 'a) b](command:evil).ts', startLine: 1 });
  const [token] = willing.parseInline(link, {});
  const opened = (token.children ?? []).filter(({ type }) => type === 'link_open');
  assert.equal(opened.length, 1);
  const [, query] = String(opened[0].attrGet('href')).split('?');
  assert.deepEqual(JSON.parse(decodeURIComponent(query)), [{ path: 'a) b](command:evil).ts', startLine: 1 }]);
});

test("VS Code's messages find no link in what code says", () => {
  const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)/i; // As they look for one.
  const hostile = 'src/[open](command:workbench.action.quit).ts';
  assert.match(hostile, LINK);
  assert.doesNotMatch(unlinked(hostile), LINK);
});

test('pick lists find no icon in what code says', () => {
  assert.equal(iconless('$(error) $(sync~spin) $( x) $HOME'), '\\$(error) \\$(sync~spin) $( x) $HOME');
  assert.equal(iconless('a\nb'), 'a\\u000ab');
});
