/**
 * One folder on the way from the root: what lies in it, and the rules that reach it. All questions of what belongs in an
 * index and what does not are answered here, for the walk over everything and for single paths alike.
 */
import picomatch from 'picomatch';
import type { SkipReason } from '../../engine/types.ts';
import { type DiskPath, type Entry, leadsToFileBelow, look, readFolder, readSmallText } from './disk.ts';
import { isForeignByEvidence, isForeignByName, isVersionControl } from './folders.ts';
import { type Env, findRepository, type Repository, readGitIgnoring } from './git.ts';
import { judgeName } from './names.ts';
import { portable } from './paths.ts';
import { baseRules, enterRepository, extendRules, isMarkedGenerated, judge, type Rules } from './rules.ts';
import { isSecretName } from './secrets.ts';

/** What a host may choose, completed. */
export interface Settings {
  /** Absolute. */
  readonly root: string;
  readonly maxBytes: number;
  readonly isIncluded: (path: string) => boolean;
  readonly isExcluded: (path: string) => boolean;
  readonly env: Env;
}

export interface Folder {
  /** Relative to the root: '' or with a trailing slash. */
  readonly path: string;
  readonly name: string;
  readonly entries: readonly Entry[];
  readonly names: ReadonlySet<string>;
  readonly rules: Rules;
}

/** A folder that vanished while it was walked has no reason: there is nothing to report. */
export type Opened =
  | { readonly kind: 'open'; readonly folder: Folder }
  | { readonly kind: 'closed'; readonly reason: SkipReason | undefined };

export type Judged =
  | { readonly kind: 'file'; readonly size: number; readonly mtimeMs: number }
  | { readonly kind: 'skipped'; readonly reason: SkipReason | undefined };

const NOTHING: ReadonlySet<string> = new Set();
const RULE_FILES = { gitignore: '.gitignore', parallaxignore: '.parallaxignore', gitattributes: '.gitattributes' } as const;

export function openRoot(settings: Settings): Opened {
  const content = readFolder(settings.root);
  if (content.kind !== 'entries') return closed(content.kind === 'gone' ? undefined : 'unreadable');
  const repository = findRepository(settings.root);
  const folder = openedFolder('', '', content.entries, rulesAbove(settings, repository));
  return { kind: 'open', folder: repository === undefined ? believeNoCatchAll(folder, settings) : folder };
}

export function openFolder(parent: Folder, entry: Entry, settings: Settings): Opened {
  const path = `${parent.path}${entry.name}/`;
  if (isVersionControl(entry.name)) return closed('excluded');
  const verdict = judge(parent.rules, path);
  if (verdict !== 'wanted') {
    if (isForeignByName(entry.name, parent.name)) return closed('excluded');
    if (verdict === 'ignored') return closed('ignored');
  }
  if (settings.isExcluded(path.slice(0, -1))) return closed('ignored');
  const content = readFolder(entry.disk);
  if (content.kind !== 'entries') return closed(content.kind === 'gone' ? undefined : 'unreadable');
  const folder = openedFolder(path, entry.name, content.entries, parent.rules, entry.disk);
  const facts = { name: entry.name, inside: folder.names, beside: parent.names, governed: parent.rules.governed };
  return verdict !== 'wanted' && isForeignByEvidence(facts) ? closed('excluded') : { kind: 'open', folder };
}

/** @param entry anything in `folder` but a folder */
export function judgeEntry(folder: Folder, entry: Entry, settings: Settings): Judged {
  const path = folder.path + entry.name;
  if (entry.kind === 'link') return skip(leadsToFileBelow(entry.disk, settings.root) ? undefined : 'notAFile');
  if (entry.kind === 'other') return skip('notAFile');
  if (entry.kind === 'twin') return skip('unreadable');
  if (isVersionControl(entry.name)) return skip('excluded');
  if (isSecretName(path)) return skip('secret');
  const verdict = judge(folder.rules, path);
  if (verdict === 'ignored' || settings.isExcluded(path) || !settings.isIncluded(path)) return skip('ignored');
  const named = judgeName(entry.name);
  if (named === 'binary') return skip('binary');
  if (verdict !== 'wanted') {
    if (named !== undefined) return skip(named);
    if (isMarkedGenerated(folder.rules, path)) return skip('generated');
  }
  return judgeStats(entry, verdict === 'wanted' ? Number.POSITIVE_INFINITY : settings.maxBytes);
}

/** The folder that `path` lies in and its entry there; undefined where a rule closes the way or nothing is there. */
export function locate(
  path: string,
  root: Folder,
  settings: Settings,
  opened = new Map<string, Folder | undefined>(),
): Located | undefined {
  const names = path.split('/');
  let folder: Folder | undefined = root;
  for (const name of names.slice(0, -1)) {
    const next: string = `${folder.path}${name}/`;
    if (!opened.has(next)) opened.set(next, step(folder, name, settings));
    folder = opened.get(next);
    if (folder === undefined) return undefined;
  }
  const entry = findEntry(folder, names.at(-1)!);
  return entry === undefined || entry.kind === 'folder' ? undefined : { folder, entry };
}

export interface Located {
  readonly folder: Folder;
  readonly entry: Entry;
}

/** True where a `.parallaxignore` names the file with `!`. */
export function isWanted({ folder, entry }: Located): boolean {
  return judge(folder.rules, folder.path + entry.name) === 'wanted';
}

/** A glob without a slash means a name at any depth, one that ends in a slash a folder. */
export function globMatcher(globs: readonly string[]): (path: string) => boolean {
  const matchers = globs
    .map((glob) => glob.replace(/^\.?\//, '').replace(/\/$/, ''))
    .filter((glob) => glob !== '')
    .map((glob) => picomatch(glob, { dot: true, basename: !glob.includes('/') }));
  return (path) => matchers.some((matches) => matches(path));
}

function step(folder: Folder, name: string, settings: Settings): Folder | undefined {
  const entry = findEntry(folder, name);
  if (entry?.kind !== 'folder') return undefined;
  const opened = openFolder(folder, entry, settings);
  return opened.kind === 'open' ? opened.folder : undefined;
}

function findEntry(folder: Folder, name: string): Entry | undefined {
  return folder.names.has(name) ? folder.entries.find((entry) => entry.name === name) : undefined;
}

function openedFolder(path: string, name: string, entries: readonly Entry[], above: Rules, disk?: DiskPath): Folder {
  const names = entries.length === 0 ? NOTHING : new Set(entries.map((entry) => entry.name));
  let rules = above;
  if (disk !== undefined && names.has('.git') && typeof disk === 'string')
    rules = enterRepository(rules, rules.prefix + path, disk);
  if (Object.values(RULE_FILES).some((file) => names.has(file)))
    rules = extendRules(rules, rules.prefix + path, readTexts(entries));
  return { path, name, entries, names, rules };
}

function readTexts(entries: readonly Entry[]): { [K in keyof typeof RULE_FILES]?: string } {
  const found = Object.entries(RULE_FILES).map(([key, file]) => {
    const entry = entries.find(({ name, kind }) => name === file && kind === 'file');
    return [key, entry && readSmallText(entry.disk)] as const;
  });
  return Object.fromEntries(found);
}

/**
 * The rules that come from above the root: the repository it is part of, and every folder between. A root that these
 * rules would rule out was named by a person who wants it read, so that then they do not count.
 */
function rulesAbove({ root, env }: Settings, repository: Repository | undefined): Rules {
  const ignoring = readGitIgnoring(repository, env, process.platform);
  const below = repository === undefined ? '' : portable(root.slice(repository.top.length)).replace(/^\//, '');
  if (repository === undefined || below === '') return baseRules('', repository, ignoring);
  let rules = baseRules(`${below}/`, repository, ignoring);
  let folder = '';
  for (const name of below.split('/')) {
    rules = extendRules(rules, folder, textsOf(`${repository.top}/${folder}`));
    folder += `${name}/`;
    if (rules.all.test(folder).ignored) return baseRules('', undefined, ignoring);
  }
  return rules;
}

/**
 * Some source trees are packed with a `.gitignore` that rules out everything and leaves it to git to know what was added
 * all the same (Debian's kernel source does). Without git there is no knowing, and the lines that say so are left out.
 */
function believeNoCatchAll(folder: Folder, settings: Settings): Folder {
  const texts = readTexts(folder.entries);
  const believed = texts.gitignore?.replace(/^\/?\*{1,2}(\/\*{1,2})?\/?[ \t]*\r?$/gm, '');
  if (believed === texts.gitignore) return folder;
  return { ...folder, rules: extendRules(rulesAbove(settings, undefined), '', { ...texts, gitignore: believed }) };
}

function textsOf(disk: string): { [K in keyof typeof RULE_FILES]?: string } {
  return Object.fromEntries(Object.entries(RULE_FILES).map(([key, file]) => [key, readSmallText(`${disk}/${file}`)]));
}

function judgeStats(entry: Entry, limit: number): Judged {
  const stats = look(entry.disk);
  if (stats === undefined) return skip(undefined);
  if (!stats.isFile()) return skip('notAFile');
  if (stats.size === 0) return skip('empty');
  if (stats.size > limit) return skip('tooLarge');
  return { kind: 'file', size: stats.size, mtimeMs: stats.mtimeMs };
}

function closed(reason: SkipReason | undefined): Opened {
  return { kind: 'closed', reason };
}

function skip(reason: SkipReason | undefined): Judged {
  return { kind: 'skipped', reason };
}
