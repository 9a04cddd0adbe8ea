/** What a command line asks for, once its words are understood. */
import type { AskRequest, ContextRequest, ExplainRequest, SearchQuery } from '../engine/types.ts';
import type { Flags } from '../node/settings.ts';

export type Filter = Omit<SearchQuery, 'text'>;

/** One question, or a file with a question per line; `-` is standard input. */
export type Questions = { readonly kind: 'one'; readonly text: string } | { readonly kind: 'file'; readonly path: string };

export type Task =
  | { readonly name: 'index'; readonly rebuild: boolean }
  | { readonly name: 'search'; readonly questions: Questions; readonly filter: Filter }
  | { readonly name: 'ask'; readonly request: AskRequest }
  | { readonly name: 'explain'; readonly request: ExplainRequest }
  /** What would be sent for `request`, and nothing sent. */
  | { readonly name: 'context'; readonly request: ContextRequest }
  | { readonly name: 'related'; readonly target: string; readonly filter: Filter }
  | { readonly name: 'callers'; readonly target: string }
  | { readonly name: 'callees'; readonly target: string }
  | { readonly name: 'doctor' }
  /** Several folders are served as one, each under its name. */
  | { readonly name: 'mcp'; readonly roots: readonly string[] };

export interface Order {
  readonly task: Task;
  readonly root: string;
  readonly json: boolean;
  /** Bring the index up to date first. */
  readonly update: boolean;
  readonly flags: Flags;
  /** The descriptor to read the model's key from. */
  readonly apiKeyFd: number | undefined;
}

/** Either an order, or that the command line was answered by itself: help, version, or what is wrong with it. */
export type Understood =
  | { readonly kind: 'order'; readonly order: Order }
  | { readonly kind: 'answered'; readonly exitCode: number; readonly out: string; readonly err: string };
