/**
 * The MCP server by itself, for hosts that start it: `mcp.js --root DIR`, once per folder, with `--no-update` where somebody else
 * keeps the index; everything else comes from the environment.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isEngineError } from '../engine/errors.ts';
import { federate, type Part } from '../engine/federation.ts';
import type { Log } from '../engine/ports.ts';
import { assetPath } from '../node/assets.ts';
import { openLocalEngine } from '../worker/open-engine.ts';
import { asKept, keepFresh } from './freshness.ts';
import { type NamedFolder, namedFolders } from './roots.ts';
import { serveMcp } from './server.ts';

const say = (message: string) => void process.stderr.write(`parallax: ${message}\n`);
const log: Log = { info: () => {}, warn: say, error: say };
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort());

try {
  const { values } = parseArgs({
    options: { root: { type: 'string', multiple: true, default: ['.'] }, 'no-update': { type: 'boolean', default: false } },
  });
  const { version } = JSON.parse(readFileSync(assetPath('package.json'), 'utf8')) as { readonly version: string };
  const engine = federate(await Promise.all(namedFolders(values.root).map(openPart)));
  await serveMcp(engine, version, stop.signal, values['no-update'] ? asKept(engine) : keepFresh(engine));
  await engine.close();
} catch (error) {
  const wrongArguments = (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS') ?? false;
  say(isEngineError(error) || wrongArguments ? (error as Error).message : String((error as Error).stack));
  process.exitCode = wrongArguments ? 2 : 1;
}

async function openPart({ name, root }: NamedFolder): Promise<Part> {
  return { name, engine: await openLocalEngine({ root, flags: {}, env: process.env, stays: true, log }) };
}
