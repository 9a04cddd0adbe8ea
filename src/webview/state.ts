/** What the page shows, as one value, and how each message of the host changes it. Pure. */
import type { Draft, Exchange, HostMessage, ShownConversation, SlashCommand, Status, Suggestion } from './messages.ts';

export interface PageState {
  readonly strings: Readonly<Record<string, string>>;
  readonly commands: readonly SlashCommand[];
  readonly status: Status;
  readonly conversation: ShownConversation;
  /** What the host last put into the input; a new object each time. */
  readonly draft: Draft;
  readonly suggestions: { readonly query: string; readonly items: readonly Suggestion[] } | undefined;
  /** Grows with each wish of the host that the input has the focus. */
  readonly focus: number;
}

/** Undefined until the host has begun. */
export function reduce(state: PageState | undefined, message: HostMessage): PageState | undefined {
  if (message.type === 'begin') {
    const { strings, commands, status, conversation, draft } = message;
    return { strings, commands, status, conversation, draft, suggestions: undefined, focus: state?.focus ?? 0 };
  }
  return state && change(state, message);
}

function change(state: PageState, message: Exclude<HostMessage, { readonly type: 'begin' }>): PageState {
  switch (message.type) {
    case 'status':
      return { ...state, status: message.status };
    case 'conversation':
      return { ...state, conversation: message.conversation };
    case 'exchange':
      return withExchanges(state, upsert(state.conversation.exchanges, message.exchange));
    case 'text':
      return withExchanges(
        state,
        state.conversation.exchanges.map((one) => (one.id === message.id ? grown(one, message.text) : one)),
      );
    case 'pinned':
      return { ...state, conversation: { ...state.conversation, pinned: message.pinned } };
    case 'draft':
      return { ...state, draft: message.draft };
    case 'suggestions':
      return { ...state, suggestions: { query: message.query, items: message.items } };
    case 'focus':
      return { ...state, focus: state.focus + 1 };
  }
}

export function isRunning({ state }: Exchange): boolean {
  return state.kind === 'preparing' || state.kind === 'reviewing' || state.kind === 'answering';
}

function withExchanges(state: PageState, exchanges: Exchange[]): PageState {
  return { ...state, conversation: { ...state.conversation, exchanges } };
}

function upsert(exchanges: readonly Exchange[], exchange: Exchange): Exchange[] {
  const at = exchanges.findIndex(({ id }) => id === exchange.id);
  return at < 0 ? [...exchanges, exchange] : exchanges.with(at, exchange);
}

function grown(exchange: Exchange, text: string): Exchange {
  const { state } = exchange;
  return state.kind === 'answering' ? { ...exchange, state: { ...state, text: state.text + text } } : exchange;
}
