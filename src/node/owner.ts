/** Who a process is, so that another one can tell whether it is still there. */
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

export interface Owner {
  readonly pid: number;
  /** Machine, boot and process name space: process numbers mean something only where all three are the same. */
  readonly machine: string;
  /** When the process began, in the system's ticks; '' where the system does not say. Process numbers are given anew. */
  readonly started: string;
  /** ISO time at which the lock was taken. */
  readonly since: string;
  /** Of this one holding of the lock. */
  readonly token: string;
}

/** `unknown` is a process on another machine, of which only its heartbeat tells. */
export type Life = 'dead' | 'alive' | 'unknown';

export function describeSelf(token: string): Owner {
  return { pid: process.pid, machine: thisMachine(), started: startOf(process.pid), since: new Date().toISOString(), token };
}

export function lifeOf(owner: Owner): Life {
  if (owner.machine !== thisMachine()) return 'unknown';
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    // Any other refusal means that there is such a process, of another user.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return 'dead';
  }
  const start = startOf(owner.pid);
  return start === ZOMBIE || (start !== '' && owner.started !== '' && start !== owner.started) ? 'dead' : 'alive';
}

/** Killed, and not yet cleared away by its parent: it still answers to its number. */
const ZOMBIE = 'zombie';

function thisMachine(): string {
  const boot = attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  const space = attempt(() => readlinkSync('/proc/self/ns/pid'));
  return [hostname(), boot, space].join(' ').trim();
}

/** Field 22 of /proc/<pid>/stat, counted after the command's name, which may hold anything in its brackets. */
function startOf(pid: number): string {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? ZOMBIE : (fields[19] ?? '');
}

function attempt(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
