/** The MCP server by itself, for hosts that start it: `mcp.js --root DIR`; everything else comes from the environment. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isEngineError } from '../engine/errors.ts';
import type { Log } from '../engine/ports.ts';
import { assetPath } from '../node/assets.ts';
import { openLocalEngine } from '../worker/open-engine.ts';
import { serveMcp } from './server.ts';

const say = (message: string) => void process.stderr.write(`parallax: ${message}\n`);
const log: Log = { info: () => {}, warn: say, error: say };
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort());

try {
  const { values } = parseArgs({ options: { root: { type: 'string', default: '.' } } });
  const { version } = JSON.parse(readFileSync(assetPath('package.json'), 'utf8')) as { readonly version: string };
  const engine = await openLocalEngine({ root: resolve(values.root), flags: {}, env: process.env, stays: true, log });
  await serveMcp(engine, version, stop.signal);
  await engine.close();
} catch (error) {
  const wrongArguments = (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS') ?? false;
  say(isEngineError(error) || wrongArguments ? (error as Error).message : String((error as Error).stack));
  process.exitCode = wrongArguments ? 2 : 1;
}
