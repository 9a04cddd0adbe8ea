/** Real folders to try the disk with. */
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';

/** A new folder that everyone may enter; it goes when the test ends. */
export function makeFolder(t: TestContext): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'parallax-')));
  chmodSync(root, 0o755);
  t.after(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

/** Files by path relative to a new folder; a path that ends in a slash is an empty folder. */
export function makeTree(t: TestContext, files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = makeFolder(t);
  plant(root, files);
  return root;
}

export function plant(root: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    const at = join(root, path);
    mkdirSync(path.endsWith('/') ? at : dirname(at), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(at, content);
  }
}

/** Permissions do not bind the superuser, so that what they forbid is tried as another user. */
export async function asOrdinaryUser<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work();
  process.setegid!(65534);
  process.seteuid!(65534);
  try {
    return await work();
  } finally {
    process.seteuid!(0);
    process.setegid!(0);
  }
}
