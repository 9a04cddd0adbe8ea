/**
 * Files that another file stands for: an older version kept beside the current one, a header beside its source. Knows
 * paths only. Which of two twins is meant, a question seldom says; when it does, the other is not held back.
 */

/** What the file is the lesser twin of; undefined for most files. */
export type TwinKind = 'older' | 'declaration';

const VERSION = /^v(\d+)$/i;

/** Per file number: why another file comes first. `paths[file]` is undefined for files that do not count. */
export function findTwins(paths: readonly (string | undefined)[]): readonly (TwinKind | undefined)[] {
  const all = new Set(paths.filter((path) => path !== undefined));
  const newest = newestVersions(all);
  return paths.map((path) => {
    if (path === undefined) return undefined;
    if (isOlder(path, newest, all)) return 'older';
    return isDeclaration(path, all) ? 'declaration' : undefined;
  });
}

interface Versioned {
  /** The path before the versioned folder. */
  readonly base: string;
  readonly version: number;
  /** The path behind it. */
  readonly rest: string;
}

function versionOf(path: string): Versioned | undefined {
  const parts = path.split('/');
  const at = parts.findIndex((part, i) => i < parts.length - 1 && VERSION.test(part));
  if (at < 0) return undefined;
  const [, digits] = VERSION.exec(parts[at]) as RegExpExecArray;
  return { base: parts.slice(0, at).join('/'), version: Number(digits), rest: parts.slice(at + 1).join('/') };
}

function newestVersions(paths: ReadonlySet<string>): ReadonlyMap<string, number> {
  const newest = new Map<string, number>();
  for (const path of paths) {
    const versioned = versionOf(path);
    if (versioned) newest.set(versioned.base, Math.max(versioned.version, newest.get(versioned.base) ?? 0));
  }
  return newest;
}

/** Older than a sibling version, or kept under `v1/` while the same file lives beside that folder. */
function isOlder(path: string, newest: ReadonlyMap<string, number>, paths: ReadonlySet<string>): boolean {
  const versioned = versionOf(path);
  if (versioned === undefined) return false;
  const { base, version, rest } = versioned;
  return version < (newest.get(base) as number) || paths.has(base === '' ? rest : `${base}/${rest}`);
}

const DECLARED_BY: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\.h$/, ['.c', '.m']],
  [/\.d\.ts$/, ['.ts', '.js', '.tsx', '.mjs']],
  [/\.pyi$/, ['.py']],
  [/\.mli$/, ['.ml']],
];

function isDeclaration(path: string, paths: ReadonlySet<string>): boolean {
  const found = DECLARED_BY.find(([ending]) => ending.test(path));
  if (found === undefined) return false;
  const stem = path.replace(found[0], '');
  return found[1].some((ending) => paths.has(stem + ending));
}
