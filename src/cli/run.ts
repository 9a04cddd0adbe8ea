/** One command line from its words to its exit code. */
import { resolve } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import { isEngineError, keyUnreadable } from '../engine/errors.ts';
import { federate } from '../engine/federation.ts';
import { say } from '../engine/phrase.ts';
import type { Log } from '../engine/ports.ts';
import { namedFolders } from '../mcp/roots.ts';
import type { Flags } from '../node/settings.ts';
import { understand } from './arguments.ts';
import { carryOut } from './commands.ts';
import type { Messages } from './messages.ts';
import type { Order } from './order.ts';
import { line, plain } from './style.ts';
import type { Terminal } from './terminal.ts';
import { translatorFor } from './translate.ts';

export interface Setting {
  readonly root: string;
  readonly flags: Flags;
  readonly env: Terminal['env'];
  readonly log: Log;
  /** True for a process that serves for long. */
  readonly stays: boolean;
}

/** What the command line stands on. */
export interface Hosts {
  readonly version: string;
  openEngine(setting: Setting): Promise<Engine>;
  /** Serves until the client leaves. */
  serveMcp(engine: Engine, version: string, signal: AbortSignal): Promise<void>;
}

/** 0 done; 1 something failed, said in one sentence on standard error; 2 the arguments are wrong. */
export async function run(argv: readonly string[], terminal: Terminal, messages: Messages, hosts: Hosts): Promise<number> {
  try {
    const understood = understand(argv, hosts.version, messages);
    if (understood.kind === 'order') return await obey(understood.order, terminal, messages, hosts);
    terminal.out(understood.out);
    terminal.err(understood.err);
    return understood.exitCode;
  } catch (error) {
    terminal.err(`parallax: ${sentenceOf(error, terminal, messages)}\n`);
    return 1;
  }
}

async function obey(order: Order, terminal: Terminal, messages: Messages, hosts: Hosts): Promise<number> {
  const { task, apiKeyFd } = order;
  const flags = apiKeyFd === undefined ? order.flags : { ...order.flags, apiKey: keyFrom(apiKeyFd, terminal) };
  const setting = { flags, env: terminal.env, log: logTo(terminal), stays: task.name === 'mcp' };
  const open = (root: string) => hosts.openEngine({ ...setting, root });
  const from = (root: string) => resolve(terminal.cwd, root);
  const engine = task.name === 'mcp' ? await openAll(task.roots.map(from), open) : await open(from(order.root));
  try {
    if (task.name === 'mcp') await hosts.serveMcp(engine, hosts.version, terminal.signal);
    else await carryOut(order, task, engine, terminal, messages);
    return 0;
  } finally {
    await engine.close();
  }
}

async function openAll(roots: readonly string[], open: (root: string) => Promise<Engine>): Promise<Engine> {
  const parts = namedFolders(roots).map(async ({ name, root }) => ({ name, engine: await open(root) }));
  return federate(await Promise.all(parts));
}

function keyFrom(descriptor: number, terminal: Terminal): string {
  try {
    return terminal.read(descriptor).trim();
  } catch (error) {
    throw keyUnreadable(descriptor, (error as Error).message);
  }
}

function logTo(terminal: Terminal): Log {
  const write = (message: string) => terminal.err(`parallax: ${line(message)}\n`);
  return { info: terminal.env.PARALLAX_DEBUG ? write : () => {}, warn: write, error: write };
}

/** The one catch of this host, on one line: what is not an EngineError is a bug, and says so. */
function sentenceOf(error: unknown, { env }: Terminal, messages: Messages): string {
  if (isEngineError(error)) return line(say(error, translatorFor(env)));
  const bug = error instanceof Error ? error : new Error(String(error));
  return env.PARALLAX_DEBUG ? plain(bug.stack ?? bug.message) : line(messages.bug(bug.message));
}
