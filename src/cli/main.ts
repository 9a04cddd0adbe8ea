#!/usr/bin/env node
/** The command line's entry: this process's terminal, the real engine, and the exit code. */
import { readFileSync } from 'node:fs';
import { assetPath } from '../node/assets.ts';
import { openLocalEngine } from '../worker/open-engine.ts';
import { messagesFor } from './messages.ts';
import { openProcessTerminal } from './process-terminal.ts';
import { type Hosts, run } from './run.ts';

const messages = messagesFor(process.env);
const terminal = openProcessTerminal(messages);
const { version } = JSON.parse(readFileSync(assetPath('package.json'), 'utf8')) as { readonly version: string };

/** Loaded when asked for: what one command alone needs must not slow the others' start. */
const serveMcp: Hosts['serveMcp'] = async (...serving) => (await import('../mcp/server.ts')).serveMcp(...serving);

// A process that runs out of things to do before it has said how it ended has not succeeded.
process.exitCode = 1;
const code = await run(process.argv.slice(2), terminal, messages, { version, openEngine: openLocalEngine, serveMcp });
await terminal.flush();
// Whatever still holds the process alive, a connection kept for reuse for one, is of no use now.
process.exit(terminal.stopCode() ?? code);
