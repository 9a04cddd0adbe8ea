import assert from 'node:assert/strict';
import { test } from 'node:test';
import { estimateTokens } from '../../../src/engine/ask/tokens.ts';

const check = (text: string, tokens: number) => assert.equal(estimateTokens(text), tokens);

test('nothing', () => check('', 0));
test('code', () => check('x'.repeat(36), 10));
test('Chinese', () => check('重'.repeat(13), 10));
test('both', () => check(`${'x'.repeat(36)}${'重'.repeat(13)}`, 20));
test('part of a token is a token', () => check('a', 1));
