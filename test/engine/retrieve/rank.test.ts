import assert from 'node:assert/strict';
import { test } from 'node:test';
import { denseShare } from '../../../src/engine/retrieve/rank.ts';

test('meaning weighs in full in a small workspace', () => assert.equal(denseShare(80), 1));
test('and less in a large one', () => assert.ok(denseShare(2_000) < 1 && denseShare(20_000) < denseShare(2_000)));
test('but always counts', () => assert.ok(denseShare(1e9) >= 0.5));
