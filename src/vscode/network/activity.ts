/**
 * What Parallax has sent and received since the window opened: requests to servers, and questions to VS Code's language models.
 * Kept in memory and written to the log; sizes and names only, never what was sent, never a key.
 */
import * as vscode from 'vscode';
import type { NetworkNote } from '../../node/network.ts';
import type { HostLog } from '../log.ts';

/** One question to a language model of VS Code's; where its provider sends it is that extension's business. */
export interface ModelUse {
  readonly kind: 'model';
  readonly model: string;
  readonly vendor: string;
  readonly at: string;
  /** Tokens as the model counts them. */
  readonly prompt: number;
  readonly completion: number;
  readonly outcome: 'done' | 'failed' | 'stopped';
  readonly detail: string;
}

export type Activity = ({ readonly kind: 'request' } & NetworkNote) | ModelUse;

/** Older ones are in the log alone. */
const MOST_KEPT = 500;

export class NetworkActivity implements vscode.Disposable {
  readonly #log: Pick<HostLog, 'info'>;
  readonly #changes = new vscode.EventEmitter<void>();
  #list: readonly Activity[] = [];

  readonly onDidChange = this.#changes.event;

  constructor(log: Pick<HostLog, 'info'>) {
    this.#log = log;
  }

  /** Oldest first. */
  get list(): readonly Activity[] {
    return this.#list;
  }

  /** For whoever makes requests. */
  readonly onRequest = (note: NetworkNote): void => this.add({ kind: 'request', ...note });

  add(activity: Activity): void {
    this.#list = [...this.#list.slice(1 - MOST_KEPT), activity];
    this.#log.info(lineOf(activity));
    this.#changes.fire();
  }

  dispose(): void {
    this.#changes.dispose();
  }
}

function lineOf(activity: Activity): string {
  const end = [activity.outcome, activity.detail].filter(Boolean).join(' ');
  if (activity.kind === 'model')
    return `network: ${activity.vendor}/${activity.model}: ${activity.prompt} tokens sent, ${activity.completion} received: ${end}`;
  const { host, purpose, sent, received } = activity;
  return `network: ${host}: ${purpose}: ${sent} bytes sent, ${received} received: ${end}`;
}
