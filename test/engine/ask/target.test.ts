import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTarget, symbolOf } from '../../../src/engine/ask/target.ts';
import { isEngineError } from '../../../src/engine/errors.ts';
import { sourceCorpus } from '../../support/source-corpus.ts';
import { corpusOfFiles, tinyCorpus } from '../../support/tiny-corpus.ts';
import { RETRY_CODE } from './retry-code.ts';

const { corpus } = sourceCorpus(RETRY_CODE);

/** `kind path[:lines] units`, units by symbol. */
function described(text: string, from = corpus): string {
  const target = parseTarget(from, text);
  if (target.kind === 'folder') return `folder ${target.path}: ${target.files.join(' ')}`;
  const units = target.units.map((id) => symbolOf(from.unit(id)) || '-').join(' ');
  const lines = target.kind === 'lines' ? `:${target.startLine}-${target.endLine}` : '';
  return `${target.kind} ${target.path}${lines} ${units}`;
}
const check = (text: string, expected: string, from = corpus) => assert.equal(described(text, from), expected);
const fails = (text: string, code: string, ...words: readonly string[]) =>
  assert.throws(
    () => parseTarget(corpus, text),
    (error) => isEngineError(error) && error.code === code && words.every((word) => error.message.includes(word)),
  );

test('a line means the innermost definition around it', () =>
  check('src/net/client.ts:9', 'lines src/net/client.ts:7-16 Client.send Client -'));
test('a line of a class between its methods', () => check('src/net/client.ts:17', 'lines src/net/client.ts:5-21 Client -'));
test('a line outside every definition', () => check('src/net/client.ts:2', 'lines src/net/client.ts:2-2 -'));
test('the empty line after the last', () => check('src/net/client.ts:22', 'lines src/net/client.ts:5-21 Client -'));
test('a range is what was asked for', () => check('src/net/retry.ts:6-10', 'lines src/net/retry.ts:6-10 decide -'));
test('a range over several', () => check('src/net/retry.ts:2-15', 'lines src/net/retry.ts:2-15 Policy decide backoff -'));
test('a range written backwards', () => check('src/net/retry.ts:10-6', 'lines src/net/retry.ts:6-10 decide -'));
test('a range past the end ends with the file', () => check('src/net/retry.ts:13-999', 'lines src/net/retry.ts:13-15 backoff -'));
test('a symbol by name', () => check('src/net/retry.ts#decide', 'symbol src/net/retry.ts decide'));
test('a symbol by scope and name', () => check('src/net/client.ts#Client.send', 'symbol src/net/client.ts Client.send'));
test('a method by its name alone', () => check('src/net/client.ts#send', 'symbol src/net/client.ts Client.send'));
test('other ways to write a scope', () => check('src/net/client.ts#Client::send()', 'symbol src/net/client.ts Client.send'));
test('a file', () => check('src/net/retry.ts', 'file src/net/retry.ts - Policy decide backoff'));
test('a folder', () => check('src/net', 'folder src/net: src/net/client.ts src/net/retry.ts'));
test('a folder with a slash', () => check('./src/net/', 'folder src/net: src/net/client.ts src/net/retry.ts'));
test('everything', () => check('.', `folder : ${Object.keys(RETRY_CODE).join(' ')}`));
test('the end of a path, where only one ends so', () => check('retry.ts#decide', 'symbol src/net/retry.ts decide'));
test('backslashes', () => check('src\\net\\retry.ts#decide', 'symbol src/net/retry.ts decide'));
test('overloads are all meant', () => check('a.ts#f', 'symbol a.ts f f', tinyCorpus('a.ts: f; f; g')));
test('a line between units, where no skeleton is, means the nearest', () => {
  const { startLine, ...unit } = tinyCorpus('a.md: window w').unit(0);
  const record = { ...unit, startLine: 5, endLine: 9 };
  const sparse = corpusOfFiles([{ path: 'a.md', units: [{ path: 'a.md', record, calls: [] }], imports: [] }]);
  assert.equal(startLine, 1);
  check('a.md:2', 'lines a.md:5-9 -', sparse);
});
test('a path with a hash', () => check('c#/a.ts#f', 'symbol c#/a.ts f', tinyCorpus('c#/a.ts: f')));

for (const path of [' a b .ts', 'a\\b.ts', 'a\nb.ts', 'a:1.ts', '-a.ts'])
  test(`a file called ${JSON.stringify(path)}`, () => {
    const units = [{ path, record: tinyCorpus('x.ts: f').unit(0), calls: [] }];
    check(`${path}:1`, `lines ${path}:1-10 f`, corpusOfFiles([{ path, units, imports: [] }]));
  });

test('nothing named', () => fails('  ', 'targetEmpty'));
test('a file that is not there, with the nearest', () => fails('src/net/retri.ts:3', 'targetNotFound', 'src/net/retry.ts'));
test('a file of another folder, with where it is', () => fails('lib/retry.ts', 'targetNotFound', 'src/net/retry.ts'));
test('a symbol that is not there, with the nearest', () =>
  fails('src/net/retry.ts#decides', 'targetNotFound', 'src/net/retry.ts#decide'));
test('nothing like it', () => fails('zzzzzzzzzzzz', 'targetNotFound', 'path:line'));
test('a line past the end', () => fails('src/net/retry.ts:100', 'lineOutOfRange', '100', '15'));
test('line 0', () => fails('src/net/retry.ts:0', 'lineOutOfRange'));
