import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseInput } from '../../../src/vscode/chat/input.ts';

function check(input: string, command: string, text: string) {
  test(`${JSON.stringify(input)} is ${command}`, () => assert.deepEqual(parseInput(input), { command, text }));
}

check('How does it retry?', 'ask', 'How does it retry?');
check('/explain', 'explain', '');
check('/explain why the lock?', 'explain', 'why the lock?');
check('  /Search  retry\npolicy ', 'search', 'retry\npolicy');
check('/similar', 'similar', '');
check('/search 重试', 'search', '重试');
check('/etc/passwd is read where?', 'ask', '/etc/passwd is read where?');
check('/explained?', 'ask', '/explained?');
check('/whatever x', 'ask', '/whatever x');
check('', 'ask', '');
