import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstSentence, outlineOfFile, outlineOfUnit } from '../../../src/engine/ask/outline.ts';
import { estimateTokens } from '../../../src/engine/ask/tokens.ts';
import { sourceCorpus } from '../../support/source-corpus.ts';
import { idOf, tinyCorpus } from '../../support/tiny-corpus.ts';
import { RETRY_CODE } from './retry-code.ts';

const { corpus } = sourceCorpus(RETRY_CODE);

test('a file: header, imports, definitions by depth', () =>
  assert.equal(
    outlineOfFile(corpus, 'src/net/client.ts', 500).text,
    [
      'Talks to the server.',
      'imports ./retry.ts',
      '5: class Client extends Base  — Sends requests, and sends them again.',
      '7:   async send(request: Request): Promise<Response>  — Sends a request, trying again while the policy allows.',
      '18:   transmit(request: Request): Promise<Response>',
    ].join('\n'),
  ));
test('a class without its file', () =>
  assert.match(
    outlineOfUnit(corpus, corpus.unit(idOf(corpus, 'Client')), 500).text,
    /^5: class Client.*\n7: {3}async send.*\n18: .*$/,
  ));
test('exported definitions stay when there is little room', () => {
  const many = tinyCorpus(`a.ts: ${Array.from({ length: 40 }, (_, i) => `${i % 2 === 0 ? '-' : ''}f${i}`).join('; ')}`);
  const { text, leftOut } = outlineOfFile(many, 'a.ts', 60);
  assert.ok(estimateTokens(text) <= 60);
  assert.ok(leftOut >= 20);
  assert.match(text, /f1\(\)/);
  assert.doesNotMatch(text, /f0\(\)/);
});

const sentence = (doc: string, expected: string) => assert.equal(firstSentence(doc), expected);
test('the first sentence', () => sentence('Opens it.\nThen more.', 'Opens it.'));
test('over lines', () => sentence('Opens\n it. More', 'Opens it.'));
test('a dot inside a name', () => sentence('Calls foo.bar twice. More', 'Calls foo.bar twice.'));
test('Chinese', () => sentence('打开文件。然后关闭。', '打开文件。'));
test('without an end', () => sentence('Opens it', 'Opens it'));
