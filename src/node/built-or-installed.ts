/** Where files of installed packages are at run time: beside the bundle, or, from sources, in the packages themselves. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { assetPath } from './assets.ts';

/** `built` is where the build copies the file, relative to the package; `installed` names it as a module of its package. */
export function builtOrInstalled(built: string, installed: string): string {
  const path = assetPath(built);
  return existsSync(path) ? path : createRequire(import.meta.url).resolve(installed);
}
