/** The `Store` port as a flat folder on a local disk. Names that begin with a dot are the store's own business. */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { diskFull, isEngineError, storeFailed, storeReadOnly } from '../engine/errors.ts';
import type { Store } from '../engine/ports.ts';
import { createWriterLock, type LockOptions } from './lock.ts';

/** A single read of more fails on some systems. */
const READ_AT_ONCE = 1 << 30;
const TEMPORARY = /^\..*\.tmp$/;
/** Windows refuses a rename while a virus scanner or a reader has the old file open. */
const RENAME_PAUSES_MS = [5, 20, 50, 100, 200, 400, 800];

/**
 * Nothing is made on disk before the first write or lock. `write` and `remove` are for the holder of the lock.
 *
 * @throws EngineError from its methods: diskFull, storeReadOnly, storeFailed; `lock` also indexLocked and cancelled;
 *   `write` and `remove` also indexTakenOver
 */
export function openStore(folder: string, options: LockOptions = {}): Store {
  const lock = createWriterLock(folder, options);
  const pathOf = (name: string) => join(folder, checkedName(name));
  return {
    location: folder,
    read: (name) => explained(folder, false, () => readWhole(pathOf(name))),
    write: (name, bytes) => explained(folder, true, () => replace(folder, pathOf(name), bytes, lock.assertOurs)),
    remove: (name) =>
      explained(folder, true, async () => {
        lock.assertOurs();
        await rm(pathOf(name), { force: true });
      }),
    list: () => explained(folder, false, () => listFolder(folder)),
    lock: (signal) =>
      explained(folder, true, async () => {
        await makeFolder(folder);
        const release = await lock.acquire(signal);
        await removeLeftovers(folder);
        return () => explained(folder, true, release);
      }),
  };
}

async function readWhole(path: string): Promise<ArrayBuffer | undefined> {
  const file = await open(path, 'r').catch(unlessMissing);
  if (file === undefined) return undefined;
  try {
    const bytes = new Uint8Array(new ArrayBuffer((await file.stat()).size));
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await file.read(bytes, filled, Math.min(bytes.length - filled, READ_AT_ONCE), filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return filled === bytes.length ? bytes.buffer : bytes.buffer.slice(0, filled);
  } finally {
    await file.close();
  }
}

/** The old file stands until the new one is whole on disk. */
async function replace(folder: string, path: string, bytes: Uint8Array, assertOurs: () => void): Promise<void> {
  await makeFolder(folder);
  const temporary = join(folder, `.${randomUUID()}.tmp`);
  try {
    await writeDurably(temporary, bytes);
    assertOurs();
    await renameOver(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function renameOver(from: string, to: string): Promise<void> {
  for (const pause of RENAME_PAUSES_MS) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (process.platform !== 'win32' || !/^(EPERM|EACCES|EBUSY)$/.test(codeOf(error) ?? '')) throw error;
      await delay(pause);
    }
  }
  await rename(from, to);
}

/** A rename is safe from a power cut once its folder is. Windows and some network disks cannot flush a folder. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().catch(() => undefined);
  await handle.close();
}

async function listFolder(folder: string): Promise<readonly { readonly name: string; readonly size: number }[]> {
  const entries = (await readdir(folder, { withFileTypes: true }).catch(unlessMissing)) ?? [];
  const names = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map(({ name }) => name);
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name)).catch(unlessMissing))?.size));
  return names
    .flatMap((name, i) => (sizes[i] === undefined ? [] : [{ name, size: sizes[i] }]))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whoever left them is dead or was taken over, since the lock is ours. One that cannot be removed does no harm. */
async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder);
  await Promise.allSettled(names.filter((name) => TEMPORARY.test(name)).map((name) => rm(join(folder, name), { force: true })));
}

/** The index holds the text of code that may be nobody else's business. */
async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

function checkedName(name: string): string {
  if (!/^\w[\w.-]*$/.test(name)) throw new TypeError(`${JSON.stringify(name)} is no name for a file of the store`);
  return name;
}

function unlessMissing(error: unknown): undefined {
  if (codeOf(error) === 'ENOENT') return undefined;
  throw error;
}

async function explained<T>(folder: string, writing: boolean, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explain(error, folder, writing);
  }
}

function explain(error: unknown, folder: string, writing: boolean): unknown {
  const code = codeOf(error);
  if (isEngineError(error) || code === undefined || !/^E[A-Z]+$/.test(code)) return error;
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(folder);
  const denied = code === 'EACCES' || code === 'EPERM';
  if (writing && (denied || code === 'EROFS')) return storeReadOnly(folder);
  return storeFailed(folder, denied ? 'there is no permission to read it' : (error as Error).message);
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | undefined)?.code;
}
