import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isQuickPattern } from '../../../src/engine/text/patterns.ts';

const check = (pattern: string, expected: boolean) =>
  test(`${pattern} is ${expected ? 'matched' : 'refused'}`, () => assert.equal(isQuickPattern(pattern), expected));

check('src/**', true);
check('**/*.{ts,tsx}', true);
check('packages/*/src/**/*.test.ts', true);
check('app/\\(group\\)/**', true);
check('*a*a*a*a*a*a*b', false);
check('a/+(x)', false);
check('*/*/*/*/*/*', false);
