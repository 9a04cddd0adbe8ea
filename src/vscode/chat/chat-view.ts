/**
 * The webview of the chat: makes the page, checks what it says by schema, and keeps what must reach it in order. The page
 * may go and come back at any time; whoever owns the state begins again at every `ready`.
 */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { type HostMessage, type PageMessage, pageMessage } from '../../webview/messages.ts';
import type { HostLog } from '../log.ts';
import { pageHtml } from './page.ts';

export const VIEW_ID = 'parallax.chat';
/** Words of an answer that arrive within this time travel together. */
const GATHER_MS = 30;

export class ChatView implements vscode.WebviewViewProvider, vscode.Disposable {
  readonly #extension: vscode.Uri;
  readonly #log: HostLog;
  readonly #heard = new vscode.EventEmitter<PageMessage>();
  #view: vscode.WebviewView | undefined;
  #description = '';
  #wantsFocus = false;
  /** True from the page's `ready` until the page goes. */
  #isReady = false;
  #gathered: { readonly id: string; text: string } | undefined;

  readonly onMessage = this.#heard.event;

  constructor(extension: vscode.Uri, log: HostLog) {
    this.#extension = extension;
    this.#log = log;
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.#view = view;
    this.#isReady = false;
    view.description = this.#description;
    const out = vscode.Uri.joinPath(this.#extension, 'out');
    view.webview.options = { enableScripts: true, localResourceRoots: [out] };
    view.webview.onDidReceiveMessage((message) => this.#receive(message));
    // A page that is hidden is destroyed; it says `ready` when it is back.
    view.onDidChangeVisibility(() => {
      if (!view.visible) this.#isReady = false;
    });
    view.onDidDispose(() => {
      if (this.#view !== view) return;
      this.#view = undefined;
      this.#isReady = false;
    });
    const uriOf = (name: string) => view.webview.asWebviewUri(vscode.Uri.joinPath(out, name)).toString();
    view.webview.html = pageHtml({
      nonce: randomBytes(18).toString('base64'),
      script: uriOf('webview.js'),
      style: uriOf('webview.css'),
      language: vscode.env.language,
    });
  }

  /** What stands beside the view's title. */
  set description(words: string) {
    this.#description = words;
    if (this.#view !== undefined) this.#view.description = words;
  }

  /** Brings the view up with the focus in it. */
  async show(): Promise<void> {
    this.#wantsFocus = true;
    await vscode.commands.executeCommand(`${VIEW_ID}.focus`);
    this.#giveFocus();
  }

  /** The page knows what to show: whoever wanted the view up may type now. */
  began(): void {
    this.#giveFocus();
  }

  /** Says it if there is a page; a page that comes later is told everything when it begins. */
  tell(message: HostMessage): void {
    if (!this.#isReady) return;
    if (message.type === 'text') {
      this.#gather(message.id, message.text);
      return;
    }
    this.#flush();
    this.#post(message);
  }

  dispose(): void {
    this.#heard.dispose();
  }

  #receive(message: unknown): void {
    const parsed = pageMessage.safeParse(message);
    if (!parsed.success) {
      this.#log.warn(`the chat page said what cannot be understood: ${parsed.error.issues[0]?.message ?? ''}`);
      return;
    }
    if (parsed.data.type === 'ready') {
      this.#isReady = true;
      this.#gathered = undefined;
    }
    this.#heard.fire(parsed.data);
  }

  #giveFocus(): void {
    if (!this.#wantsFocus || !this.#isReady) return;
    this.#wantsFocus = false;
    this.tell({ type: 'focus' });
  }

  #gather(id: string, text: string): void {
    if (this.#gathered !== undefined && this.#gathered.id !== id) this.#flush();
    if (this.#gathered !== undefined) {
      this.#gathered.text += text;
      return;
    }
    this.#gathered = { id, text };
    setTimeout(() => this.#flush(), GATHER_MS);
  }

  #flush(): void {
    const gathered = this.#gathered;
    this.#gathered = undefined;
    if (gathered !== undefined && this.#isReady) this.#post({ type: 'text', ...gathered });
  }

  #post(message: HostMessage): void {
    void this.#view?.webview.postMessage(message);
  }
}
