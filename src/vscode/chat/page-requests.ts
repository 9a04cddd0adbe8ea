/** What the page may ask for, one function per message. Everything it names is looked up in the conversation: it can open nothing else. */
import * as vscode from 'vscode';
import type { Log } from '../../engine/ports.ts';
import type { Draft, Exchange, HostMessage, PageMessage } from '../../webview/messages.ts';
import { type Place, showPlace } from '../places.ts';
import type { WorkspaceService } from '../workspace/service.ts';
import { openLink } from './links.ts';
import { answerText, foundAt, sourceAt } from './lookup.ts';
import { suggestionsFor } from './suggestions.ts';
import type { Thread } from './thread.ts';

export interface PageParts {
  readonly service: WorkspaceService;
  readonly thread: Thread;
  readonly log: Log;
  readonly tell: (message: HostMessage) => void;
  /** Tells a page that has just come everything. */
  readonly begin: () => Promise<void>;
  readonly keepDraft: (draft: Draft) => Thenable<void>;
  /** The user looks at this exchange. */
  readonly look: (id: string) => void;
}

type Handler<T extends PageMessage['type']> = (parts: PageParts, message: Extract<PageMessage, { readonly type: T }>) => unknown;

const HANDLERS: { readonly [T in PageMessage['type']]: Handler<T> } = {
  ready: ({ begin }) => begin(),
  ask: ({ thread, keepDraft }, { draft }) => {
    void keepDraft({ text: '', attached: [] });
    return thread.ask(draft);
  },
  draft: ({ keepDraft }, { draft }) => keepDraft(draft),
  stop: ({ thread }) => thread.stop(),
  retry: ({ thread }, { id }) => thread.retry(id),
  resend: async ({ thread }, { id, draft }) => {
    if (await mayDropLater(thread, id)) await thread.resend(id, draft);
  },
  copy: async ({ thread }, { what, id }) => {
    const text = what === 'prompt' ? await thread.prompt(id) : answerText(exchangeOf(thread, id));
    if (text !== undefined) await vscode.env.clipboard.writeText(text);
  },
  copyText: (_, { text }) => vscode.env.clipboard.writeText(text),
  openSource: ({ service, thread }, { id, n, lines }) => open(service, sourceAt(exchangeOf(thread, id), n, lines)),
  openFound: ({ service, thread }, { id, index }) => open(service, foundAt(exchangeOf(thread, id), index)),
  openChunk: ({ service, thread }, { id, n }) =>
    open(
      service,
      thread.contextOf(id)?.chunks.find((one) => one.n === n),
    ),
  link: (_, { url }) => openLink(url),
  suggest: async ({ service, tell }, { query }) => {
    tell({ type: 'suggestions', query, items: [...(await suggestionsFor(service, query))] });
  },
  run: (_, { command }) => vscode.commands.executeCommand(command),
  review: async ({ thread }, { id, action, keep, pin }) => {
    if (action === 'send') return thread.decide(id, { keep, pin });
    if (action === 'cancel') return thread.decide(id, undefined);
    const text = await thread.prompt(id, keep);
    if (text !== undefined) await vscode.env.clipboard.writeText(text);
  },
  unpin: ({ thread }, { target }) => thread.unpin(target),
  fault: ({ log }, { words }) => log.error(`the chat page: ${words}`),
  view: ({ look }, { id }) => look(id),
};

export async function answerPage(parts: PageParts, message: PageMessage): Promise<void> {
  const handler = HANDLERS[message.type] as Handler<PageMessage['type']>;
  await handler(parts, message);
}

function exchangeOf(thread: Thread, id: string): Exchange | undefined {
  return thread.conversation.exchanges.find((one) => one.id === id);
}

async function open(service: WorkspaceService, place: Place | undefined): Promise<void> {
  if (place !== undefined) await showPlace(service, place);
}

async function mayDropLater(thread: Thread, id: string): Promise<boolean> {
  const { exchanges } = thread.conversation;
  if (exchanges.at(-1)?.id === id) return true;
  const yes = vscode.l10n.t('Resend');
  const question = vscode.l10n.t('The questions and answers after this one will be removed from the conversation.');
  return (await vscode.window.showWarningMessage(question, { modal: true }, yes)) === yes;
}
