/**
 * The folders of the window and the engine's paths. With one folder a path is relative to it; with several it begins with
 * the folder's name, as in a federated engine.
 */
import { relative, sep } from 'node:path';
import * as vscode from 'vscode';

export interface Folder {
  /** Unique in the window, without a slash. */
  readonly name: string;
  readonly uri: vscode.Uri;
  /** Globs below this folder that belong to other folders of the window. */
  readonly nested: readonly string[];
}

export class Folders {
  readonly list: readonly Folder[];

  /** Folders that are not on a disk cannot be indexed and are left out. */
  constructor(folders: readonly vscode.WorkspaceFolder[]) {
    const onDisk = folders.filter(({ uri }) => uri.scheme === 'file');
    const names = new Set<string>();
    this.list = onDisk.map(({ uri, name }) => ({
      uri,
      name: uniqueName(name, names),
      nested: onDisk.flatMap((other) => globBelow(uri, other.uri)),
    }));
  }

  /** The path of a file or folder as the engine knows it; undefined where it lies in no folder of the window. */
  toPath(uri: vscode.Uri): string | undefined {
    const folder = this.folderOf(uri);
    if (folder === undefined) return undefined;
    const path = pathBelow(folder.uri, uri) as string;
    if (this.list.length === 1) return path;
    return path === '' ? folder.name : `${folder.name}/${path}`;
  }

  /** Where a path of the engine is; undefined where it names no folder of the window or leads out of it. */
  toUri(path: string): vscode.Uri | undefined {
    const several = this.list.length > 1;
    const [name, ...rest] = path.split('/');
    const folder = several ? this.list.find((one) => one.name === name) : this.list[0];
    if (folder === undefined) return undefined;
    const below = several ? rest : [name, ...rest];
    if (below.includes('..')) return undefined;
    const uri = vscode.Uri.joinPath(folder.uri, ...below);
    // On Windows a backslash within a name divides it.
    return pathBelow(folder.uri, uri) === undefined ? undefined : uri;
  }

  /** The innermost folder that holds `uri`. */
  folderOf(uri: vscode.Uri): Folder | undefined {
    const holding = this.list.filter((folder) => pathBelow(folder.uri, uri) !== undefined);
    return holding.sort((a, b) => b.uri.fsPath.length - a.uri.fsPath.length)[0];
  }
}

/** Relative to the folder with `/`, '' for the folder itself; undefined outside it. */
export function pathBelow(folder: vscode.Uri, uri: vscode.Uri): string | undefined {
  if (uri.scheme !== folder.scheme || uri.authority !== folder.authority) return undefined;
  const path = relative(folder.fsPath, uri.fsPath);
  if (path === '..' || path.startsWith(`..${sep}`) || /^[A-Za-z]:/.test(path)) return undefined;
  return path.split(sep).join('/');
}

function globBelow(outer: vscode.Uri, inner: vscode.Uri): readonly string[] {
  const path = pathBelow(outer, inner);
  return path === undefined || path === '' ? [] : [`/${path.replace(/[*?[\]{}()!\\]/g, '\\$&')}/**`];
}

function uniqueName(name: string, taken: Set<string>): string {
  const plain = name.replaceAll('/', '-');
  let unique = plain;
  for (let i = 2; taken.has(unique); i++) unique = `${plain}-${i}`;
  taken.add(unique);
  return unique;
}
