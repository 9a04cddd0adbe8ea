import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderAnswer, renderApparatus } from '../../../src/engine/ask/markdown.ts';
import type { Answer } from '../../../src/engine/types.ts';

const ANSWER: Answer = {
  answer: 'It decides [1].\n',
  sources: [
    { n: 1, path: 'src/retry.ts', startLine: 7, endLine: 10, symbol: 'decide' },
    { n: 3, path: 'a\nb.md', startLine: 2, endLine: 2, symbol: '' },
  ],
  unverified: ['So it is [7].'],
  notSeen: ['2 files were too large.'],
  model: 'm',
  tokens: { prompt: 1, completion: 1 },
};

test('the text, its sources, what is unverified, what was not seen', () =>
  assert.equal(
    renderAnswer(ANSWER, 'en'),
    [
      'It decides [1].',
      '',
      '**Sources**',
      '',
      '[1] src/retry.ts:7-10 decide  ',
      '[3] a\\u000ab.md:2  ',
      '',
      '**Unverified: no source given to the model supports this**',
      '',
      '- So it is [7].',
      '',
      '**Not seen**',
      '',
      '- 2 files were too large.',
    ].join('\n'),
  ));
test('in Chinese', () =>
  assert.match(renderApparatus(ANSWER, 'zh'), /^\*\*来源\*\*[\s\S]*\*\*未经证实[\s\S]*\*\*未看到的内容\*\*/));
test('empty parts have no heading', () =>
  assert.equal(renderAnswer({ ...ANSWER, sources: [], unverified: [], notSeen: [] }, 'en'), 'It decides [1].'));
