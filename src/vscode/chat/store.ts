/**
 * Conversations on disk: one JSON file each in the workspace's own storage, written to another name and renamed. A file
 * that cannot be read as a conversation is set aside, never deleted and never half-read.
 */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../engine/ports.ts';
import { type Conversation, conversationSchema, restored } from './conversation.ts';

/** The oldest go first. */
const MOST_CONVERSATIONS = 200;
const DAMAGED = '.damaged';

export interface StoreOptions {
  readonly log: Log;
  /** Called with the file's new name when one was set aside. */
  readonly onDamaged: (name: string) => void;
  readonly most?: number;
}

export class ConversationStore {
  readonly #folder: string;
  readonly #options: StoreOptions;
  /** Writes follow one another, so that the last state wins. */
  #writing: Promise<unknown> = Promise.resolve();

  /** Nothing is made on disk before the first conversation is saved. */
  constructor(folder: string, options: StoreOptions) {
    this.#folder = folder;
    this.#options = options;
  }

  /** Newest first. */
  async list(): Promise<readonly Conversation[]> {
    const names = (await this.#names()).filter((name) => name.endsWith('.json'));
    const all = await Promise.all(names.map((name) => this.load(name.slice(0, -'.json'.length))));
    return all.filter((one) => one !== undefined).sort((a, b) => b.updatedAt - a.updatedAt);
  }

  /** Undefined where there is none, or none that can be read. */
  async load(id: string): Promise<Conversation | undefined> {
    const path = this.#path(id);
    const json = await readFile(path, 'utf8').catch(unlessMissing);
    if (json === undefined) return undefined;
    const parsed = conversationSchema.safeParse(parseJson(json));
    if (parsed.success && parsed.data.id === id) return restored(parsed.data);
    await this.#setAside(path, id);
    return undefined;
  }

  save(conversation: Conversation): Promise<void> {
    return this.#inTurn(async () => {
      await mkdir(this.#folder, { recursive: true });
      const temporary = join(this.#folder, `.${conversation.id}.tmp`);
      await writeFile(temporary, JSON.stringify(conversation), { mode: 0o600 });
      await rename(temporary, this.#path(conversation.id));
    });
  }

  remove(id: string): Promise<void> {
    return this.#inTurn(() => rm(this.#path(id), { force: true }));
  }

  /** Lets the oldest go where there are too many. */
  async prune(): Promise<void> {
    const { most = MOST_CONVERSATIONS } = this.#options;
    for (const { id } of (await this.list()).slice(most)) await this.remove(id);
  }

  #path(id: string): string {
    return join(this.#folder, `${id}.json`);
  }

  async #names(): Promise<readonly string[]> {
    return (await readdir(this.#folder).catch(unlessMissing)) ?? [];
  }

  async #setAside(path: string, id: string): Promise<void> {
    this.#options.log.warn(`conversation ${id} cannot be read and was set aside`);
    await rename(path, `${path}${DAMAGED}`);
    this.#options.onDamaged(`${id}.json${DAMAGED}`);
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#writing.then(work, work);
    this.#writing = done.catch(() => undefined);
    return done;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}
