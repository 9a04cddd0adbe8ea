import assert from 'node:assert/strict';
import { test } from 'node:test';
import { prepared, unitVector } from '../../../src/node/embedders/vectors.ts';

test('cut and made a unit vector', () =>
  assert.deepEqual([...unitVector([3, 4, 12], 2, 'x')], [Math.fround(0.6), Math.fround(0.8)]));
test('zeros stay zeros', () => assert.deepEqual([...unitVector([0, 0], 2, 'x')], [0, 0]));
test('too short', () => assert.throws(() => unitVector([1], 2, 'x'), { code: 'embedderWrongShape' }));
test('not a number', () => assert.throws(() => unitVector([1, Number.NaN], 2, 'x'), { code: 'embedderWrongShape' }));
test('infinite', () => assert.throws(() => unitVector([Number.POSITIVE_INFINITY, 1], 2, 'x'), { code: 'embedderWrongShape' }));
test('a prefix before the text', () => assert.equal(prepared('where', 'query: '), 'query: where'));
test('a prefix before nothing', () => assert.equal(prepared('', 'query: '), 'query: -'));
test('half a character', () => assert.equal(prepared('a\ud83d', ''), 'a\ufffd'));
test('a whole character of two halves', () => assert.equal(prepared('a😀', ''), 'a😀'));
