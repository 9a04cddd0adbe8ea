import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseText } from '../../../src/engine/parse/texts.ts';

function check(path: string, text: string, expected: readonly string[]): void {
  const { units } = parseText(path, text);
  assert.deepEqual(
    units
      .filter(({ kind }) => kind === 'window')
      .map(({ scope, name, startLine, endLine }) => `${[...scope, name].join(' > ')} ${startLine}-${endLine}`),
    expected,
  );
}

const MARKDOWN = `Before.

# Title
Words.
## [Install](x) \`it\`
\`\`\`sh
# not a heading
\`\`\`
### Deep ###
x
## Use
y
`;

test('Markdown by its headings', () =>
  check('a.md', MARKDOWN, [
    ' 1-1',
    'Title 3-4',
    'Title > Install it 5-8',
    'Title > Install it > Deep 9-10',
    'Title > Use 11-12',
  ]));
test('a skeleton of headings', () => {
  const [skeleton] = parseText('docs/guide.md', MARKDOWN).units;
  assert.deepEqual([skeleton.kind, skeleton.name, skeleton.startLine, skeleton.endLine], ['skeleton', 'guide', 1, 12]);
  assert.equal(skeleton.body, 'Title\nTitle.Install it\nTitle.Install it.Deep\nTitle.Use');
});
test('Markdown without headings', () => check('a.md', 'one\ntwo', [' 1-2']));

const statement = (name: string, columns: number) =>
  `CREATE TABLE ${name} (\n${Array.from({ length: columns }, (_, i) => `  c${i} INT`).join(',\n')}\n);\n`;
test('SQL between its statements', () =>
  check('a.sql', [statement('a', 12), statement('b', 12), statement('c', 12)].join('\n'), [' 1-14', ' 16-29', ' 31-44']));

test('configuration at its top level', () => {
  const part = (name: string) => `${name}:\n${'  key: value\n'.repeat(39)}`;
  check('a.yaml', part('one') + part('two'), [' 1-40', ' 41-80']);
});
test('plain text at blank lines', () => {
  const paragraph = `${'words and words\n'.repeat(29)}\n`;
  check('a.txt', paragraph.repeat(4), [' 1-59', ' 61-119']);
});
test('an unknown ending', () => check('a.xyz', 'one', [' 1-1']));
test('nothing', () => check('a.txt', '', []));
test('white space', () => check('a.txt', ' \n\t\n', []));

const language = (path: string, expected: string) => assert.equal(parseText(path, 'x').language, expected);
test('languages by name', () => {
  language('a/b.JSON', 'json');
  language('Dockerfile', 'docker');
  language('x/Makefile', 'make');
  language('a.b/c', 'text');
  language('pom.xml', 'xml');
});
