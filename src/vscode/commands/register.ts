/** Commands as a table, id to function. Whatever goes wrong in one is shown with its way out. */
import * as vscode from 'vscode';
import type { Log } from '../../engine/ports.ts';
import type { HostLog } from '../log.ts';
import { showProblem } from '../problems.ts';

/** Gets what its caller passes: nothing from the palette, a resource from a menu, an argument of ours from a link. */
export type Command = (...args: readonly unknown[]) => Promise<unknown> | unknown;

export function registerCommands(commands: Readonly<Record<string, Command>>, log: HostLog): vscode.Disposable {
  const registered = Object.entries(commands).map(([id, run]) =>
    vscode.commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        await run(...args);
      } catch (error) {
        await showProblem(error, log);
      }
    }),
  );
  return vscode.Disposable.from(...registered);
}

/** For work that nobody waits for: what goes wrong is for the log. */
export function inBackground(work: Promise<unknown>, log: Log): void {
  work.catch((error: Error) => log.error(error.stack ?? error.message));
}
