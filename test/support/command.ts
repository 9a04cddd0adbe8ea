/** The built command line as its users start it: a process of its own, with an index folder that is thrown away. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';

export const CLI = join(import.meta.dirname, '..', '..', 'out', 'cli.js');

/** Variables of the machine that would set up a model, colours or a language. */
const UNSET = [
  'PARALLAX_BASE_URL',
  'PARALLAX_MODEL',
  'PARALLAX_API_KEY',
  'OPENAI_API_KEY',
  'PARALLAX_EMBEDDER',
  'PARALLAX_EMBEDDER_BASE_URL',
  'LC_ALL',
  'LC_MESSAGES',
  'LANG',
];

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface StartOptions {
  readonly env?: Record<string, string>;
  /** Another copy of the command line. */
  readonly cli?: string;
}

export interface Bench {
  /** Removed afterwards; holds the folder of code and the index folder. */
  readonly top: string;
  /** A folder with the files that were asked for. */
  readonly root: string;
  readonly env: Record<string, string | undefined>;
  start(args: readonly string[], options?: StartOptions): ChildProcess;
  run(args: readonly string[], options?: StartOptions & { readonly input?: string }): Promise<Ended>;
}

/** A file saved a moment ago is read again by the next update, because it may have been saved twice within its time stamp. */
const AN_HOUR_AGO = Date.now() / 1000 - 3600;

/** Makes a folder of `files`, uses it, and removes it with its index. */
export async function withBench(files: Readonly<Record<string, string>>, use: (bench: Bench) => Promise<void>): Promise<void> {
  assert.ok(existsSync(CLI), 'out/ is not built: run npm run build first');
  const top = await mkdtemp(join(tmpdir(), 'parallax-cli-'));
  const root = join(top, 'code');
  const env = { ...process.env, ...Object.fromEntries(UNSET.map((name) => [name, undefined])), PARALLAX_HOME: join(top, 'home') };
  const start: Bench['start'] = (args, { env: more, cli = CLI } = {}) =>
    spawn(process.execPath, [cli, ...args], { cwd: top, env: { ...env, ...more }, stdio: ['pipe', 'pipe', 'pipe'] });
  const run: Bench['run'] = async (args, { input = '', ...options } = {}) => {
    const child = start(args, options);
    child.stdin?.end(input);
    return ended(child);
  };
  try {
    await mkdir(root);
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), content);
      await utimes(join(root, path), AN_HOUR_AGO, AN_HOUR_AGO);
    }
    await use({ top, root, env, start, run });
  } finally {
    await rm(top, { recursive: true, force: true });
  }
}

/** What a process wrote, except to a stream that was destroyed here, and what it ended with. */
export async function ended(child: ChildProcess): Promise<Ended> {
  const code = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [out, err] = await Promise.all(
    [child.stdout, child.stderr].map((stream) => (stream?.destroyed === false ? text(stream) : '')),
  );
  return { code: await code, out, err };
}
