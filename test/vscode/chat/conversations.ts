/** Conversations for tests. */
import { type Conversation, newConversation, withExchange } from '../../../src/vscode/chat/conversation.ts';
import type { Exchange, ExchangeState, ShownAnswer } from '../../../src/webview/messages.ts';

export function answered(text: string, more: Partial<ShownAnswer> = {}): ExchangeState {
  const answer = { text, sources: [], unverified: [], notSeen: [], model: 'none', tokens: { prompt: 0, completion: 0 }, ...more };
  return { kind: 'answered', answer };
}

export function exchange(id: string, input: string, state: ExchangeState): Exchange {
  return { id, input, attached: [], state };
}

/** Questions and the states they came to; times count up from 1. */
export function conversation(id: string, ...exchanges: readonly Exchange[]): Conversation {
  return exchanges.reduce((all, one, i) => withExchange(all, one, i + 2), newConversation(id, 1));
}
