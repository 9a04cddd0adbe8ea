/** What VS Code's chat brings with a request, as the engine takes it: earlier turns, and files or selections that were attached. */
import * as vscode from 'vscode';
import type { Turn } from '../../engine/types.ts';
import type { Folders } from '../workspace/folders.ts';

/** Oldest first; a question that was never answered is left out. */
export function turnsOf({ history }: vscode.ChatContext): readonly Turn[] {
  return history.flatMap((turn, i) => {
    const next = history[i + 1];
    if (!(turn instanceof vscode.ChatRequestTurn) || !(next instanceof vscode.ChatResponseTurn)) return [];
    const answer = textOf(next);
    return answer === '' ? [] : [{ question: turn.prompt, answer }];
  });
}

function textOf({ response }: vscode.ChatResponseTurn): string {
  const texts = response.map((part) => {
    if (part instanceof vscode.ChatResponseMarkdownPart) return part.value.value;
    return part instanceof vscode.ChatResponseAnchorPart ? (part.title ?? '') : '';
  });
  return texts.join('').trim();
}

/** Targets as in the engine's ExplainRequest; what lies outside the window's folders is left out. */
export function attachedOf(references: readonly vscode.ChatPromptReference[], folders: Folders): readonly string[] {
  return references.map(({ value }) => targetOf(value, folders)).filter((target) => target !== undefined);
}

function targetOf(value: unknown, folders: Folders): string | undefined {
  if (value instanceof vscode.Uri) return folders.toPath(value) || undefined;
  if (!(value instanceof vscode.Location)) return undefined;
  const path = folders.toPath(value.uri);
  const { start, end } = value.range;
  return path === undefined ? undefined : `${path}:${start.line + 1}-${end.line + 1}`;
}
