/** What a file may hold without being lost. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { Parser } from 'web-tree-sitter';
import { type CodeParser, openParser } from '../../../src/engine/parse/parser.ts';
import { grammars } from '../../support/grammars.ts';

let parser: CodeParser;
before(async () => {
  parser = await openParser(grammars);
});

async function check(path: string, text: string, expected: readonly string[], syntaxErrors = false): Promise<void> {
  const parsed = await parser.parse(path, text);
  const shown = parsed.units
    .filter(({ kind }) => kind !== 'skeleton')
    .map(
      ({ kind, name, startLine, endLine, start, end }) =>
        `${kind} ${name} ${startLine}-${endLine} ${JSON.stringify(text.slice(start, end).slice(0, 12))}`,
    );
  assert.deepEqual([shown, parsed.syntaxErrors], [expected, syntaxErrors]);
}

test('an empty file', () => check('a.ts', '', []));
test('white space alone', () => check('a.py', ' \n\n', []));
test('one line without its end', () => check('a.py', 'def f(): pass', ['function f 1-1 "def f(): pas"']));
test('CRLF', () =>
  check('a.js', '// one\r\nfunction f() {\r\n  return 1;\r\n}\r\n\r\nfunction g() {}\r\n', [
    'function f 2-4 "function f()"',
    'function g 6-6 "function g()"',
  ]));
test('a byte order mark', () => check('a.js', '\ufefffunction f() {}\n', ['function f 1-1 "function f()"']));
test('astral characters and Chinese before a function', () =>
  check('a.ts', "const a = '😀😀漢字';\n// 查询\nfunction 数据() { return 1; }\n", ['function 数据 3-3 "function 数据("']));
test('a licence alone', () => check('a.c', '/* Copyright 2020 Nobody */\n', ['window  1-1 "/* Copyright"']));
test('statements alone', () => check('a.js', 'first(1);\nsecond(2);\n', ['window  1-2 "first(1);\\nse"']));
test('what parses is kept where the rest does not', () =>
  check(
    'a.ts',
    'function f() { return 1; }\n\nconst = nothing that parses and goes on; for quite some words of it, it does\n\nfunction g() { return 2; }\n',
    ['function f 1-1 "function f()"', 'window  3-3 "const = noth"', 'function g 5-5 "function g()"'],
    true,
  ));
test('not a program at all', async () => {
  const { units, syntaxErrors } = await parser.parse('a.c', 'Dear reader,\n\nthis is a letter.\n'.repeat(10));
  assert.ok(syntaxErrors && units.length > 0);
});

test('calls at the top of a file are those of its windows or its skeleton', async () => {
  const { units } = await parser.parse('a.js', 'const one = require("one");\nfunction f() {}\nstart();\n');
  assert.deepEqual(
    units.map(({ kind, calls }) => [kind, calls.map(({ name }) => name)]),
    [
      ['skeleton', ['require', 'start']],
      ['function', []],
    ],
  );
});

test('two parsers in one process', async () => {
  const other = await openParser(grammars);
  assert.equal((await other.parse('a.go', 'package a\nfunc F() {}\n')).units.length, 2);
  other.close();
  assert.equal((await parser.parse('a.go', 'package a\nfunc F() {}\n')).units.length, 2);
});

test('after a failure inside WebAssembly the file is kept as windows, and the next one is parsed', async () => {
  const { parse } = Parser.prototype;
  Parser.prototype.parse = () => {
    throw Object.assign(new Error('unreachable'), { name: 'RuntimeError' });
  };
  const failed = await parser.parse('a.go', 'package a\nfunc F() {}\n');
  Parser.prototype.parse = parse;
  assert.deepEqual([failed.language, failed.syntaxErrors, failed.units.map(({ kind }) => kind)], ['go', true, ['window']]);
  assert.equal((await parser.parse('a.go', 'package a\nfunc F() {}\n')).units.length, 2);
});

test('a grammar that cannot be had is not hidden', async () => {
  const broken = await openParser({ ...grammars, grammar: () => Promise.reject(new Error('gone')) });
  await assert.rejects(broken.parse('a.go', 'package a\n'));
  assert.equal((await broken.parse('a.txt', 'still\n')).units.length, 1);
});

/** Files that would take minutes if any step of reading them were quadratic; the runner's own limit is the check. */
const ENDLESS: Readonly<Record<string, string>> = {
  'one line of functions.js': 'var a=function(b){return b+1};'.repeat(20_000),
  'comments before a function.c': `${'// x\n'.repeat(100_000)}int f() { return 1; }`,
  'blank lines.sql': `a${'\n'.repeat(300_000)}b`,
  'attributes.c': `int ${'__a '.repeat(200_000)}`,
  'open scripts.vue': '<script>'.repeat(50_000),
};
for (const [path, text] of Object.entries(ENDLESS)) {
  test(`endless: ${path}`, { timeout: 60_000 }, async () => {
    const { units } = await parser.parse(path, text);
    assert.ok(units.length > 0);
  });
}
