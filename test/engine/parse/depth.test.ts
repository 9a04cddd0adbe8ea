import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type CodeParser, openParser } from '../../../src/engine/parse/parser.ts';
import { grammars } from '../../support/grammars.ts';

let parser: CodeParser;
before(async () => {
  parser = await openParser(grammars);
});

/** Names and kinds survive; whatever the nesting, no unit carries more than a bounded scope. */
async function check(path: string, text: string, wanted: string): Promise<void> {
  const { units } = await parser.parse(path, text);
  assert.ok(
    units.some(({ name }) => name === wanted),
    `${wanted} is not among ${units.length} units`,
  );
  for (const { scope } of units) assert.ok(scope.length <= 32);
}

const times = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i)).join('\n');

test('functions in functions', () => check('a.js', times(2_000, (i) => `function f${i}() {`) + '}'.repeat(2_000), 'f1998'));
test('namespaces in namespaces', () =>
  check('a.cc', `${times(500, (i) => `namespace n${i} {`)}\nint deep() { return 1; }\n${'}'.repeat(500)}`, 'deep'));
