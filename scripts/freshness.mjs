/** Says whether out/ was built from the sources as they are now, and builds it where it was not. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './setup.mjs';

const SOURCES = ['src', 'esbuild.mjs', 'package-lock.json', 'scripts/grammars.json'];
const STAMP = join(ROOT, 'out', '.built-from');

/** Ends the process where the build fails; esbuild has said why. */
export function ensureBuilt() {
  if (isBuilt()) return;
  const { status } = spawnSync(process.execPath, [join(ROOT, 'esbuild.mjs')], { cwd: ROOT, stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
}

function isBuilt() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint();
}

/** Taken before a build and written after it, so that a file saved meanwhile makes the next run build again. */
export function markBuilt(fingerprint) {
  writeFileSync(STAMP, fingerprint);
}

/** Changes with the name, size or time of any source: cheaper than reading them, and a needless build costs little. */
export function fingerprint() {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap(filesUnder)) {
    const { size, mtimeMs } = statSync(join(ROOT, path));
    hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  const full = join(ROOT, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesUnder(`${path}/${name}`));
}
