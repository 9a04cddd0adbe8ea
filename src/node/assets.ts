/**
 * Where the files that come with Parallax are. One rule: a source file runs from `src/<room>/`, a bundle from `out/`, and
 * every asset is named relative to the folder that holds both.
 */
import { fileURLToPath } from 'node:url';

const here = import.meta.url;
const packageRoot = new URL(here.endsWith('.ts') ? '../../' : '../', here);

/** Absolute path of a shipped file, named relative to the package: `media/model/parallax-static.bin`, `out/grammars`. */
export function assetPath(name: string): string {
  return fileURLToPath(new URL(name, packageRoot));
}

/** The module that a worker thread starts with, and what Node needs to run it: TypeScript sources need tsx. */
export function threadEntry(): { readonly url: URL; readonly execArgv: readonly string[] } {
  if (!here.endsWith('.ts')) return { url: new URL('worker.js', here), execArgv: [] };
  return { url: new URL('../worker/main.ts', here), execArgv: ['--import', import.meta.resolve('tsx')] };
}
