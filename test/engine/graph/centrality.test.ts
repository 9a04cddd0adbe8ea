import assert from 'node:assert/strict';
import { test } from 'node:test';
import { centrality } from '../../../src/engine/graph/centrality.ts';
import { idOf, tinyCorpus } from '../../support/tiny-corpus.ts';

/** Units from the most to the least central. */
function check(description: string, ...ordered: readonly string[]) {
  const corpus = tinyCorpus(description);
  const scores = centrality(corpus);
  const of = ordered.map((symbol) => scores[idOf(corpus, symbol)]);
  for (let i = 1; i < of.length; i++) assert.ok(of[i - 1] > of[i], `${ordered[i - 1]} ${of[i - 1]}, ${ordered[i]} ${of[i]}`);
  assert.equal(Math.max(...scores), 1);
  assert.ok(Math.min(...scores) >= 0);
}

test('more callers', () => check('a.ts: f calls h, g\nb.ts: g calls h\nc.ts: h', 'h', 'g', 'f'));
test('callers of many files before many callers of one', () =>
  check('a.ts: f calls g; f2 calls g; f3 calls g\nb.ts: x calls h\nc.ts: y calls h\nd.ts: g; h', 'h', 'g'));
test('same-named definitions share', () =>
  check('a.ts: f calls g, h\nb.ts: x calls g, h\nc.ts: g\nd.ts: g\ne.ts: h', 'h', 'c.ts#g'));
test('a file that defines the name uses its own', () =>
  check(
    'a.c: -init; f calls init; f2 calls init\nb.c: -init; g calls init\nc.c: h calls other\nd.c: other',
    'other',
    'a.c#init',
    'b.c#init',
  ));
test('calling oneself does not count', () => check('a.ts: f calls f, g\nb.ts: g', 'g', 'f'));
test('many calls from one unit count once', () =>
  check('a.ts: f calls g, g, g\nb.ts: x calls h\nc.ts: y calls h\nd.ts: g; h', 'h', 'g'));
test('windows call too', () => check('a.ts: window top calls g\nb.ts: g; h', 'g', 'h'));
test('a call of a name that everything answers to hardly counts', () =>
  check('a.ts: f calls items, g\nb.ts: x calls items, g\nc.ts: y calls items\nd.ts: Jar.items; g', 'g', 'Jar.items'));
test('nobody calls anybody', () => {
  const corpus = tinyCorpus('a.ts: f; g');
  assert.deepEqual([...centrality(corpus)], [0, 0]);
});
