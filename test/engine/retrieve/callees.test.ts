import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Callees } from '../../../src/engine/retrieve/callees.ts';

/** Files of units: the name each defines, and the names it calls. */
function callees(...files: (readonly (readonly [string, readonly string[]])[])[]): Callees {
  const units = files.flatMap((file, number) => file.map(([name, called]) => ({ name, called, file: number })));
  return new Callees({
    fileOfUnit: Int32Array.from(units, ({ file }) => file),
    firstUnitOfFile: Uint32Array.from([...files.keys(), files.length], (file) => files.slice(0, file).flat().length),
    calls: (unit) => units[unit].called.map((name) => ({ name, receiver: '', line: 1 })),
    unitsNamed: (name) => [...units.keys()].filter((unit) => units[unit].name === name),
  });
}
const of = (found: Callees) => [...found.of([{ file: 0, score: 1 }])];

test('what a file calls is found', () => assert.deepEqual(of(callees([['main', ['parse']]], [['parse', []]])), [[1, 1]]));
test('what it defines itself is not a hop', () =>
  assert.deepEqual(
    of(
      callees(
        [
          ['main', ['help']],
          ['help', []],
        ],
        [['help', []]],
      ),
    ),
    [],
  ));
test('the file leaned on most is 1', () =>
  assert.deepEqual(
    of(
      callees(
        [['main', ['a', 'b', 'c']]],
        [
          ['a', []],
          ['b', []],
        ],
        [['c', []]],
      ),
    ),
    [
      [1, 1],
      [2, 0.5],
    ],
  ));
test('a name that many files define says nothing', () =>
  assert.deepEqual(of(callees([['main', ['get']]], [['get', []]], [['get', []]], [['get', []]], [['get', []]])), []));
test('no callers, no callees', () => assert.deepEqual([...callees([['a', []]]).of([])], []));
