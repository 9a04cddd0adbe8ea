/** The commands that package.json promises are those that the extension registers. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import '../support/vscode/register.ts';
import { extensionContext, standIn } from '../support/vscode/stand-in.ts';

const { contributes } = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8'));
/** VS Code makes these itself, for every view. */
const focusCommands = Object.values<{ id: string }[]>(contributes.views).flatMap((views) => views.map(({ id }) => `${id}.focus`));

test('every command is declared, and every declared command is registered once', async () => {
  const { activate } = await import('../../src/vscode/extension.ts');
  const context = extensionContext();
  activate(context as never);
  const declared = contributes.commands.map(({ command }: { command: string }) => command);
  assert.deepEqual([...standIn.commands].sort(), declared.filter((id: string) => !focusCommands.includes(id)).sort());
  for (const one of context.subscriptions) one.dispose();
});
