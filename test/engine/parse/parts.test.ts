/** Overlong functions, and the calls and lines of their parts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openParser } from '../../../src/engine/parse/parser.ts';
import { grammars } from '../../support/grammars.ts';

const step = (i: number) => `  if (ready(${i})) {\n    work${i}(\n      ${i},\n    );\n  }\n`;
const long = (steps: number) =>
  `/** Does all of it. */\nexport function all(): void {\n${Array.from({ length: steps }, (_, i) => step(i)).join('')}}\n`;

const partsOf = async (source: string) => {
  const parser = await openParser(grammars);
  const { units } = await parser.parse('a.ts', source);
  parser.close();
  return units.filter(({ kind }) => kind !== 'skeleton');
};

test('a function of 100 lines is whole', async () => {
  const [unit, ...more] = await partsOf(long(20));
  assert.deepEqual([unit.part, unit.parts, more.length], [0, 1, 0]);
});

test('parts know their function, and lie side by side', async () => {
  const parts = await partsOf(long(80));
  assert.ok(parts.length >= 4 && parts.length <= 7, `${parts.length} parts`);
  parts.forEach(({ name, kind, doc, signature, exported, part, parts: count, startLine, endLine }, i) => {
    assert.deepEqual(
      [name, kind, doc, signature, exported],
      ['all', 'function', 'Does all of it.', 'export function all(): void', true],
    );
    assert.deepEqual([part, count], [i, parts.length]);
    if (i > 0) assert.equal(startLine, parts[i - 1].endLine + 1);
    assert.ok(endLine - startLine < 100);
  });
});

test('parts begin with a statement', async () => {
  for (const { body } of (await partsOf(long(80))).slice(1)) assert.match(body, /^ {2}if \(ready/);
});

test('every call is in one part, on its line', async () => {
  const parts = await partsOf(long(80));
  const calls = parts.flatMap(({ calls, startLine, endLine }) =>
    calls.map(({ name, line }) => {
      assert.ok(startLine <= line && line <= endLine);
      return name;
    }),
  );
  assert.equal(calls.filter((name) => name === 'ready').length, 80);
  assert.equal(new Set(calls).size, 81);
});

test('nested functions do not make a function long', async () => {
  const inner = Array.from({ length: 40 }, (_, i) => `  function f${i}() {\n    a();\n    b();\n    c();\n  }\n`).join('');
  const units = await partsOf(`function outer() {\n${inner}}\n`);
  assert.deepEqual([units.length, units[0].parts], [41, 1]);
});
