/** What git's own folders say about ignoring: where the repository begins, its exclude file, the user's, upper and lower case. */
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { look, readSmallText } from './disk.ts';

export type Env = Readonly<Record<string, string | undefined>>;

export interface Repository {
  /** Absolute path of the folder that holds `.git`. */
  readonly top: string;
  /** Absolute path of the folder with `config` and `info/exclude`, which linked work trees share. */
  readonly commonDir: string;
}

export interface GitIgnoring {
  readonly ignoreCase: boolean;
  /** Patterns of the user's own file, weakest of all; '' when there is none. */
  readonly userPatterns: string;
}

/** The repository that `folder` lies in, going up from it. */
export function findRepository(folder: string): Repository | undefined {
  for (let top = folder; ; top = dirname(top)) {
    const commonDir = commonDirOf(top);
    if (commonDir !== undefined) return { top, commonDir };
    if (dirname(top) === top) return undefined;
  }
}

/** The folder behind `folder/.git`: itself, or where the file of a linked work tree or submodule points. */
export function commonDirOf(folder: string): string | undefined {
  const dotGit = join(folder, '.git');
  const stats = look(dotGit);
  if (stats === undefined) return undefined;
  if (stats.isDirectory()) return look(join(dotGit, 'HEAD')) === undefined ? undefined : dotGit;
  const pointer = /^gitdir: (.+)$/m.exec(readSmallText(dotGit) ?? '')?.[1];
  if (pointer === undefined) return undefined;
  const gitDir = resolve(folder, pointer.trim());
  const common = readSmallText(join(gitDir, 'commondir'));
  return common === undefined ? gitDir : resolve(gitDir, common.trim());
}

export function repositoryPatterns(commonDir: string): string {
  return readSmallText(join(commonDir, 'info', 'exclude')) ?? '';
}

/** Reads the repository's configuration and the user's; system-wide files and `[include]` are not looked at. */
export function readGitIgnoring(repository: Repository | undefined, env: Env, platform: string): GitIgnoring {
  const home = env.HOME ?? env.USERPROFILE ?? homedir();
  const userFolder = join(absolute(env.XDG_CONFIG_HOME) ?? join(home, '.config'), 'git');
  const configs = [repository && join(repository.commonDir, 'config'), join(home, '.gitconfig'), join(userFolder, 'config')]
    .filter((path) => path !== undefined)
    .map((path) => readSmallText(path) ?? '');
  const excludesFile = firstSetting(configs, 'excludesfile');
  const ignoreCase = firstSetting(configs, 'ignorecase');
  return {
    ignoreCase: ignoreCase === undefined ? platform === 'win32' || platform === 'darwin' : /^(true|yes|on|1|)$/i.test(ignoreCase),
    userPatterns: readSmallText(excludesFile === undefined ? join(userFolder, 'ignore') : expandHome(excludesFile, home)) ?? '',
  };
}

function firstSetting(configs: readonly string[], name: string): string | undefined {
  for (const config of configs) {
    const value = coreSetting(config, name);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The last `name = value` of the `[core]` sections; a name alone means true, which git writes as an empty value here. */
function coreSetting(config: string, name: string): string | undefined {
  let section = '';
  let found: string | undefined;
  for (const line of config.split(/\r?\n/)) {
    const head = /^\s*\[\s*([^\]\s]+)\s*\]/.exec(line);
    if (head !== null) section = head[1].toLowerCase();
    const pair = /^\s*(?:\[[^\]]*\]\s*)?([A-Za-z][\w-]*)\s*(?:=\s*(.*?))?\s*$/.exec(line);
    if (section === 'core' && pair?.[1].toLowerCase() === name) found = unquote(pair[2] ?? '');
  }
  return found;
}

function unquote(value: string): string {
  const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(value);
  return quoted === null ? value.replace(/\s+[#;].*$/, '') : quoted[1].replace(/\\(.)/g, '$1');
}

function expandHome(path: string, home: string): string {
  return path.startsWith('~/') ? join(home, path.slice(2)) : resolve(home, path);
}

function absolute(path: string | undefined): string | undefined {
  return path !== undefined && isAbsolute(path) ? path : undefined;
}
