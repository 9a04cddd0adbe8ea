import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LANGUAGES } from '../../../../src/engine/parse/languages.ts';

/** Bits that masks look for, so that arbitrary sequences of them reach every branch. */
const BITS = [
  '\n',
  '\r\n',
  '  ',
  'é',
  '@test "a b" {',
  '@test name {\n ',
  '@test other {\n\n',
  '#if os(iOS)',
  '#else',
  '#"raw "quoted""#',
  '#available(iOS 13, *)',
  '#line',
  'try await f()',
  'is X if y ->',
  'where?.let',
  '@OptIn(A::class)\n get()',
  'class A { val x = 1 }',
  'import a.b.{C, D}',
  '`ASSERT(A, a |-> ##1 (b), c)',
  '= {}',
  '. $PSScriptRoot/a.ps1',
  '(** doc *)',
  'val f : int',
  '<script lang="ts">',
  '</script>',
  ') } {',
];

const skeleton = (text: string) => text.replace(/[^\n]/g, '.');

for (const { grammar, mask } of LANGUAGES) {
  if (!mask) continue;
  test(`${grammar}: offsets and lines stay whatever the text`, () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...BITS), { maxLength: 30 }), (bits) => {
        const text = bits.join('');
        assert.equal(skeleton(mask(text)), skeleton(text));
      }),
    ));
}
