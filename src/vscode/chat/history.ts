/** The list of kept conversations: filter by what was said in them, open, rename, delete with a way back. */
import * as vscode from 'vscode';
import { iconless } from '../markdown.ts';
import { ageOf } from '../status-item.ts';
import { type Conversation, excerptWith } from './conversation.ts';
import type { ConversationStore } from './store.ts';

export interface HistoryActions {
  readonly store: ConversationStore;
  /** The one in view. */
  readonly current: string;
  readonly open: (conversation: Conversation) => Promise<void>;
  readonly rename: (conversation: Conversation, title: string) => Promise<void>;
  readonly remove: (conversation: Conversation) => Promise<void>;
  readonly exportIt: (conversation: Conversation) => Promise<void>;
}

interface Item extends vscode.QuickPickItem {
  readonly conversation: Conversation;
}

type Action = 'rename' | 'export' | 'remove';

export async function showHistory(actions: HistoryActions): Promise<void> {
  const conversations = (await actions.store.list()).filter(({ exchanges }) => exchanges.length > 0);
  const pick = vscode.window.createQuickPick<Item>();
  const buttons = buttonsOf();
  pick.title = vscode.l10n.t('Conversations');
  pick.placeholder =
    conversations.length === 0 ? vscode.l10n.t('No conversation yet.') : vscode.l10n.t('Search in questions and answers');
  let kept = conversations;
  const show = () => {
    const items = kept.map((one) => itemOf(one, pick.value, one.id === actions.current, [...buttons.keys()]));
    pick.items = items.filter((item) => item !== undefined);
  };
  pick.onDidChangeValue(show);
  show();
  pick.onDidAccept(async () => {
    const [chosen] = pick.selectedItems;
    pick.hide();
    if (chosen !== undefined) await actions.open(chosen.conversation);
  });
  pick.onDidTriggerItemButton(async ({ button, item }) => {
    const action = buttons.get(button);
    if (action !== 'remove') pick.hide();
    if (action === 'rename') await rename(item.conversation, actions);
    if (action === 'export') await actions.exportIt(item.conversation);
    if (action === 'remove') {
      kept = kept.filter((one) => one !== item.conversation);
      show();
      await actions.remove(item.conversation);
    }
  });
  pick.onDidHide(() => pick.dispose());
  pick.show();
}

function buttonsOf(): ReadonlyMap<vscode.QuickInputButton, Action> {
  const button = (icon: string, tooltip: string) => ({ iconPath: new vscode.ThemeIcon(icon), tooltip });
  return new Map<vscode.QuickInputButton, Action>([
    [button('edit', vscode.l10n.t('Rename')), 'rename'],
    [button('export', vscode.l10n.t('Export as Markdown')), 'export'],
    [button('trash', vscode.l10n.t('Delete')), 'remove'],
  ]);
}

/** Undefined where the conversation does not mention what is searched for. The pick shows them all: it would match letters, not words. */
function itemOf(
  conversation: Conversation,
  search: string,
  isCurrent: boolean,
  buttons: readonly vscode.QuickInputButton[],
): Item | undefined {
  const detail = excerptWith(conversation, search);
  if (detail === undefined) return undefined;
  const age = ageOf(new Date(conversation.updatedAt).toISOString());
  const description = isCurrent ? `${age} · ${vscode.l10n.t('in view')}` : age;
  return { label: iconless(conversation.title), description, detail: iconless(detail), buttons, conversation, alwaysShow: true };
}

async function rename(conversation: Conversation, actions: HistoryActions): Promise<void> {
  const prompt = vscode.l10n.t('A name for this conversation');
  const title = await vscode.window.showInputBox({ prompt, value: conversation.title });
  if (title?.trim()) await actions.rename(conversation, title.trim());
}
