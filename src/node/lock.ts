/**
 * The single writer's place in an index folder, among processes.
 *
 * `.writer.json` names the owner; its time of change is the owner's heartbeat. It is made or replaced only by a process
 * that is inside the gate, a lock of proper-lockfile that is held for a moment, and only if it still names the owner that
 * was found gone before the gate: so two processes that both see a dead owner cannot both take its place. An owner that
 * died is replaced at once where its death can be seen, and after a silence where it cannot.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { lock as lockGate } from 'proper-lockfile';
import { cancelled, indexLocked, indexTakenOver } from '../engine/errors.ts';
import { describeSelf, type Life, lifeOf, type Owner } from './owner.ts';

export interface LockOptions {
  /** How long to wait for a living owner; 60,000 when left out. */
  readonly waitMs?: number;
  /** The silence after which an owner that cannot be seen counts as gone; 10,000 when left out, and three times that where
   * its process is seen to be there: it may be stopped in a debugger, or busy. */
  readonly silenceMs?: number;
}

export interface WriterLock {
  /** @throws EngineError indexLocked, cancelled */
  acquire(signal?: AbortSignal): Promise<() => Promise<void>>;
  /** Does nothing where the lock was never taken. @throws EngineError indexTakenOver where another process took it since */
  readonly assertOurs: () => void;
}

const POLL_MS = 100;
/** Proper-lockfile clears away the gate of a process that died inside it after this time; it takes no less. */
const GATE_STALE_MS = 2_000;

export function createWriterLock(folder: string, { waitMs = 60_000, silenceMs = 10_000 }: LockOptions): WriterLock {
  const file = join(folder, '.writer.json');
  let held: string | undefined;
  return {
    async acquire(signal) {
      const token = await waitForPlace(folder, file, { waitMs, silenceMs }, signal);
      const heartbeat = setInterval(() => beat(file, token), silenceMs / 5).unref();
      held = token;
      return async () => {
        clearInterval(heartbeat);
        held = held === token ? undefined : held;
        if (readOwner(file)?.token === token) rmSync(file, { force: true });
      };
    },
    assertOurs() {
      if (held !== undefined && readOwner(file)?.token !== held) throw indexTakenOver(folder);
    },
  };
}

async function waitForPlace(folder: string, file: string, limits: Required<LockOptions>, signal?: AbortSignal): Promise<string> {
  const watch = createWatch(file, limits.silenceMs);
  const giveUp = performance.now() + limits.waitMs;
  for (;;) {
    if (signal?.aborted) throw cancelled();
    const owner = readOwner(file);
    if (owner === undefined || watch(owner) === 'gone') {
      const token = await takePlace(folder, file, owner?.token);
      if (token !== undefined && readOwner(file)?.token === token) return token;
    }
    if (owner !== undefined && performance.now() > giveUp) {
      throw indexLocked(folder, `process ${owner.pid} on ${owner.machine.split(' ', 1)[0]}`, owner.since);
    }
    await delay(POLL_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** Silence is measured by this process's own clock from what it has itself seen, since clocks of two machines differ. */
function createWatch(file: string, silenceMs: number): (owner: Owner) => 'here' | 'gone' {
  let seen = '';
  let since = performance.now();
  return (owner) => {
    const sign = `${owner.token} ${changeTime(file)}`;
    if (sign !== seen) since = performance.now();
    seen = sign;
    const life: Life = lifeOf(owner);
    if (life === 'dead') return 'gone';
    const patience = life === 'alive' && owner.pid !== process.pid ? 3 * silenceMs : silenceMs;
    return performance.now() - since > patience ? 'gone' : 'here';
  };
}

/** The new token, or undefined where someone else was faster. */
async function takePlace(folder: string, file: string, expected: string | undefined): Promise<string | undefined> {
  const leave = await enterGate(folder);
  if (leave === undefined) return undefined;
  try {
    if (readOwner(file)?.token !== expected) return undefined;
    const token = randomUUID();
    writeOwner(file, describeSelf(token));
    return token;
  } finally {
    await leave().catch(() => undefined);
  }
}

async function enterGate(folder: string): Promise<(() => Promise<void>) | undefined> {
  try {
    return await lockGate(folder, {
      lockfilePath: join(folder, '.gate'),
      stale: GATE_STALE_MS,
      // The gate is held for a millisecond; were it lost, the owner's file would say whose the place is.
      onCompromised: () => undefined,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ELOCKED') return undefined;
    throw error;
  }
}

function writeOwner(file: string, owner: Owner): void {
  const temporary = `${file}.${owner.token}.tmp`;
  try {
    writeFileSync(temporary, JSON.stringify(owner), { mode: 0o600 });
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Undefined where there is none. A file that was cut short by a crash names nobody. */
function readOwner(file: string): Owner | undefined {
  try {
    const owner = JSON.parse(readFileSync(file, 'utf8')) as Owner;
    return typeof owner?.token === 'string' && typeof owner.machine === 'string' && Number.isInteger(owner.pid)
      ? owner
      : undefined;
  } catch {
    return undefined;
  }
}

function changeTime(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** A heartbeat that cannot be written is a silence, which others will notice. */
function beat(file: string, token: string): void {
  try {
    const now = new Date();
    if (readOwner(file)?.token === token) utimesSync(file, now, now);
  } catch {
    return;
  }
}
