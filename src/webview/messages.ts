/**
 * Everything that the chat's page and its host say to each other, as schemas: each side checks what it gets. With
 * strings.ts it is all that both know; it holds data, no behaviour.
 *
 * Lines are 1-based and inclusive; paths are the engine's.
 */
import * as z from 'zod/mini';

const count = z.int().check(z.nonnegative());
/** Longer than any prompt: what is larger did not come from a person. */
const words = z.string().check(z.maxLength(1_000_000));
const id = z.string().check(z.maxLength(100));

export const attachment = z.object({
  kind: z.enum(['selection', 'file', 'folder', 'symbol', 'lines']),
  /** As the chip says it. */
  label: z.string(),
  /** As the engine reads it: `path:start-end`, `path#symbol`, a file or a folder. */
  target: z.string(),
});
export type Attachment = z.infer<typeof attachment>;

const place = { path: z.string(), startLine: count, endLine: count, symbol: z.string() };

/** A numbered source with what the page needs to show it without asking. */
export const shownSource = z.object({
  ...place,
  n: count,
  language: z.string(),
  cited: z.boolean(),
  reason: z.string(),
  /** As it was sent, or as it stands in the file. */
  text: z.string(),
});
export type ShownSource = z.infer<typeof shownSource>;

export const shownAnswer = z.object({
  text: z.string(),
  sources: z.array(shownSource),
  unverified: z.array(z.string()),
  notSeen: z.array(z.string()),
  /** 'none' where no model wrote it. */
  model: z.string(),
  tokens: z.object({ prompt: count, completion: count }),
  /** Why it ends before its end; '' where the user stopped it. */
  cutShort: z.optional(z.string()),
});
export type ShownAnswer = z.infer<typeof shownAnswer>;

export const foundCode = z.object({ ...place, signature: z.string(), doc: z.string(), why: z.array(z.string()) });
export type FoundCode = z.infer<typeof foundCode>;

/** The commands that a button of the page may run: nothing else, whatever the page says. */
export const WAYS_OUT = [
  'parallax.index.start',
  'parallax.index.resume',
  'parallax.index.rebuild',
  'parallax.model.select',
  'parallax.model.setKey',
  'parallax.log.show',
  'vscode.openFolder',
] as const;
export const wayOut = z.enum(WAYS_OUT);
export type WayOut = z.infer<typeof wayOut>;

export const reviewChunk = z.object({
  ...place,
  n: count,
  language: z.string(),
  text: z.string(),
  reason: z.string(),
  tokens: count,
  masked: count,
  attached: z.boolean(),
  pinned: z.boolean(),
});
export type ReviewChunk = z.infer<typeof reviewChunk>;

export const review = z.object({
  model: z.string(),
  chunks: z.array(reviewChunk),
  /** Tokens of the prompt around the chunks. */
  frameTokens: count,
  budget: count,
  notSeen: z.array(z.string()),
});
export type Review = z.infer<typeof review>;

/** How far a question has come. */
export const exchangeState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('preparing'), step: z.enum(['indexing', 'searching']) }),
  z.object({ kind: z.literal('reviewing'), review }),
  z.object({ kind: z.literal('answering'), text: z.string(), sources: z.array(shownSource), model: z.string() }),
  z.object({ kind: z.literal('answered'), answer: shownAnswer }),
  z.object({ kind: z.literal('found'), hits: z.array(foundCode) }),
  z.object({ kind: z.literal('failed'), message: z.string(), ways: z.array(wayOut) }),
  z.object({ kind: z.literal('stopped') }),
]);
export type ExchangeState = z.infer<typeof exchangeState>;

export const exchange = z.object({
  id,
  /** As typed, slash command included. */
  input: z.string(),
  attached: z.array(attachment),
  state: exchangeState,
});
export type Exchange = z.infer<typeof exchange>;

export const shownConversation = z.object({
  id,
  title: z.string(),
  exchanges: z.array(exchange),
  /** Goes with every further question. */
  pinned: z.array(attachment),
});
export type ShownConversation = z.infer<typeof shownConversation>;

export const draft = z.object({ text: words, attached: z.array(attachment) });
export type Draft = z.infer<typeof draft>;

export const status = z.object({
  index: z.enum(['noFolder', 'missing', 'indexing', 'paused', 'ready', 'problem']),
  /** Of the index, while it is being made. */
  percent: z.optional(count),
  /** For showing; undefined where none is set up. */
  model: z.optional(z.string()),
});
export type Status = z.infer<typeof status>;

export const suggestion = z.object({ attachment, detail: z.string() });
export type Suggestion = z.infer<typeof suggestion>;

export const slashCommand = z.object({ name: z.string(), description: z.string() });
export type SlashCommand = z.infer<typeof slashCommand>;

export const hostMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('begin'),
    language: z.string(),
    strings: z.record(z.string(), z.string()),
    commands: z.array(slashCommand),
    status,
    conversation: shownConversation,
    draft,
  }),
  z.object({ type: z.literal('status'), status }),
  z.object({ type: z.literal('conversation'), conversation: shownConversation }),
  z.object({ type: z.literal('exchange'), exchange }),
  /** More of the answer of an exchange that is answering. */
  z.object({ type: z.literal('text'), id, text: z.string() }),
  z.object({ type: z.literal('pinned'), pinned: z.array(attachment) }),
  z.object({ type: z.literal('draft'), draft }),
  z.object({ type: z.literal('suggestions'), query: z.string(), items: z.array(suggestion) }),
  z.object({ type: z.literal('focus') }),
]);
export type HostMessage = z.infer<typeof hostMessage>;

export const pageMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('ask'), draft }),
  z.object({ type: z.literal('draft'), draft }),
  z.object({ type: z.literal('stop'), id }),
  z.object({ type: z.literal('retry'), id }),
  z.object({ type: z.literal('resend'), id, draft }),
  z.object({ type: z.literal('copy'), what: z.enum(['answer', 'prompt']), id }),
  z.object({ type: z.literal('copyText'), text: words }),
  /** Opens a source of an answer; lines only where they are others than the source's own. */
  z.object({
    type: z.literal('openSource'),
    id,
    n: count,
    lines: z.optional(z.object({ startLine: count, endLine: count })),
  }),
  z.object({ type: z.literal('openFound'), id, index: count }),
  z.object({ type: z.literal('openChunk'), id, n: count }),
  z.object({ type: z.literal('link'), url: z.string().check(z.maxLength(10_000)) }),
  z.object({ type: z.literal('suggest'), query: z.string().check(z.maxLength(500)) }),
  z.object({ type: z.literal('run'), command: wayOut }),
  z.object({
    type: z.literal('review'),
    id,
    action: z.enum(['send', 'copy', 'cancel']),
    keep: z.array(count),
    pin: z.array(count),
  }),
  z.object({ type: z.literal('unpin'), target: z.string() }),
  /** Something in the page went wrong: for the log. */
  z.object({ type: z.literal('fault'), words: z.string().check(z.maxLength(10_000)) }),
  /** The exchange whose answer is in view. */
  z.object({ type: z.literal('view'), id }),
]);
export type PageMessage = z.infer<typeof pageMessage>;
