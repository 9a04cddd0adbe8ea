/**
 * Which paths the ignore files of a tree rule out. All patterns that reach a folder are kept in one list, weakest first
 * (the user's file, `.git/info/exclude`, `.gitignore` from the top down, then `.parallaxignore` from the top down), because
 * git's rule is that the last pattern that matches decides, and that patterns match an entry and not what lies in it: two
 * lists asked one after the other could not re-include a folder that the weaker one rules out.
 */
import ignore, { type Ignore } from 'ignore';
import { commonDirOf, type GitIgnoring, type Repository, repositoryPatterns } from './git.ts';

/** `wanted` is an entry that a `.parallaxignore` names with `!`: built-in exclusions let it through as well. */
export type Verdict = 'ignored' | 'wanted' | 'open';

export interface Rules {
  /** What stands before a path relative to the root to make it relative to the top of the repository: '' or `packages/a/`. */
  readonly prefix: string;
  readonly ignoreCase: boolean;
  /** Some `.gitignore` reaches here: someone has said what is built and what is written. */
  readonly governed: boolean;
  readonly git: Ignore;
  readonly own: Ignore | undefined;
  readonly all: Ignore;
  /** `linguist-generated` of `.gitattributes`, as ignore patterns. */
  readonly generated: Ignore | undefined;
}

/** Texts of the files of one folder that hold patterns; undefined where there is no such file. */
export interface RuleTexts {
  readonly gitignore?: string;
  readonly parallaxignore?: string;
  readonly gitattributes?: string;
}

/** Rules before any `.gitignore` is read. */
export function baseRules(prefix: string, repository: Repository | undefined, ignoring: GitIgnoring): Rules {
  const { ignoreCase, userPatterns } = ignoring;
  const git = ignore({ ignoreCase }).add(userPatterns);
  if (repository !== undefined) git.add(repositoryPatterns(repository.commonDir));
  return { prefix, ignoreCase, governed: false, git, own: undefined, all: git, generated: undefined };
}

/** @param folder relative to the top of the repository, '' or with a trailing slash */
export function extendRules(rules: Rules, folder: string, texts: RuleTexts): Rules {
  const grow = (patterns: Ignore | undefined, lines: readonly string[] | undefined) =>
    lines === undefined ? patterns : added(patterns, lines, folder, rules.ignoreCase);
  const git = grow(rules.git, linesOf(texts.gitignore))!;
  const own = grow(rules.own, linesOf(texts.parallaxignore));
  return {
    ...rules,
    governed: rules.governed || texts.gitignore !== undefined,
    git,
    own,
    all: own === undefined ? git : ignore({ ignoreCase: rules.ignoreCase }).add(git).add(own),
    generated: grow(rules.generated, texts.gitattributes === undefined ? undefined : generatedPatterns(texts.gitattributes)),
  };
}

/** A repository inside the root, such as a submodule, has an exclude file of its own. */
export function enterRepository(rules: Rules, folder: string, disk: string): Rules {
  const commonDir = commonDirOf(disk);
  const patterns = commonDir === undefined ? '' : repositoryPatterns(commonDir);
  return patterns === '' ? rules : { ...extendRules(rules, folder, { gitignore: patterns }), governed: rules.governed };
}

/** @param path relative to the root, with a trailing slash for a folder */
export function judge(rules: Rules, path: string): Verdict {
  const full = rules.prefix + path;
  if (rules.own?.test(full).unignored) return 'wanted';
  return rules.all.test(full).ignored ? 'ignored' : 'open';
}

export function isMarkedGenerated(rules: Rules, path: string): boolean {
  return rules.generated?.test(rules.prefix + path).ignored ?? false;
}

function added(patterns: Ignore | undefined, lines: readonly string[], folder: string, ignoreCase: boolean): Ignore {
  const grown = ignore({ ignoreCase });
  if (patterns !== undefined) grown.add(patterns);
  return grown.add(folder === '' ? lines : lines.map((line) => rebase(line, folder)));
}

function linesOf(text: string | undefined): readonly string[] | undefined {
  return text?.replace(/^\ufeff/, '').split(/\r?\n/);
}

/**
 * A pattern of `folder/.gitignore` as it would be written at the top. A slash at the start or in the middle ties a pattern
 * to its folder; without one it matches at any depth below.
 */
function rebase(line: string, folder: string): string {
  if (line === '' || line.startsWith('#')) return '';
  const negated = line.startsWith('!');
  const body = negated ? line.slice(1) : line;
  const bare = body.replace(/ +$/, '');
  if (bare === '' || bare === '/') return '';
  const slash = bare.indexOf('/');
  const tied = slash >= 0 && slash < bare.length - 1;
  const base = `/${folder.replace(/[\\*?[\]]/g, '\\$&')}`;
  return `${negated ? '!' : ''}${base}${tied ? '' : '**/'}${body.startsWith('/') ? body.slice(1) : body}`;
}

/** Lines such as `schema/*.ts linguist-generated=true`; a minus or `=false` takes it back. */
function generatedPatterns(attributes: string): readonly string[] | undefined {
  const patterns = linesOf(attributes)!.flatMap((line) => {
    const [pattern, ...marks] = line.trim().split(/\s+/);
    const mark = marks.findLast((word) => /^-?linguist-generated(=|$)/.test(word));
    if (mark === undefined || pattern.startsWith('#')) return [];
    return mark.startsWith('-') || mark.endsWith('=false') ? [`!${pattern}`] : [pattern];
  });
  return patterns.length === 0 ? undefined : patterns;
}
