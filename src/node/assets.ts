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

/** The module that worker threads start with. Digest threads have one of their own, half the size: they are many, and waited for. */
export function threadEntry(kind: 'worker' | 'digest' = 'worker'): URL {
  const source = kind === 'digest' ? '../worker/digest-main.ts' : '../worker/main.ts';
  return here.endsWith('.ts') ? sourceEntry(new URL(source, here)) : new URL(`${kind}.js`, here);
}

/** A thread does not inherit the translation of TypeScript from the one that starts it, so it registers tsx itself. */
export function sourceEntry(module: URL): URL {
  const code = `import { register } from '${import.meta.resolve('tsx/esm/api')}'; register(); await import('${module.href}');`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}
