import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import type { Hasher } from '../../../src/engine/index/container.ts';
import { PresentLines, relocate } from '../../../src/engine/present/relocate.ts';
import type { UnitRecord } from '../../../src/engine/types.ts';
import { openHasher } from '../../support/hasher.ts';

let hash: Hasher;
before(async () => {
  hash = await openHasher();
});

/** Units of a text, written `name:start-end`; a unit's signature is its first line without what opens the body. */
function unitsOf(text: string, ...places: readonly string[]): readonly UnitRecord[] {
  const lines = new PresentLines(text, hash);
  return places.map((place, id) => {
    const [, name, start, end] = /^(.*):(\d+)-(\d+)$/.exec(place) as RegExpExecArray;
    const [startLine, endLine] = [Number(start), Number(end)];
    return {
      id,
      fileId: 0,
      path: 'a.ts',
      language: 'typescript',
      kind: name === 'file' ? 'skeleton' : name === '' ? 'window' : 'function',
      name: name === 'file' ? '' : name,
      scope: '',
      signature: lines.slice(startLine, startLine)[0].replace(/ \{$/, ''),
      doc: '',
      startLine,
      endLine,
      part: 0,
      parts: 1,
      exported: true,
      bases: [],
      contentHash: lines.hashOf(startLine, endLine),
    };
  });
}

/** Where the units stand after the change, as `start-end`, with `~` where they were edited, or `gone`. */
function check(before: string, places: readonly string[], after: string, expected: readonly string[]): void {
  const units = unitsOf(before, ...places);
  const { standing } = relocate(units, new PresentLines(after, hash));
  const found = units.map((unit) => {
    const now = standing(unit);
    return now === undefined ? 'gone' : `${now.whole ? '' : '~'}${now.startLine}-${now.endLine}`;
  });
  assert.deepEqual(found, expected);
}

const f = (name: string, body = 'return 1;') => `function ${name}() {\n  ${body}\n}\n`;
const TWO = `${f('alpha')}\n${f('beta')}`;
const AT = ['alpha:1-3', 'beta:5-7'];

test('nothing changed', () => check(TWO, AT, TWO, ['1-3', '5-7']));
test('lines above', () => check(TWO, AT, `// new\n// lines\n${TWO}`, ['3-5', '7-9']));
test('lines between', () => check(TWO, AT, `${f('alpha')}\n\n\n${f('beta')}`, ['1-3', '7-9']));
test('lines taken away', () => check(`\n\n${TWO}`, ['alpha:3-5', 'beta:7-9'], TWO, ['1-3', '5-7']));
test('a body that grew', () => check(TWO, AT, `${f('alpha', 'log();\n  return 2;')}\n${f('beta')}`, ['~1-4', '6-8']));
test('a body that shrank', () =>
  check(`${f('alpha', 'a();\n  b();\n  c();')}\n${f('beta')}`, ['alpha:1-5', 'beta:7-9'], TWO, ['~1-3', '5-7']));
test('the last one edited', () => check(TWO, AT, `${f('alpha')}\n${f('beta', 'log();\n  return 2;')}`, ['1-3', '~5-8']));
test('one that is gone', () => check(TWO, AT, f('beta'), ['gone', '1-3']));
test('all is gone', () => check(TWO, AT, 'nothing\n', ['gone', 'gone']));
test('an empty text', () => check(TWO, AT, '', ['gone', 'gone']));
test('order changed', () => check(TWO, AT, `${f('beta')}\n${f('alpha')}`, ['5-7', '1-3']));
test('a class whose method was edited', () => {
  const written = (body: string) => `class Box {\n  open() {\n    ${body}\n  }\n  shut() {\n    return 0;\n  }\n}\n`;
  check(
    written('return 1;'),
    ['Box:1-8', 'open:2-4', 'shut:5-7'],
    `\n${written('a();\n    b();')}`,
    ['~2-10', '~3-6', '6-8'].with(2, '7-9'),
  );
});
test('the file itself', () => check(TWO, ['file:1-7', ...AT], `\n${TWO}`, ['~1-8', '2-4', '6-8']));
test('lines of no definition', () =>
  check(`a = 1;\nb = 2;\n${f('alpha')}`, [':1-2', 'alpha:3-5'], `\na = 1;\nb = 2;\n${f('alpha')}`, ['2-3', '4-6']));
test('the last line without its end', () => check(TWO.trimEnd(), AT, `\n${TWO}`, ['2-4', '6-8']));
test('an end that was added', () => check(TWO.trimEnd(), AT, TWO, ['1-3', '5-7']));
test('carriage returns', () => check(TWO.replaceAll('\n', '\r\n'), AT, `\r\n${TWO.replaceAll('\n', '\r\n')}`, ['2-4', '6-8']));
test('of two blocks that are alike each stays the one it was', () => {
  const twins = `${f('same')}\n${f('same')}`;
  check(twins, ['same:1-3', 'same:5-7'], `// one\n// two\n// three\n// four\n${twins}`, ['5-7', '9-11']);
});
test('of several blocks that are alike the nearest is taken', () => {
  const far = Array.from({ length: 40 }, (_, i) => `line ${i};`).join('\n');
  check(`${far}\n${f('same')}`, ['same:41-43'], `${f('same')}${far}\n// one more\n${f('same')}`, ['45-47']);
});

test('whatever is inserted between definitions, each is found whole where it is', () => {
  const names = ['alpha', 'beta', 'gamma', 'delta'];
  const gaps = fc.array(fc.array(fc.constantFrom('', '// note', 'x = 1;', '}'), { maxLength: 6 }), {
    minLength: 5,
    maxLength: 5,
  });
  fc.assert(
    fc.property(gaps, gaps, (old, now) => {
      const written = (filler: readonly (readonly string[])[]) => {
        const lines: string[] = [];
        const places: string[] = [];
        names.forEach((name, i) => {
          lines.push(...filler[i]);
          places.push(`${name}:${lines.length + 1}-${lines.length + 3}`);
          lines.push(...f(name).trimEnd().split('\n'));
        });
        return { text: `${[...lines, ...filler[4]].join('\n')}\n`, places };
      };
      const [before, after] = [written(old), written(now)];
      check(
        before.text,
        before.places,
        after.text,
        after.places.map((place) => place.split(':')[1]),
      );
    }),
  );
});
