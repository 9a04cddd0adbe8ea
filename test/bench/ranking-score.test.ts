import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare, meanOverRepositories, ndcg, type Scored } from '../../bench/ranking-score.ts';

test('the only answer first is 1', () => assert.equal(ndcg(['a.ts', 'b.ts'], ['a.ts']), 1));
test('second is less', () => assert.ok(ndcg(['b.ts', 'a.ts'], ['a.ts']) < 1));
test('both answers first are 1', () => assert.equal(ndcg(['b.ts', 'a.ts'], ['a.ts', 'b.ts']), 1));
test('not found is 0', () => assert.equal(ndcg(['b.ts'], ['a.ts']), 0));
test('past the tenth is not found', () => assert.equal(ndcg([...'0123456789', 'a.ts'], ['a.ts']), 0));
test('a path may be given by its end', () => assert.equal(ndcg(['src/a.ts'], ['a.ts']), 1));

const scored = (repository: string, score: number): Scored => ({ repository, language: 'x', category: 'y', score });
test('a repository counts once', () =>
  assert.equal(meanOverRepositories([scored('a', 1), scored('a', 1), scored('a', 1), scored('b', 0)]), 0.5));
test('equal scores differ by nothing', () => {
  const same = [scored('a', 0.4), scored('b', 0.9)];
  assert.deepEqual(compare(same, same), { mean: 0, low: 0, high: 0 });
});
test('what is better everywhere is surely better', () => {
  const under = Array.from({ length: 20 }, (_, i) => scored(i % 2 ? 'a' : 'b', i / 40));
  const { mean, low, high } = compare(
    under.map((one) => ({ ...one, score: one.score + 0.1 })),
    under,
  );
  assert.ok(Math.abs(mean - 0.1) < 1e-9 && low > 0.09 && high < 0.11);
});
