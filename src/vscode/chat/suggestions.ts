/** What can be attached to a question with `#`: the selection, the file, and files, folders and symbols that match a few letters. */
import * as vscode from 'vscode';
import type { Suggestion } from '../../webview/messages.ts';
import { selectedTarget } from '../commands/here.ts';
import type { WorkspaceService } from '../workspace/service.ts';
import { attachmentOfTarget, fileAttachment, folderAttachment, nameOf } from './attachments.ts';

const MOST_FILES = 6;
const MOST_FOLDERS = 3;
const MOST_SYMBOLS = 8;

/** Best first; `query` is what stands behind the `#`. */
export async function suggestionsFor(service: WorkspaceService, query: string): Promise<readonly Suggestion[]> {
  const here = fromEditor(service);
  const wanted = query.trim();
  if (wanted === '') return here;
  const [files, symbols] = await Promise.all([filesLike(service, wanted), symbolsLike(service, wanted)]);
  const matching = here.filter(({ attachment }) => attachment.label.toLowerCase().includes(wanted.toLowerCase()));
  const paths = files.map((path): Suggestion => ({ attachment: fileAttachment(path), detail: path }));
  const folders = foldersOf(files, wanted).map((path): Suggestion => ({ attachment: folderAttachment(path), detail: path }));
  const sorted = namesSymbol(wanted) ? [...symbols, ...paths, ...folders] : [...paths, ...folders, ...symbols];
  return [...matching, ...sorted];
}

function fromEditor(service: WorkspaceService): readonly Suggestion[] {
  const editor = vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors[0];
  const path = editor && service.folders.toPath(editor.document.uri);
  if (editor === undefined || path === undefined) return [];
  const selected = selectedTarget(service, editor);
  const selection: Suggestion[] =
    selected === undefined
      ? []
      : [{ attachment: { ...attachmentOfTarget(selected), kind: 'selection' }, detail: vscode.l10n.t('Selection') }];
  return [...selection, { attachment: fileAttachment(path), detail: vscode.l10n.t('Current file') }];
}

async function filesLike(service: WorkspaceService, query: string): Promise<readonly string[]> {
  const letters = query.replace(/[^\p{L}\p{N}_./-]/gu, '');
  if (letters === '') return [];
  const anyCase = letters.replace(/\p{L}/gu, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
  const globs = letters.includes('/') ? [`**/${anyCase}*`] : [`**/*${anyCase}*`, `**/*${anyCase}*/**`];
  const found = await Promise.all(globs.map((glob) => vscode.workspace.findFiles(glob, undefined, MOST_FILES * 3)));
  const paths = found
    .flat()
    .map((uri) => service.folders.toPath(uri))
    .filter((path) => path !== undefined);
  return [...new Set(paths)]
    .sort((a, b) => closeness(a, query) - closeness(b, query) || a.length - b.length)
    .slice(0, MOST_FILES);
}

/** 0 where the name begins with the letters, 1 where it holds them, 2 where only its folders do. */
function closeness(path: string, query: string): number {
  const name = nameOf(path).toLowerCase();
  const letters = query.toLowerCase();
  return name.startsWith(letters) ? 0 : name.includes(letters) ? 1 : 2;
}

function foldersOf(files: readonly string[], query: string): readonly string[] {
  const parents = files.flatMap((path) => {
    const parts = path.split('/').slice(0, -1);
    return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
  });
  const like = (path: string) => nameOf(path).toLowerCase().includes(query.toLowerCase());
  return [...new Set(parents)].filter(like).slice(0, MOST_FOLDERS);
}

async function symbolsLike(service: WorkspaceService, query: string): Promise<readonly Suggestion[]> {
  const engine = await service.opened();
  if (engine === undefined) return [];
  const { hits } = await engine.search({ text: query, limit: MOST_SYMBOLS * 2 });
  const named = hits.filter(({ symbol }) => symbol !== '' && hasLetters(symbol, query));
  return named.slice(0, MOST_SYMBOLS).map(({ path, symbol, startLine, endLine }) => ({
    attachment: { kind: 'symbol', label: symbol, target: `${path}:${startLine}-${endLine}` },
    detail: `${path}:${startLine}`,
  }));
}

/** Whether the letters of the query stand in the name, in their order, as VS Code's own lists match. */
function hasLetters(name: string, query: string): boolean {
  let at = 0;
  for (const letter of name.toLowerCase()) if (letter === query[at]?.toLowerCase()) at++;
  return at === query.length;
}

/** Camel case, an underscore or brackets: a name in code rather than a file's. */
function namesSymbol(query: string): boolean {
  return /[a-z][A-Z]|_|\(|::/.test(query);
}
