import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Found, meanReciprocalRank, ranksOf, recallAt, scoresByLanguage } from '../../bench/scores.ts';

test('the mean of reciprocal ranks, what was not found counting 0', () => {
  assert.equal(meanReciprocalRank([1, 2, 4, 0]), (1 + 1 / 2 + 1 / 4) / 4);
});
test('recall counts what is among the first ten', () => assert.equal(recallAt(10, [1, 10, 11, 0]), 0.5));
test('nothing asked is nothing found', () => assert.deepEqual([meanReciprocalRank([]), recallAt(10, [])], [0, 0]));

const wanted: Found = { path: 'a.ts', symbol: 'Client.send', startLine: 10, endLine: 30, more: [] };
const other = { symbol: 'Client.close', startLine: 40, endLine: 50 };

function check(hits: readonly Partial<Found>[], file: number, rank: number, shown: number) {
  const ranks = ranksOf(
    wanted,
    hits.map((hit) => ({ ...wanted, ...hit })),
  );
  assert.deepEqual(ranks, { file, function: rank, shown });
}

test('found at once', () => check([{}], 1, 1, 1));
test('the file through another function', () => check([{ path: 'b.ts' }, other], 2, 0, 0));
test('the file first, the function later', () => check([other, { path: 'b.ts' }, {}], 1, 3, 3));
test('the function below another of its file', () => check([{ ...other, more: [wanted] }], 1, 0, 1));
test('a part of a long function is that function', () => check([{ startLine: 20 }], 1, 1, 1));
test('an overload further down is another function', () => check([{ startLine: 40, endLine: 60 }], 1, 0, 0));
test('not found', () => check([{ path: 'b.ts', more: [wanted] }], 0, 0, 0));

test('languages apart, those with most questions first', () => {
  const rank = (language: string, file: number) => ({ language, file, function: 0, shown: 0 });
  const scores = scoresByLanguage([rank('c', 1), rank('go', 2), rank('go', 1)]);
  assert.deepEqual(
    Object.entries(scores).map(([language, { questions, fileMrr }]) => [language, questions, fileMrr]),
    [
      ['go', 2, 0.75],
      ['c', 1, 1],
    ],
  );
});
