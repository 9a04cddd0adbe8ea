/** What the page may ask for, one function per message. Everything it names is looked up in the conversation: it can open nothing else. */
import * as vscode from 'vscode';
import type { Log } from '../../engine/ports.ts';
import type { Draft, Exchange, HostMessage, PageMessage } from '../../webview/messages.ts';
import { showPlace } from '../places.ts';
import type { WorkspaceService } from '../workspace/service.ts';
import { answerMarkdown } from './export.ts';
import { openLink } from './links.ts';
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
    const text = what === 'prompt' ? await thread.prompt(id) : answerOf(thread, id);
    if (text !== undefined) await vscode.env.clipboard.writeText(text);
  },
  copyText: (_, { text }) => vscode.env.clipboard.writeText(text),
  openSource: async ({ service, thread }, { id, n, lines }) => {
    const source = sourcesOf(exchangeOf(thread, id)).find((one) => one.n === n);
    if (source !== undefined) await showPlace(service, { ...source, ...within(source, lines) });
  },
  openFound: async ({ service, thread }, { id, index }) => {
    const state = exchangeOf(thread, id)?.state;
    const hit = state?.kind === 'found' ? state.hits[index] : undefined;
    if (hit !== undefined) await showPlace(service, hit);
  },
  openChunk: async ({ service, thread }, { id, n }) => {
    const chunk = thread.contextOf(id)?.chunks.find((one) => one.n === n);
    if (chunk !== undefined) await showPlace(service, chunk);
  },
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

function sourcesOf(exchange: Exchange | undefined) {
  if (exchange?.state.kind === 'answered') return exchange.state.answer.sources;
  return exchange?.state.kind === 'answering' ? exchange.state.sources : [];
}

function answerOf(thread: Thread, id: string): string | undefined {
  const exchange = exchangeOf(thread, id);
  return exchange?.state.kind === 'answered' ? answerMarkdown(exchange.input, exchange.state.answer) : undefined;
}

interface Lines {
  readonly startLine: number;
  readonly endLine: number;
}

/** The page may point at a part of a source, never beyond it. */
function within(source: Lines, lines: Lines | undefined): Lines {
  if (lines === undefined || lines.startLine < source.startLine || lines.endLine > source.endLine) return source;
  return lines.startLine <= lines.endLine ? lines : source;
}

async function mayDropLater(thread: Thread, id: string): Promise<boolean> {
  const { exchanges } = thread.conversation;
  if (exchanges.at(-1)?.id === id) return true;
  const yes = vscode.l10n.t('Resend');
  const question = vscode.l10n.t('The questions and answers after this one will be removed from the conversation.');
  return (await vscode.window.showWarningMessage(question, { modal: true }, yes)) === yes;
}
