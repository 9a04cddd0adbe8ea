import assert from 'node:assert/strict';
import { test } from 'node:test';
import { angleIn, limitIn, optionalTextIn, textIn } from '../../../src/vscode/agent/tool-input.ts';

const invalid = { code: 'toolInputInvalid' };

test('texts are trimmed, and nothing else is one', () => {
  assert.equal(textIn({ target: ' a.ts:1 ' }, 'target'), 'a.ts:1');
  for (const target of [undefined, null, '', '  ', 7, ['a'], { a: 1 }]) {
    assert.equal(optionalTextIn({ target }, 'target'), undefined);
    assert.throws(() => textIn({ target }, 'target'), invalid);
  }
});

test('limits are whole numbers within bounds', () => {
  assert.equal(limitIn({}), undefined);
  assert.equal(limitIn({ limit: 100 }), 100);
  for (const limit of [0, 101, 1.5, '5', Number.NaN]) assert.throws(() => limitIn({ limit }), invalid);
});

test('angles are those of the engine', () => {
  assert.equal(angleIn({}), undefined);
  assert.equal(angleIn({ angle: 'company' }), 'company');
  assert.throws(() => angleIn({ angle: 'any' }), invalid);
});
