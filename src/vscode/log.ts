/** The log that people see under "Parallax" in the Output panel; `parallax.log.level` says how much goes into it. */
import * as vscode from 'vscode';
import type { Log } from '../engine/ports.ts';

const LEVELS = ['off', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LEVELS)[number];

export interface HostLog extends Log, vscode.Disposable {
  debug(message: string): void;
  show(): void;
}

export function openLog(level: () => LogLevel): HostLog {
  const channel = vscode.window.createOutputChannel('Parallax', { log: true });
  const heard = (at: LogLevel) => LEVELS.indexOf(at) <= LEVELS.indexOf(level());
  return {
    error: (message) => heard('error') && channel.error(message),
    warn: (message) => heard('warn') && channel.warn(message),
    info: (message) => heard('info') && channel.info(message),
    // The channel has a level of its own, below which it drops what it gets; ours decides.
    debug: (message) => heard('debug') && channel.info(message),
    show: () => channel.show(true),
    dispose: () => channel.dispose(),
  };
}
