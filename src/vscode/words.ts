/** Errors in the language of the window, with the way out that there is here. */
import * as vscode from 'vscode';
import { isEngineError } from '../engine/errors.ts';
import { say } from '../engine/phrase.ts';

/** What the user must know is translated; the words of a bug are as they are. */
export function wordsOf(error: Error): string {
  if (!isEngineError(error)) return error.message;
  return wordsHere(error.code) ?? say(error, (template) => vscode.l10n.t(template));
}

/** Where the engine's own sentence advises a command line, one that advises what VS Code has. */
function wordsHere(code: string): string | undefined {
  const { l10n } = vscode;
  switch (code) {
    case 'indexMissing':
      return l10n.t('There is no index yet: run Parallax: Index Workspace.');
    case 'indexDamaged':
    case 'indexOlder':
      return l10n.t('The index on disk cannot be read any more: run Parallax: Rebuild Index.');
    case 'indexOtherEmbedder':
      return l10n.t('The index was made with another embedding source than the settings name: run Parallax: Rebuild Index.');
    case 'modelKeyMissing':
      return l10n.t('The language model wants a key, and none is set: run Parallax: Set API Key….');
    case 'rootMissing':
      return l10n.t('The folder of this workspace is not there any more.');
    default:
      return undefined;
  }
}
