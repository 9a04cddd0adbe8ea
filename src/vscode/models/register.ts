/** The commands about language models and keys. */
import * as vscode from 'vscode';
import { registerCommands } from '../commands/register.ts';
import type { Host } from '../host.ts';
import { clearKey, setKey } from './key-commands.ts';
import { keepModelKey } from './models.ts';
import { selectModel } from './select-model.ts';

export function registerModels(host: Host): vscode.Disposable {
  const commands = registerCommands(
    {
      'parallax.model.select': () => selectModel(host),
      'parallax.model.setKey': () => setKey(host),
      'parallax.model.clearKey': () => clearKey(host),
    },
    host.log,
  );
  return vscode.Disposable.from(commands, keepModelKey(host.models));
}
