/**
 * The conversation in view and the question under way: asks, stops, asks again, keeps. It tells its listener what
 * changed; it knows neither the page nor VS Code.
 */
import { randomUUID } from 'node:crypto';
import { keepChunks } from '../../engine/ask/complete.ts';
import type { Context } from '../../engine/types.ts';
import type { Attachment, Draft, Exchange, ExchangeState, HostMessage, Review } from '../../webview/messages.ts';
import { attachmentOfTarget } from './attachments.ts';
import {
  type Conversation,
  isRunning,
  newConversation,
  together,
  turnsOf,
  upTo,
  withAttached,
  withExchange,
  withState,
} from './conversation.ts';
import { contextOf, type Question, runQuestion, type SessionDeps } from './session.ts';
import { promptText, targetOf } from './shown.ts';
import type { ConversationStore } from './store.ts';

export interface ThreadOptions {
  readonly deps: SessionDeps;
  readonly store: Pick<ConversationStore, 'save'>;
  /** What the page should be told. */
  readonly tell: (message: HostMessage) => void;
  /** An exchange has come to another state. */
  readonly onExchange: (exchange: Exchange) => void;
  readonly onTrouble: (error: Error) => void;
}

export interface ReviewDecision {
  readonly keep: readonly number[];
  readonly pin: readonly number[];
}

interface Running {
  readonly id: string;
  readonly abort: AbortController;
  readonly done: Promise<void>;
  decide?: (decision: ReviewDecision | undefined) => void;
  context?: Context;
}

/** An answer that grows is kept this often, in case the window goes. */
const KEEP_EVERY_MS = 2000;

export class Thread {
  readonly #options: ThreadOptions;
  #conversation = newConversation(randomUUID(), Date.now());
  #running: Running | undefined;
  #keptAt = 0;
  /** Contexts of this session's questions, so that a copied prompt is the one that was sent. */
  readonly #contexts = new Map<string, Context>();

  constructor(options: ThreadOptions) {
    this.#options = options;
  }

  get conversation(): Conversation {
    return this.#conversation;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Shows another conversation, after stopping what is under way in this one. */
  async show(conversation: Conversation | undefined): Promise<void> {
    await this.stop();
    this.#conversation = conversation ?? newConversation(randomUUID(), Date.now());
    this.#contexts.clear();
    this.#options.tell({ type: 'conversation', conversation: this.#conversation });
  }

  rename(title: string): void {
    this.#keep({ ...this.#conversation, title });
    this.#options.tell({ type: 'conversation', conversation: this.#conversation });
  }

  /** Resolves when the answer is complete, or has failed. */
  async ask({ text, attached }: Draft): Promise<void> {
    while (this.isRunning) await this.stop(); // Another may have begun meanwhile.
    const exchange: Exchange = { id: randomUUID(), input: text, attached, state: { kind: 'preparing', step: 'searching' } };
    await this.#run(exchange);
  }

  /** Asks again: in its place where it is the last question, else as a new one. */
  async retry(id: string): Promise<void> {
    const { exchanges } = this.#conversation;
    const exchange = exchanges.find((one) => one.id === id);
    if (exchange === undefined) return;
    const draft = { text: exchange.input, attached: exchange.attached };
    if (exchanges.at(-1)?.id === id) return this.resend(id, draft);
    await this.ask(draft);
  }

  /** Asks something else in the place of a question; it and all that came after go. */
  async resend(id: string, draft: Draft): Promise<void> {
    await this.stop();
    this.#conversation = upTo(this.#conversation, id);
    this.#options.tell({ type: 'conversation', conversation: this.#conversation });
    await this.ask(draft);
  }

  async stop(): Promise<void> {
    this.#running?.abort.abort();
    await this.#running?.done;
  }

  /** The user's word on what is to be sent; undefined sends nothing. */
  decide(id: string, decision: ReviewDecision | undefined): void {
    if (this.#running?.id === id) this.#running.decide?.(decision);
  }

  unpin(target: string): void {
    this.#pin(this.#conversation.pinned.filter((one) => one.target !== target));
  }

  /** The prompt of a question: the one that was sent, or the one that would be sent now. Throws as the engine does. */
  async prompt(id: string, keep?: readonly number[]): Promise<string | undefined> {
    const exchange = this.#conversation.exchanges.find((one) => one.id === id);
    if (exchange === undefined) return undefined;
    const context = this.contextOf(id) ?? (await contextOf(this.#options.deps, this.#question(exchange)));
    return promptText(keep === undefined ? context : keepChunks(context, keep));
  }

  /** The prompt that a draft would send. Throws as the engine does. */
  async promptOfDraft({ text, attached }: Draft): Promise<string> {
    const question = this.#question({ id: '', input: text, attached, state: { kind: 'stopped' } });
    return promptText(await contextOf(this.#options.deps, question));
  }

  contextOf(id: string): Context | undefined {
    return this.#contexts.get(id);
  }

  async #run(exchange: Exchange): Promise<void> {
    const { id } = exchange;
    const question = this.#question(exchange);
    this.#conversation = withExchange(this.#conversation, exchange, Date.now());
    this.#tellExchange(id);
    const abort = new AbortController();
    let finish = () => {};
    const done = new Promise<void>((resolve) => (finish = resolve));
    const running: Running = { id, abort, done };
    this.#running = running;
    const state = await runQuestion(this.#options.deps, question, {
      signal: abort.signal,
      onState: (now) => this.#become(id, now),
      onText: (text) => this.#grow(id, text),
      onTarget: (target) => this.#attach(id, target),
      onContext: (context) => void this.#contexts.set(id, context),
      review: (review, context) => this.#review(running, review, context),
    });
    this.#running = undefined;
    this.#become(id, state);
    finish();
    this.#keep(this.#conversation);
  }

  #question({ id, input, attached }: Exchange): Question {
    const { exchanges, pinned } = this.#conversation;
    const at = exchanges.findIndex((one) => one.id === id);
    const history = turnsOf(at < 0 ? exchanges : exchanges.slice(0, at));
    return { input, attached: attached.map(({ target }) => target), pinned: pinned.map(({ target }) => target), history };
  }

  async #review(running: Running, review: Review, context: Context): Promise<readonly number[] | undefined> {
    this.#become(running.id, { kind: 'reviewing', review });
    const decision = await new Promise<ReviewDecision | undefined>((resolve) => (running.decide = resolve));
    if (decision === undefined) return undefined;
    const pinned = context.chunks.filter(({ n }) => decision.pin.includes(n)).map(attachmentOf);
    const offered = context.chunks.map(targetOf);
    const others = this.#conversation.pinned.filter(({ target }) => !offered.includes(target));
    this.#pin(together(others, pinned));
    return decision.keep;
  }

  #pin(pinned: readonly Attachment[]): void {
    this.#conversation = { ...this.#conversation, pinned: [...pinned] };
    this.#options.tell({ type: 'pinned', pinned: [...pinned] });
  }

  #become(id: string, state: ExchangeState): void {
    this.#conversation = withState(this.#conversation, id, state, Date.now());
    this.#tellExchange(id);
  }

  /** Asking again means the same place, wherever the cursor is then. */
  #attach(id: string, target: string): void {
    this.#conversation = withAttached(this.#conversation, id, attachmentOfTarget(target));
    this.#tellExchange(id);
  }

  #grow(id: string, text: string): void {
    const exchange = this.#conversation.exchanges.find((one) => one.id === id);
    if (exchange?.state.kind !== 'answering') return;
    this.#conversation = withState(this.#conversation, id, { ...exchange.state, text: exchange.state.text + text }, Date.now());
    this.#options.tell({ type: 'text', id, text });
    if (Date.now() - this.#keptAt > KEEP_EVERY_MS) this.#keep(this.#conversation);
  }

  #tellExchange(id: string): void {
    const exchange = this.#conversation.exchanges.find((one) => one.id === id);
    if (exchange === undefined) return;
    this.#options.tell({ type: 'exchange', exchange });
    this.#options.onExchange(exchange);
    if (!isRunning(exchange.state)) return;
    if (exchange.state.kind === 'preparing') this.#keep(this.#conversation);
  }

  #keep(conversation: Conversation): void {
    this.#conversation = conversation;
    this.#keptAt = Date.now();
    if (conversation.exchanges.length > 0) this.#options.store.save(conversation).catch(this.#options.onTrouble);
  }
}

function attachmentOf(chunk: Context['chunks'][number]): Attachment {
  const { path, startLine, symbol } = chunk;
  const name = path.split('/').at(-1);
  return { kind: 'lines', label: symbol || `${name}:${startLine}`, target: targetOf(chunk) };
}
