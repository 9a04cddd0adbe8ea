import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blanked, docSpans } from '../../bench/comments.ts';

/** `$0 … $1` is the unit; `doc` as the parser gives it; `expected` is the text with the documentation blanked. */
function check(marked: string, doc: string, expected: string | undefined) {
  const text = marked.replace(/\$[01]/g, '');
  const unit = { start: marked.indexOf('$0'), end: marked.indexOf('$1') - 2, doc };
  const spans = docSpans(text, unit);
  assert.equal(spans && blanked(text, spans), expected);
}

const spaces = (text: string) => text.replace(/./g, ' ');

test('a line comment before the function', () => {
  check('// Sends it.\n$0func send() {}$1\n', 'Sends it.', `// ${spaces('Sends it.')}\nfunc send() {}\n`);
});
test('a block of several lines keeps its lines and marks', () => {
  check(
    '/**\n * Sends it.\n *\n * Twice.\n */\n$0void send();$1',
    'Sends it.\n\nTwice.',
    `/**\n * ${spaces('Sends it.')}\n *\n * ${spaces('Twice.')}\n */\nvoid send();`,
  );
});
test('a documentation string inside still is a string', () => {
  check(
    '$0def send(x):\n    """Send it."""\n    return x$1\n',
    'Send it.',
    `def send(x):\n    """${spaces('Send it.')}"""\n    return x\n`,
  );
});
test('attributes between comment and function are not touched', () => {
  check('$0#[inline]\n/// Sends it.\nfn send() {}$1', 'Sends it.', `#[inline]\n/// ${spaces('Sends it.')}\nfn send() {}`);
});
test('words before and words inside', () => {
  check(
    '# Sends it.\n$0def send():\n  "Quickly."$1',
    'Sends it.\nQuickly.',
    `# ${spaces('Sends it.')}\ndef send():\n  "${spaces('Quickly.')}"`,
  );
});
test('the same words further up belong to another function', () => {
  check(
    '// Sends it.\nfunc a() {}\n// Sends it.\n$0func b() {}$1',
    'Sends it.',
    `// Sends it.\nfunc a() {}\n// ${spaces('Sends it.')}\nfunc b() {}`,
  );
});
test('code between documentation and function is no documentation', () => {
  check('// Sends it.\nint x;\n$0void send();$1', 'Sends it.', undefined);
});
test('words that are not there as written are not found', () => check('// Send\n$0f()$1', 'Sends it.', undefined));
test('Windows line ends stay', () => check('// A b.\r\n$0f()$1', 'A b.', '//     \r\nf()'));
test('spans of several functions in any order', () => {
  const spans = [
    { start: 4, end: 6 },
    { start: 0, end: 2 },
  ];
  assert.equal(blanked('abcdefg', spans), '  cd  g');
});
