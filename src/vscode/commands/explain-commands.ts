/** Explain This, Ask the Codebase, Copy Prompt: what the user points at, handed to the chat or to the clipboard. */
import * as vscode from 'vscode';
import { promptOf } from '../../engine/ask/complete.ts';
import type { Context } from '../../engine/types.ts';
import type { Host } from '../host.ts';
import { unlinked } from '../markdown.ts';
import { contextBudget, domainFrame, languageFor } from '../settings.ts';
import { count } from '../status-item.ts';
import { hereOf, selectedTarget } from './here.ts';
import { readyEngine } from './ready-engine.ts';

export async function explainThis({ service, chat }: Host, args: readonly unknown[]): Promise<void> {
  const { target, isFirstOfSeveral } = await hereOf(service, args);
  if (isFirstOfSeveral) {
    const sentence = vscode.l10n.t('Several were chosen; {0}, the first of them, is explained.', target);
    void vscode.window.showInformationMessage(unlinked(sentence));
  }
  await chat.ask({ text: '', explain: target });
}

export async function askCodebase({ service, chat }: Host): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const selected = editor && selectedTarget(service, editor);
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Ask the Codebase'),
    placeHolder: vscode.l10n.t('How, where or why?'),
    prompt: selected && unlinked(vscode.l10n.t('{0} goes with the question.', selected)),
  });
  if (text === undefined || text.trim() === '') return;
  await chat.ask({ text, attached: selected === undefined ? [] : [selected] });
}

/** What Explain This would send, for any other place to paste it into. Without an editor it is the chat's. */
export async function copyPrompt(host: Host, args: readonly unknown[]): Promise<void> {
  const isFromChat = args.length === 0 && vscode.window.activeTextEditor === undefined;
  const ofChat = isFromChat ? await host.chat.prompt() : undefined;
  if (ofChat !== undefined) {
    await vscode.env.clipboard.writeText(ofChat);
    void vscode.window.showInformationMessage(vscode.l10n.t("The chat's prompt was copied."));
    return;
  }
  const engine = await readyEngine(host.service);
  if (engine === undefined) return;
  const { target, label } = await hereOf(host.service, args);
  const frame = domainFrame() || undefined;
  const context = await engine.context({ kind: 'explain', target, frame, budget: contextBudget(), language: languageFor('') });
  const prompt = promptOf(context).map(({ content }) => content);
  await vscode.env.clipboard.writeText(prompt.join('\n\n'));
  void vscode.window.showInformationMessage(unlinked(copied(context, label)));
}

function copied({ chunks }: Context, label: string): string {
  const tokens = chunks.reduce((sum, chunk) => sum + chunk.tokens, 0);
  const masked = chunks.reduce((sum, chunk) => sum + chunk.masked, 0);
  const said = vscode.l10n.t(
    'The prompt that explains {0} was copied: {1} sources, about {2} tokens of code.',
    label,
    count(chunks.length),
    count(tokens),
  );
  return masked === 0 ? said : `${said} ${vscode.l10n.t('Likely secrets were blanked: {0}.', count(masked))}`;
}
