import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message } from '../../../src/engine/ports.ts';
import { withoutSystemRole } from '../../../src/vscode/models/roles.ts';

/** `role: content`, one per message. */
function check(messages: readonly string[], expected: readonly string[]): void {
  const given = messages.map((line) => {
    const [role, content] = line.split(': ');
    return { role, content } as Message;
  });
  assert.deepEqual(
    withoutSystemRole(given).map(({ role, content }) => `${role}: ${content}`),
    expected,
  );
}

test('what the system says is said by the user', () =>
  check(['system: be brief', 'user: why?'], ['user: be brief', 'user: why?']));

test('it is said first, and the conversation keeps its order', () =>
  check(
    ['user: one', 'assistant: two', 'system: be brief', 'user: three'],
    ['user: be brief', 'user: one', 'assistant: two', 'user: three'],
  ));
