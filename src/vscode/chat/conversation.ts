/** A conversation as data: what was asked and answered, how it is kept, what later questions take from it. Pure; it knows no editor and no disk. */
import * as z from 'zod/mini';
import { checkCitations } from '../../engine/ask/citations.ts';
import type { Turn } from '../../engine/types.ts';
import { type Attachment, attachment, type Exchange, type ExchangeState, exchange } from '../../webview/messages.ts';

/** 1: exchanges with their states as the page shows them. */
const VERSION = 1;
const TITLE_LENGTH = 60;
const EXCERPT_BEFORE = 30;
const EXCERPT_LENGTH = 200;

export const conversationSchema = z.object({
  version: z.literal(VERSION),
  id: z.string().check(z.regex(/^[\w-]{1,80}$/)),
  /** '' until the first question, or what the user calls it. */
  title: z.string(),
  /** Milliseconds since the epoch. */
  createdAt: z.number(),
  updatedAt: z.number(),
  exchanges: z.array(exchange),
  pinned: z.array(attachment),
});
export type Conversation = z.infer<typeof conversationSchema>;

export function newConversation(id: string, now: number): Conversation {
  return { version: VERSION, id, title: '', createdAt: now, updatedAt: now, exchanges: [], pinned: [] };
}

/** The first words of the first question name a conversation that has no name yet. */
export function withExchange(conversation: Conversation, added: Exchange, now: number): Conversation {
  const title = conversation.title || titleOf(added);
  return { ...conversation, title, updatedAt: now, exchanges: [...conversation.exchanges, added] };
}

/** Without the exchange and all that came after it. A name taken from the first question goes with that question. */
export function upTo(conversation: Conversation, id: string): Conversation {
  const { exchanges, title } = conversation;
  const at = exchanges.findIndex((one) => one.id === id);
  if (at < 0) return conversation;
  const isNameless = at === 0 && title === titleOf(exchanges[0]);
  return { ...conversation, title: isNameless ? '' : title, exchanges: exchanges.slice(0, at) };
}

export function withState(conversation: Conversation, id: string, state: ExchangeState, now: number): Conversation {
  const exchanges = conversation.exchanges.map((one) => (one.id === id ? { ...one, state } : one));
  return { ...conversation, updatedAt: now, exchanges };
}

/** The target is known only once the question is under way; a conversation that it begins is named after it. */
export function withAttached(conversation: Conversation, id: string, added: Attachment): Conversation {
  const before = conversation.exchanges.find((one) => one.id === id);
  if (before === undefined) return conversation;
  const after = { ...before, attached: [...before.attached, added] };
  const exchanges = conversation.exchanges.map((one) => (one === before ? after : one));
  return { ...conversation, title: conversation.title === titleOf(before) ? titleOf(after) : conversation.title, exchanges };
}

/** Answers that were given whole or in part, oldest first, as a model is told them. */
export function turnsOf(exchanges: readonly Exchange[]): readonly Turn[] {
  return exchanges.flatMap(({ input, attached, state }) => {
    if (state.kind !== 'answered') return [];
    const question = [input, ...attached.map(({ target }) => target)].join(' ');
    return [{ question, answer: state.answer.text }];
  });
}

/** What was under way when the window closed is not under way any more; an answer stays as far as it came. */
export function restored(conversation: Conversation): Conversation {
  const exchanges = conversation.exchanges.map((one) => ({ ...one, state: ended(one.state) }));
  return { ...conversation, exchanges };
}

function ended(state: ExchangeState): ExchangeState {
  if (!isRunning(state)) return state;
  if (state.kind !== 'answering' || state.text === '') return { kind: 'stopped' };
  const { text, model } = state;
  const { used, unverified } = checkCitations(text, state.sources);
  const sources = state.sources.map((source) => ({ ...source, cited: used.includes(source.n) }));
  const tokens = { prompt: 0, completion: 0 };
  return { kind: 'answered', answer: { text, sources, unverified: [...unverified], notSeen: [], model, tokens, cutShort: '' } };
}

export function isRunning(state: ExchangeState): boolean {
  return state.kind === 'preparing' || state.kind === 'reviewing' || state.kind === 'answering';
}

/** Each once, in order. */
export function together(...lists: readonly (readonly Attachment[])[]): readonly Attachment[] {
  const byTarget = new Map(lists.flat().map((one) => [one.target, one]));
  return [...byTarget.values()];
}

/**
 * Some of what was said around the first word of a search; undefined where a word of it stands neither in the title nor in
 * a question or an answer.
 */
export function excerptWith({ title, exchanges }: Conversation, search: string): string | undefined {
  const said = exchanges.flatMap(({ input, state }) => [input, state.kind === 'answered' ? state.answer.text : '']);
  const text = said.join(' ').replace(/\s+/g, ' ').trim();
  const lower = text.toLowerCase();
  const words = search.toLowerCase().trim().split(/\s+/);
  if (!words.every((word) => lower.includes(word) || title.toLowerCase().includes(word))) return undefined;
  const start = Math.max(0, lower.indexOf(words[0]) - EXCERPT_BEFORE);
  return `${start > 0 ? '…' : ''}${text.slice(start, start + EXCERPT_LENGTH)}`;
}

function titleOf({ input, attached }: Exchange): string {
  const isBare = /^(\/\w+)?$/.test(input.trim());
  const words = [input.replace(/\s+/g, ' ').trim(), ...(isBare ? attached.map(({ label }) => label) : [])].join(' ').trim();
  const characters = [...words];
  return characters.length <= TITLE_LENGTH ? words : `${characters.slice(0, TITLE_LENGTH - 1).join('')}…`;
}
