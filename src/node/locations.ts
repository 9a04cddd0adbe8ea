/** Where the index of a workspace lives when no host gives it a place of its own. */
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, isAbsolute, join, resolve } from 'node:path';

/**
 * One folder per workspace, named for people and told apart by the real path: `<cache>/parallax/<name>-<16 hex digits>`.
 * `PARALLAX_HOME` stands for `<cache>/parallax` where it is set.
 *
 * @param root of the workspace; links are followed, so that one workspace has one index whichever way it is reached
 */
export function indexFolder(
  root: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: string = process.platform,
): string {
  const path = realPath(root);
  const hash = createHash('sha256').update(path).digest('hex').slice(0, 16);
  return join(homeOf(env, platform), `${readableName(path)}-${hash}`);
}

function homeOf(env: Readonly<Record<string, string | undefined>>, platform: string): string {
  if (env.PARALLAX_HOME) return resolve(env.PARALLAX_HOME);
  const home = env.HOME || env.USERPROFILE || homedir();
  if (platform === 'win32') return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'parallax');
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'parallax');
  // The specification of XDG_CACHE_HOME tells to take no notice of a relative path.
  const cache = env.XDG_CACHE_HOME;
  return join(cache && isAbsolute(cache) ? cache : join(home, '.cache'), 'parallax');
}

function realPath(root: string): string {
  try {
    return realpathSync.native(root);
  } catch {
    return resolve(root);
  }
}

function readableName(path: string): string {
  const name = basename(path)
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 40);
  return name || 'root';
}
