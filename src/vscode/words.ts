/** Errors in the language of the window. */
import * as vscode from 'vscode';
import { isEngineError } from '../engine/errors.ts';
import { say } from '../engine/phrase.ts';

/** What the user must know is translated; the words of a bug are as they are. */
export function wordsOf(error: Error): string {
  return isEngineError(error) ? say(error, (template) => vscode.l10n.t(template)) : error.message;
}
