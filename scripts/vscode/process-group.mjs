/** A process with all that it starts, ended together. */
import { spawn } from 'node:child_process';

const END_LIMIT_MS = 5_000;

/**
 * Starts a command in a process group of its own, which never outlives this process.
 * @returns {{ output: () => string, said: (pattern: RegExp) => Promise<RegExpMatchArray>, ended: Promise<void>, stop: () => Promise<void> }}
 *   `said` waits until the output holds the pattern, and fails when the process ends before.
 */
export function startGroup(command, args, env) {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let text = '';
  const ended = new Promise((resolve) => child.once('close', () => resolve()));
  const said = (pattern) =>
    new Promise((resolve, reject) => {
      const look = () => {
        const found = text.match(pattern);
        if (found) resolve(found);
      };
      for (const stream of [child.stdout, child.stderr]) stream.on('data', look);
      ended.then(() => reject(new Error(`${command} ended:\n${text}`)));
      look();
    });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk));
  child.once('error', (error) => (text += error.message));

  const kill = () => signalGroup(child.pid, 'SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    signalGroup(child.pid, 'SIGTERM');
    const late = setTimeout(kill, END_LIMIT_MS);
    await ended;
    clearTimeout(late);
    kill(); // What it started and did not take with it.
    process.off('exit', kill);
  };
  return { output: () => text, said, ended, stop };
}

function signalGroup(pid, signal) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // All of them have ended.
  }
}
