/** `npm run bench`: arguments in, measurements one after another, figures out. What they mean is in docs/bench.md. */
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isEngineError } from '../src/engine/errors.ts';
import { assetPath } from '../src/node/assets.ts';
import { benchmark, NothingToMeasure } from './benchmark.ts';
import { serveMeasurement } from './fresh-process.ts';
import { measurements } from './measurements.ts';
import { print } from './print.ts';

const USAGE = 'npm run bench -- [--root DIR …] [--runs N] [--quality] [--json]';

interface Arguments {
  readonly roots: readonly string[];
  readonly runs: number;
  readonly quality: boolean;
  readonly json: boolean;
}

try {
  if (!(await serveMeasurement(measurements, process.argv.slice(2)))) await run(readArguments(process.argv.slice(2)));
} catch (error) {
  say(sentenceOf(error));
  process.exit(1);
}

async function run({ roots, runs, quality, json }: Arguments): Promise<void> {
  const temporary = mkdtempSync(join(tmpdir(), 'parallax-bench-'));
  process.on('exit', () => rmSync(temporary, { recursive: true, force: true }));
  process.once('SIGINT', () => process.exit(130));
  for (const [i, root] of roots.entries()) {
    const result = await benchmark({ root, temporary: join(temporary, String(i)), runs, quality, say });
    process.stdout.write(json ? `${JSON.stringify(result)}\n` : print(result));
  }
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof NothingToMeasure || isEngineError(error) ? error.message : (error.stack ?? error.message);
}

function say(what: string): void {
  process.stderr.write(`bench: ${what}\n`);
}

function readArguments(args: readonly string[]): Arguments {
  const values = parsed(args);
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) refuse(`--runs ${values.runs}: expected a number of 1 or more`);
  const roots = values.root.map((root) => resolve(root));
  for (const root of roots) if (!existsSync(root) || !statSync(root).isDirectory()) refuse(`there is no folder at ${root}`);
  return { roots, runs, quality: values.quality, json: values.json };
}

function parsed(args: readonly string[]) {
  const options = {
    root: { type: 'string', multiple: true, default: [assetPath('.')] },
    runs: { type: 'string', default: '3' },
    quality: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  } as const;
  try {
    return parseArgs({ args: [...args], options: { ...options, root: { ...options.root, default: [...options.root.default] } } })
      .values;
  } catch (error) {
    return refuse((error as Error).message);
  }
}

function refuse(reason: string): never {
  process.stderr.write(`bench: ${reason}\nUsage: ${USAGE}\n`);
  process.exit(2);
}
