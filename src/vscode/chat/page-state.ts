/** What the page is told when it begins: words in the window's language, the state of index and model, the conversation. */
import * as vscode from 'vscode';
import type { Draft, HostMessage, ShownConversation, SlashCommand, Status } from '../../webview/messages.ts';
import { STRINGS } from '../../webview/strings.ts';
import { type IndexState, shareDone } from '../workspace/state.ts';
import { COMMAND_NAMES, type CommandName } from './input.ts';

export interface Beginning {
  readonly status: Status;
  readonly conversation: ShownConversation;
  readonly draft: Draft;
}

export function beginning({ status, conversation, draft }: Beginning): HostMessage {
  const strings = Object.fromEntries(Object.entries(STRINGS).map(([key, english]) => [key, vscode.l10n.t(english)]));
  return { type: 'begin', language: vscode.env.language, strings, commands: commands(), status, conversation, draft };
}

export function statusOf(state: IndexState, model: string | undefined): Status {
  const progress = state.kind === 'indexing' ? state.progress : undefined;
  const share = progress && shareDone(progress);
  return { index: state.kind, percent: share === undefined ? undefined : Math.floor(share * 100), model };
}

function commands(): SlashCommand[] {
  const descriptions: Readonly<Record<CommandName, string>> = {
    explain: vscode.l10n.t('Explain what is attached, selected or at the cursor'),
    search: vscode.l10n.t('Show the places that match, without a language model'),
    similar: vscode.l10n.t('Show code like what is attached, selected or at the cursor'),
  };
  return COMMAND_NAMES.map((name) => ({ name, description: descriptions[name] }));
}
