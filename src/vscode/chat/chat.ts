/**
 * The chat as the rest of the extension knows it: ask, and what the answer in view speaks from. It joins the page, the
 * conversation under way, what is kept on disk, and the editor.
 */
import { join } from 'node:path';
import * as vscode from 'vscode';
import { type Draft, draft, type Exchange, type HostMessage, type ShownSource } from '../../webview/messages.ts';
import { hereOf } from '../commands/here.ts';
import { inBackground, registerCommands } from '../commands/register.ts';
import { pickAngle } from '../commands/similar-command.ts';
import type { Host } from '../host.ts';
import { unlinked } from '../markdown.ts';
import { showProblem, wayOutOf } from '../problems.ts';
import { contextBudget, domainFrame, languageFor, reviewSettings } from '../settings.ts';
import { wordsOf } from '../words.ts';
import { attachmentOfTarget } from './attachments.ts';
import { ChatView, VIEW_ID } from './chat-view.ts';
import { type Conversation, isRunning } from './conversation.ts';
import { conversationMarkdown } from './export.ts';
import { showHistory } from './history.ts';
import { answerPage } from './page-requests.ts';
import { beginning, statusOf } from './page-state.ts';
import type { SessionDeps } from './session.ts';
import { ConversationStore } from './store.ts';
import { Thread } from './thread.ts';

export interface ChatInput {
  /** The question; may be empty where there is a target to explain. */
  readonly text: string;
  /** A target, as in ExplainRequest, to explain. */
  readonly explain?: string;
  /** Targets that go into the context first. */
  readonly attached?: readonly string[];
  /** Goes on with the conversation in view; else a new one begins. */
  readonly follow?: boolean;
}

export interface ShownSources {
  readonly question: string;
  /** False where no model was asked, and nothing sent. */
  readonly wereSent: boolean;
  readonly sources: readonly ShownSource[];
}

const IN_VIEW = 'parallax.chat.inView';
const DRAFT = 'parallax.chat.draft';
const EMPTY: Draft = { text: '', attached: [] };

export class Chat implements vscode.Disposable {
  readonly #host: Omit<Host, 'chat'>;
  readonly #view: ChatView;
  readonly #store: ConversationStore;
  readonly #thread: Thread;
  readonly #shown = new vscode.EventEmitter<ShownSources | undefined>();
  readonly #disposables: vscode.Disposable;
  #sources: ShownSources | undefined;
  #restoring: Promise<void> | undefined;

  /** The sources of the answer that the user now looks at. */
  readonly onDidShowSources = this.#shown.event;

  constructor(host: Omit<Host, 'chat'>) {
    const { context, log, service, models } = host;
    this.#host = host;
    this.#view = new ChatView(context.extensionUri, log);
    this.#store = new ConversationStore(join((context.storageUri ?? context.globalStorageUri).fsPath, 'conversations'), {
      log,
      onDamaged: (name) =>
        void vscode.window.showWarningMessage(vscode.l10n.t('A conversation could not be read and was set aside as {0}.', name)),
    });
    this.#thread = new Thread({
      deps: sessionDeps(host),
      store: this.#store,
      tell: (message) => this.#tell(message),
      onExchange: (exchange) => this.#exchangeChanged(exchange),
      onTrouble: (error) => log.error(error.stack ?? error.message),
    });
    const showStatus = () => this.#view.tell({ type: 'status', status: statusOf(service.state, models.label) });
    this.#disposables = vscode.Disposable.from(
      this.#view,
      this.#shown,
      vscode.window.registerWebviewViewProvider(VIEW_ID, this.#view),
      service.onDidChangeState(showStatus),
      models.onDidChange(showStatus),
      this.#answerPage(),
      this.#registerCommands(),
    );
  }

  get sources(): ShownSources | undefined {
    return this.#sources;
  }

  /** Shows the chat and asks. Resolves when the question is under way; what goes wrong shows in the conversation. */
  async ask({ text, explain, attached = [], follow = false }: ChatInput): Promise<void> {
    await this.#restore();
    await this.#view.show();
    if (!follow && this.#thread.conversation.exchanges.length > 0) await this.#begin(undefined);
    const targets = explain === undefined ? attached : [explain, ...attached];
    const input = explain === undefined ? text : `/explain ${text}`.trim();
    inBackground(this.#thread.ask({ text: input, attached: targets.map(attachmentOfTarget) }), this.#host.log);
  }

  /** The prompt that the draft would send, or, without a draft, that of the last question; undefined where there is neither. */
  async prompt(): Promise<string | undefined> {
    await this.#restore();
    const { text, attached } = this.#draft;
    if (text.trim() !== '') return this.#thread.promptOfDraft({ text, attached });
    const last = this.#thread.conversation.exchanges.at(-1);
    return last && this.#thread.prompt(last.id);
  }

  dispose(): void {
    inBackground(this.#thread.stop(), this.#host.log);
    this.#disposables.dispose();
  }

  get #draft(): Draft {
    const kept = draft.safeParse(this.#host.context.workspaceState.get(DRAFT));
    return kept.success ? kept.data : EMPTY;
  }

  #answerPage(): vscode.Disposable {
    const { log, service } = this.#host;
    const parts = {
      service,
      log,
      thread: this.#thread,
      tell: (message: HostMessage) => this.#view.tell(message),
      begin: () => this.#beginPage(),
      keepDraft: (kept: Draft) => this.#host.context.workspaceState.update(DRAFT, kept),
      look: (id: string) => this.#lookAt(id),
    };
    return this.#view.onMessage((message) => {
      answerPage(parts, message).catch((error) => showProblem(error, log));
    });
  }

  #registerCommands(): vscode.Disposable {
    return registerCommands(
      {
        'parallax.chat.new': async () => {
          await this.#begin(undefined);
          await this.#view.show();
        },
        'parallax.chat.history': () => this.#showHistory(),
        'parallax.chat.export': async () => {
          await this.#restore();
          await exportMarkdown(this.#thread.conversation);
        },
      },
      this.#host.log,
    );
  }

  async #beginPage(): Promise<void> {
    await this.#restore();
    const { service, models } = this.#host;
    const status = statusOf(service.state, models.label);
    this.#view.tell(beginning({ status, conversation: this.#thread.conversation, draft: this.#draft }));
    this.#view.began();
  }

  /** The conversation that was in view when the window closed, once. */
  #restore(): Promise<void> {
    this.#restoring ??= (async () => {
      const id = this.#host.context.workspaceState.get<string>(IN_VIEW);
      const kept = id === undefined ? undefined : await this.#store.load(id);
      if (kept !== undefined) await this.#begin(kept);
      inBackground(this.#store.prune(), this.#host.log);
    })();
    return this.#restoring;
  }

  async #begin(conversation: Conversation | undefined): Promise<void> {
    await this.#thread.show(conversation);
    await this.#host.context.workspaceState.update(IN_VIEW, this.#thread.conversation.id);
    const last = this.#thread.conversation.exchanges.findLast(({ state }) => state.kind === 'answered');
    this.#showSources(last);
  }

  #tell(message: HostMessage): void {
    this.#view.description = this.#thread.conversation.title;
    this.#view.tell(message);
  }

  #exchangeChanged(exchange: Exchange): void {
    if (!isRunning(exchange.state)) this.#showSources(exchange);
    if (exchange.state.kind === 'preparing') void this.#host.context.workspaceState.update(IN_VIEW, this.#thread.conversation.id);
  }

  #lookAt(id: string): void {
    this.#showSources(this.#thread.conversation.exchanges.find((one) => one.id === id));
  }

  #showSources(exchange: Exchange | undefined): void {
    const answer = exchange?.state.kind === 'answered' ? exchange.state.answer : undefined;
    const shown = answer && { sources: answer.sources, wereSent: answer.model !== 'none' };
    this.#sources = shown && exchange && { question: exchange.input, ...shown };
    this.#shown.fire(this.#sources);
  }

  async #showHistory(): Promise<void> {
    await this.#restore();
    const isCurrent = ({ id }: Conversation) => id === this.#thread.conversation.id;
    await showHistory({
      store: this.#store,
      current: this.#thread.conversation.id,
      open: async (conversation) => {
        if (!isCurrent(conversation)) await this.#begin(conversation);
        await this.#view.show();
      },
      rename: async (conversation, title) => {
        if (isCurrent(conversation)) this.#thread.rename(title);
        else await this.#store.save({ ...conversation, title });
      },
      remove: async (conversation) => {
        if (isCurrent(conversation)) await this.#begin(undefined);
        await this.#store.remove(conversation.id);
        const undo = vscode.l10n.t('Undo');
        const said = vscode.l10n.t('“{0}” was deleted.', unlinked(conversation.title));
        void vscode.window.showInformationMessage(said, undo).then((answer) => {
          if (answer === undo) inBackground(this.#store.save(conversation), this.#host.log);
        });
      },
      exportIt: exportMarkdown,
    });
  }
}

function sessionDeps({ service, models, log }: Omit<Host, 'chat'>): SessionDeps {
  return {
    service,
    model: () => models.current(),
    settings: (question) => ({
      frame: domainFrame(),
      budget: contextBudget(),
      language: languageFor(question),
      review: reviewSettings(),
    }),
    here: async () => (await hereOf(service, [])).target,
    chooseAngle: pickAngle,
    wayOutOf: (code) => wayOutOf(code)?.command,
    wordsOf,
    log,
  };
}

async function exportMarkdown(conversation: Conversation): Promise<void> {
  if (conversation.exchanges.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is nothing to export yet: ask something first.'));
    return;
  }
  const name =
    conversation.title
      .replace(/[\\/:*?"<>|\p{C}]+/gu, ' ')
      .trim()
      .slice(0, 60) || 'conversation';
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const defaultUri = folder && vscode.Uri.joinPath(folder, `${name}.md`);
  const target = await vscode.window.showSaveDialog({ defaultUri, filters: { Markdown: ['md'] } });
  if (target === undefined) return;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(conversationMarkdown(conversation)));
  await vscode.window.showTextDocument(target);
}
