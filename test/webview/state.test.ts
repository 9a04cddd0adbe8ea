import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange, HostMessage } from '../../src/webview/messages.ts';
import { type PageState, reduce } from '../../src/webview/state.ts';

const conversation = { id: 'c', title: '', exchanges: [], pinned: [] };
const draft = { text: '', attached: [] };
const begin: HostMessage = {
  type: 'begin',
  language: 'en',
  strings: {},
  commands: [],
  status: { index: 'ready' },
  conversation,
  draft,
};
const exchange: Exchange = {
  id: 'a',
  input: 'Why?',
  attached: [],
  state: { kind: 'answering', text: 'Be', sources: [], model: 'm' },
};

const after = (...messages: readonly HostMessage[]) => messages.reduce<PageState | undefined>(reduce, undefined);

test('nothing is shown before the host has begun', () => assert.equal(after({ type: 'focus' }), undefined));

test('an exchange is added once, then replaced', () => {
  const failed: Exchange = { ...exchange, state: { kind: 'stopped' } };
  const state = after(begin, { type: 'exchange', exchange }, { type: 'exchange', exchange: failed });
  assert.deepEqual(state?.conversation.exchanges, [failed]);
});

test('words that arrive grow the answer they belong to, and no other', () => {
  const text = (id: string): HostMessage => ({ type: 'text', id, text: 'cause' });
  const state = after(begin, { type: 'exchange', exchange }, text('a'), text('b'));
  assert.deepEqual(state?.conversation.exchanges[0].state, { kind: 'answering', text: 'Because', sources: [], model: 'm' });
});

test('words that come after the end change nothing', () => {
  const stopped: Exchange = { ...exchange, state: { kind: 'stopped' } };
  const state = after(begin, { type: 'exchange', exchange: stopped }, { type: 'text', id: 'a', text: 'x' });
  assert.deepEqual(state?.conversation.exchanges, [stopped]);
});

test('beginning again shows what the host says now', () => {
  const state = after(begin, { type: 'exchange', exchange }, begin);
  assert.deepEqual(state?.conversation.exchanges, []);
});
