import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callees, callers, unresolvedCalls } from '../../../src/engine/graph/neighbours.ts';
import type { Edge } from '../../../src/engine/types.ts';
import { corpusOfFiles, idOf, tinyCorpus } from '../../support/tiny-corpus.ts';

const CODE = `
  net/client.ts: imports ./retry {decide}; class Client; Client.constructor; Client.send calls decide, this.open, decide; Client.open calls log, fetch
  net/retry.ts: decide calls backoff, decide; -backoff
  app.ts: imports ./net/client {Client}; main calls Client, client.send
`;
const corpus = tinyCorpus(CODE);
const names = (edges: readonly Edge[], side: 'from' | 'to') => edges.map((edge) => edge[side].name).sort();

const calleesAre = (symbol: string, expected: string[]) =>
  assert.deepEqual(names(callees(corpus, idOf(corpus, symbol)), 'to'), expected);
const callersAre = (symbol: string, expected: string[]) =>
  assert.deepEqual(names(callers(corpus, idOf(corpus, symbol)), 'from'), expected);

test('what a method calls, each once', () => calleesAre('Client.send', ['decide', 'open']));
test('a function that calls itself', () => calleesAre('decide', ['backoff', 'decide']));
test('who calls a function', () => callersAre('decide', ['decide', 'send']));
test('who calls a method', () => callersAre('Client.send', ['main']));
test('who constructs a class, asked of the class', () => callersAre('Client', ['main']));
test('who constructs a class, asked of its constructor', () => callersAre('Client.constructor', ['main']));
test('calls that lead outside', () => assert.deepEqual(unresolvedCalls(corpus, idOf(corpus, 'Client.open')), ['log', 'fetch']));
test('an edge knows the line of its call', () => {
  const [edge] = callers(corpus, idOf(corpus, 'Client.open'));
  const [, second] = corpus.calls(idOf(corpus, 'Client.send'));
  assert.equal(edge.line, second.line);
});
test('both ends agree', () => {
  for (let id = 0; id < corpus.unitCount; id++) {
    for (const edge of callees(corpus, id)) {
      const back = callers(corpus, edge.to.id).find((other) => other.from.id === edge.from.id);
      assert.equal(back?.confidence, edge.confidence);
    }
  }
});

test('the parts of an overlong function are one', () => {
  const file = 'a.py';
  const unit = (name: string, part: number, parts: number, startLine: number, call: string) => ({
    path: file,
    record: {
      ...corpus.unit(0),
      language: 'python',
      kind: 'function' as const,
      name,
      scope: '',
      part,
      parts,
      startLine,
      endLine: startLine + 9,
    },
    calls: call === '' ? [] : [{ name: call, receiver: '', line: startLine + 1 }],
  });
  const units = [
    unit('long', 0, 2, 1, 'early'),
    unit('long', 1, 2, 11, 'late'),
    unit('early', 0, 1, 21, ''),
    unit('late', 0, 1, 31, 'long'),
  ];
  const split = corpusOfFiles([{ path: file, units, imports: [] }]);
  assert.deepEqual(names(callees(split, 0), 'to'), ['early', 'late']);
  assert.deepEqual(callees(split, 1), callees(split, 0));
  assert.deepEqual(
    callers(split, 3).map((edge) => [edge.from.id, edge.line]),
    [[0, 12]],
  );
});

test('of very many callers the nearest are read', () => {
  const files = Array.from({ length: 50 }, (_, i) => `f${String(i).padStart(2, '0')}.c: g${i} calls hub`);
  const many = tinyCorpus(`${files.join('\n')}\nz.c: hub; near calls hub`);
  assert.equal(callers(many, idOf(many, 'hub')).length, 51);
  assert.deepEqual(names(callers(many, idOf(many, 'hub'), 1), 'from'), ['near']);
});
