import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cancelled } from '../../../src/engine/errors.ts';
import { vscodeModelError } from '../../../src/vscode/models/vscode-trouble.ts';

function check(error: unknown, code: string, words: RegExp): void {
  const made = vscodeModelError(error, 'GPT');
  assert.equal(made.code, code);
  assert.match(made.message, words);
}

const withCode = (code: string, message: string) => Object.assign(new Error(message), { code });
const named = (name: string, message: string) => Object.assign(new Error(message), { name });

test("VS Code's codes", () => {
  check(withCode('NoPermissions', ''), 'modelNotAllowed', /allow it/);
  check(withCode('Blocked', 'content filter'), 'modelBlocked', /\(content filter\)/);
  check(withCode('NotFound', ''), 'modelGone', /sign in/);
});

test('allowances, which only names tell, also inside of what VS Code throws', () => {
  check(named('ChatQuotaExceeded', 'used up'), 'modelQuotaSpent', /\(used up\)/);
  check(new Error('Unknown', { cause: named('ChatRateLimited', 'slow down') }), 'modelQuotaSpent', /\(slow down\)/);
});

test('a message is never taken for a code', () => check(new Error('quota NotFound'), 'modelBroke', /quota NotFound$/));

test("a provider's own trouble, whatever it throws", () => {
  check(new Error('outer', { cause: new Error('the model\n broke') }), 'modelBroke', /failed: the model broke$/);
  check('text', 'modelBroke', /text$/);
  check(undefined, 'modelBroke', /undefined$/);
  check(new Error('x'.repeat(500)), 'modelBroke', /x{200}…$/);
});

test('errors of ours stay as they are', () => check(cancelled(), 'cancelled', /Stopped/));
