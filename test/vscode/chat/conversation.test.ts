import assert from 'node:assert/strict';
import { test } from 'node:test';
import { excerptWith, restored, together, turnsOf, upTo, withState } from '../../../src/vscode/chat/conversation.ts';
import { conversationMarkdown } from '../../../src/vscode/chat/export.ts';
import type { ExchangeState } from '../../../src/webview/messages.ts';
import { answered, conversation, exchange } from './conversations.ts';

const two = conversation(
  'c1',
  exchange('a', 'How does it\n retry?', answered('In the client [1].')),
  exchange('b', 'And then?', { kind: 'failed', message: 'No key.', ways: ['parallax.model.setKey'] }),
);

test('the first question names the conversation', () => assert.equal(two.title, 'How does it retry?'));

test('a long question is cut, ideographs whole', () => {
  const { title } = conversation('c', exchange('a', '重'.repeat(100), answered('')));
  assert.equal(title, `${'重'.repeat(59)}…`);
});

test('only answers become history', () => {
  assert.deepEqual(turnsOf(two.exchanges), [{ question: 'How does it\n retry?', answer: 'In the client [1].' }]);
});

test('asking again takes away the question and all after it', () => {
  assert.deepEqual(
    upTo(two, 'a').exchanges.map(({ id }) => id),
    [],
  );
  assert.deepEqual(
    upTo(two, 'b').exchanges.map(({ id }) => id),
    ['a'],
  );
});

test('a name taken from a question goes with it, one that was given stays', () => {
  assert.equal(upTo(two, 'a').title, '');
  assert.equal(upTo({ ...two, title: 'Mine' }, 'a').title, 'Mine');
  assert.equal(upTo(two, 'b').title, two.title);
});

test('what was under way when the window closed has stopped', () => {
  for (const state of [
    { kind: 'preparing', step: 'searching' },
    { kind: 'answering', text: '', sources: [], model: 'm' },
  ] as const)
    assert.deepEqual(restored(withState(two, 'b', { ...state } as ExchangeState, 9)).exchanges[1].state, { kind: 'stopped' });
});

test('an answer that was under way when the window closed stays as far as it came, its citations checked', () => {
  const place = { path: 'src/a.ts', startLine: 3, endLine: 9, symbol: 'run', language: 'typescript', reason: '', text: '' };
  const sources = [1, 2].map((n) => ({ ...place, n, cited: false }));
  const running = withState(two, 'b', { kind: 'answering', text: 'It runs [1]. And [9].', sources, model: 'm' }, 9);
  const { state } = restored(running).exchanges[1];
  assert.ok(state.kind === 'answered');
  const { cutShort, unverified } = state.answer;
  assert.deepEqual([cutShort, unverified, state.answer.sources.map(({ cited }) => cited)], ['', ['And [9].'], [true, false]]);
});

test('a search looks into questions and answers', () => {
  assert.equal(excerptWith(two, 'CLIENT retry'), 'How does it retry? In the client [1]. And then?');
  assert.equal(excerptWith(two, 'client server'), undefined);
  assert.equal(excerptWith(two, ''), 'How does it retry? In the client [1]. And then?');
  const long = conversation('c', exchange('a', `${'word '.repeat(50)}needle`, answered('')));
  assert.match(excerptWith(long, 'needle') ?? '', /^….*needle$/);
});

test('attachments stand once', () => {
  const a = { kind: 'file', label: 'a', target: 'a.c' } as const;
  const b = { kind: 'file', label: 'b', target: 'b.c' } as const;
  assert.deepEqual(together([a, b], [a]), [a, b]);
});

test('an exported conversation holds questions, answers, sources and errors', () => {
  const source = {
    n: 1,
    path: 'src/a.ts',
    startLine: 3,
    endLine: 9,
    symbol: 'run',
    language: 'typescript',
    reason: 'why',
    text: '',
  };
  const shown = answered('It runs [1].', {
    sources: [
      { ...source, cited: true },
      { ...source, n: 2, path: 'src/b.ts', cited: false },
    ],
    notSeen: ['Generated files.'],
    model: 'tiny',
  });
  const one = conversation('c', exchange('a', 'What runs?', shown), ...two.exchanges.slice(1));
  assert.equal(
    conversationMarkdown(one),
    [
      '# What runs?',
      '1970-01-01',
      '## What runs?',
      'It runs [1].',
      '**Sources**',
      '[1] src/a.ts:3-9 run  ',
      '**Not seen**',
      '- Generated files.',
      '*tiny*',
      '## And then?',
      '> No key.\n',
    ].join('\n\n'),
  );
});
