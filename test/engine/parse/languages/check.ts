/** What the tests of the language tables share: inline source in, one short line per unit out. */
import assert from 'node:assert/strict';
import { type CodeParser, openParser } from '../../../../src/engine/parse/parser.ts';
import type { ParsedFile, Unit } from '../../../../src/engine/types.ts';
import { grammars } from '../../../support/grammars.ts';

let parser: Promise<CodeParser> | undefined;

/** Checks for the language that `path` belongs to. */
export function checksOf(path: string) {
  const parse = async (source: string): Promise<ParsedFile> => {
    parser ??= openParser(grammars);
    return (await parser).parse(path, source);
  };
  const unit = async (source: string, symbol: string): Promise<Unit> => {
    const { units } = await parse(source);
    const found = units.find((one) => one.kind !== 'skeleton' && symbolOf(one) === symbol);
    assert.ok(found, `no ${symbol} among ${units.map(symbolOf).join(', ')}`);
    return found;
  };
  return {
    /** Every unit but the skeleton as `+kind scope.name from-to`; `-` in front of what is not exported. */
    async units(source: string, expected: readonly string[]) {
      const { units } = await parse(source);
      assert.deepEqual(units.filter(({ kind }) => kind !== 'skeleton').map(lineOf), expected);
    },
    async doc(source: string, symbol: string, expected: string) {
      assert.equal((await unit(source, symbol)).doc, expected);
    },
    async signature(source: string, symbol: string, expected: string) {
      assert.equal((await unit(source, symbol)).signature, expected);
    },
    async bases(source: string, symbol: string, expected: readonly string[]) {
      assert.deepEqual((await unit(source, symbol)).bases, expected);
    },
    /** Calls as `receiver>name`, or `name` alone. */
    async calls(source: string, symbol: string, expected: readonly string[]) {
      const { calls } = await unit(source, symbol);
      assert.deepEqual(
        calls.map(({ name, receiver }) => (receiver ? `${receiver}>${name}` : name)),
        expected,
      );
    },
    /** Imports as `module` or `module: name name`. */
    async imports(source: string, expected: readonly string[]) {
      const { imports } = await parse(source);
      assert.deepEqual(
        imports.map(({ module, names }) => (names.length > 0 ? `${module}: ${names.join(' ')}` : module)),
        expected,
      );
    },
    async readsWithoutErrors(source: string) {
      assert.equal((await parse(source)).syntaxErrors, false);
    },
  };
}

function symbolOf({ scope, name }: Unit): string {
  return [...scope, name].join('.');
}

function lineOf(unit: Unit): string {
  return `${unit.exported ? '+' : '-'}${unit.kind} ${symbolOf(unit)} ${unit.startLine}-${unit.endLine}`;
}
