/** What is exported or copied is rendered by others: nothing in it may load, run or hide. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { harmless } from '../../../src/vscode/chat/harmless.ts';

const willing = new MarkdownIt({ html: true, linkify: true });
const LOADS = /<img|<(?:script|style|iframe|svg|object)\b|<[a-z]+\s(?!href="|class="language-|start="|style="text-align)/i;

function check(text: string): void {
  const html = willing.render(harmless(text)).replaceAll(/<a href="[^"]*"( title="[^"]*")?>/g, '');
  assert.doesNotMatch(html, LOADS, JSON.stringify(text));
}

const IMAGE = '![x](https://evil.example/?k=1)';
const TAG = '<img src=https://evil.example/x>';
const PLACES: Readonly<Record<string, (attack: string) => string>> = {
  'in prose': (attack) => `See ${attack} there.`,
  'behind a backslash': (attack) => `See \\${attack}.`,
  'behind an escaped backtick': (attack) => `a \\\`${attack}\` b`,
  'behind a code span over two lines': (attack) => `\`a\nb\` ${attack} \`c\``,
  'between cells that a code span seems to join': (attack) => `| a | b |\n|---|---|\n| \`x | ${attack}\` |`,
  'between items of a list': (attack) => `- \`a\n- ${attack}\``,
  'after a list whose fence ends with it': (attack) => `- a\n  \`\`\`\n${attack}`,
  'after a quotation whose fence ends with it': (attack) => `> \`\`\`\n\n${attack}`,
  'after a fence that an indented one has closed': (attack) => ` \`\`\`\nx\n\`\`\`\n${attack}`,
  'after a fence that is none': (attack) => `\`\`\` a\`b\n${attack}`,
  'after a tilde fence': (attack) => `~~~\nx\n~~~\n${attack}`,
  'after a shorter fence within': (attack) => `\`\`\`\`\n\`\`\`\n\`\`\`\`\n${attack}`,
  'after a fence whose end is indented': (attack) => `\`\`\`\nx\n   \`\`\`\n${attack}`,
  'after a tilde fence with a backtick': (attack) => `~~~ a\`b\nx\n~~~\n${attack}`,
  'at the beginning of a line': (attack) => attack,
  'in a heading': (attack) => `# ${attack}`,
  'in a reference': (attack) => `![x][r]\n\n[r]: https://evil.example\n\n${attack}`,
};
for (const [place, at] of Object.entries(PLACES))
  for (const attack of [
    IMAGE,
    TAG,
    '<b style="background:url(https://evil.example)">',
    '<style>@import "x"</style>',
    '<img\nsrc=x>',
  ])
    test(`${JSON.stringify(attack)} ${place}`, () => check(at(attack)));

test('any mixture of them', () => {
  const piece = fc.constantFrom(
    '`',
    '``',
    '```',
    '```',
    '\n```\n',
    '\n ```\n',
    '~~~',
    '~~~ `\n',
    '\n',
    '\n\n',
    '  ',
    '    ',
    '- ',
    '> ',
    '1. ',
    '|',
    '\\',
    'a',
    IMAGE,
    TAG,
    '<',
    '!',
    '[x]',
    '(y)',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => check(pieces.join(''))),
    { numRuns: 5000 },
  );
});

for (const text of [
  'A `Vec<T>` and `<img src=x>` in code, `![x](y)` too. List<Item> in prose, a < b, [docs](https://example.org).',
  '```html\n<img src="x">\n\n![x](y)\n```\nAfter.',
  '1. First\n2. Second [1]\n\n**bold** and *more*',
])
  test(`stays as it is: ${JSON.stringify(text)}`, () => assert.equal(harmless(text), text));
