/** What the tests of trouble share: putting files that are hard to put, and saying what a command must have answered. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmod, mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Library } from '../../src/engine/index/library.ts';
import type { Snapshot } from '../../src/engine/index/snapshot.ts';
import type { IndexReport, SearchResult } from '../../src/engine/types.ts';
import { openStore } from '../../src/node/store.ts';
import { type Bench, CLI, type Ended, ended } from '../support/command.ts';
import { openHasher } from '../support/hasher.ts';
import { shippedModel } from '../support/model.ts';

const AN_HOUR_AGO = Date.now() / 1000 - 3600;

/** Writes a file as if an hour ago, so that an index made now trusts its time. A name may be bytes that are no text. */
export async function put(root: string, name: string | Buffer, content: string | Buffer): Promise<void> {
  const path = typeof name === 'string' ? join(root, name) : Buffer.concat([Buffer.from(`${root}/`), name]);
  if (typeof path === 'string') await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  await utimes(path, AN_HOUR_AGO, AN_HOUR_AGO);
}

/** A documented function of that name. */
export const paints = (name: string) => `/** Paints the ${name} fence. */\nexport function ${name}() {\n  return brush();\n}\n`;

/** Asserts an exit code and exactly one sentence, that matches, on standard error; returns what was printed. */
export function says({ code, out, err }: Ended, expectedCode: number, sentence: RegExp): string {
  assert.match(err, /^parallax: [^\n]+\n$/, 'one sentence');
  assert.match(err, sentence);
  assert.doesNotMatch(err, /this is a bug|\n\s+at /);
  assert.equal(code, expectedCode, err);
  return out;
}

/** Asserts success, and a standard error that is empty or matches; returns what was printed. */
export function succeeds({ code, out, err }: Ended, said = /^$/): string {
  assert.match(err, said);
  assert.equal(code, 0);
  return out;
}

/** `parallax index --json`, which must succeed. */
export async function index({ run, root }: Bench, ...args: readonly string[]): Promise<IndexReport> {
  return JSON.parse(succeeds(await run(['index', '--root', root, '--json', ...args]), /^(parallax: [^\n]+\n)*$/));
}

/** The paths that each question finds, best first, in the index as it is. */
export async function paths({ run, root }: Bench, questions: readonly string[], ...args: readonly string[]): Promise<string[][]> {
  const command = ['search', '--queries', '-', '--root', root, '--json', '--no-update', ...args];
  const out = succeeds(await run(command, { input: questions.join('\n') }));
  return results(out).map(({ hits }) => hits.map(({ path }) => path));
}

export function results(out: string): SearchResult[] {
  return out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** The one index folder below a home. */
export async function indexFolderIn(home: string): Promise<string> {
  const [folder, ...others] = await readdir(home);
  assert.deepEqual(others, []);
  return join(home, folder);
}

/** The index in a home, as this very engine holds it; nothing is read yet. */
export async function libraryOf(home: string): Promise<Library> {
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const store = openStore(await indexFolderIn(home));
  return new Library({ store, hash: await openHasher(), log, embedder: shippedModel().id });
}

/** The newest generation in a home, as a reader opens it. */
export async function openIndex(home: string): Promise<Snapshot> {
  return (await libraryOf(home)).open();
}

/** What an index holds, by path: every unit as a person would tell it from others. Does not depend on how it came to be. */
export function contentsOf(snapshot: Snapshot): Readonly<Record<string, readonly string[]>> {
  const unitsOf = (path: string) =>
    snapshot.unitsOfFile(path).map((id) => {
      const { kind, scope, name, startLine, endLine, contentHash } = snapshot.unit(id);
      const calls = snapshot.calls(id).map((call) => call.name);
      return [kind, scope, name, startLine, endLine, contentHash, ...calls].join(' ');
    });
  return Object.fromEntries(snapshot.paths().map((path) => [path, unitsOf(path)]));
}

export const homeOf = ({ env }: Bench) => env.PARALLAX_HOME as string;

/** Runs the command line as a user whom permissions bind; the super-user reads and writes whatever they say. */
export async function runAsNobody({ top, env }: Bench, args: readonly string[]): Promise<Ended> {
  const isRoot = process.getuid?.() === 0;
  await chmod(top, 0o755);
  const as = isRoot ? { uid: 65534, gid: 65534 } : {};
  return ended(spawn(process.execPath, [CLI, ...args], { cwd: top, env, stdio: ['ignore', 'pipe', 'pipe'], ...as }));
}

/** Why `runAsNobody` cannot run here, or false. */
export async function nobodyIsMissing(bench: Bench): Promise<string | false> {
  if (process.platform === 'win32') return 'Windows has other permissions';
  const { code } = await runAsNobody(bench, ['--version']).catch(() => ({ code: 1 }));
  return code === 0 ? false : 'another user cannot reach the built command line here';
}

export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(2);
}
