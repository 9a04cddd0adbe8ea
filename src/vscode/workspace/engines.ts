/** One engine thread per folder of the window, opened when first wanted, behind one Engine. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../../engine/engine.ts';
import { federate } from '../../engine/federation.ts';
import { MANIFEST_NAME } from '../../engine/index/manifest.ts';
import type { Log } from '../../engine/ports.ts';
import { indexFolder } from '../../node/locations.ts';
import type { NoteRequest } from '../../node/network.ts';
import { openEngineThread } from '../../worker/engine-client.ts';
import type { EngineSetting } from '../../worker/open-engine.ts';
import type { Folder, Folders } from './folders.ts';

export interface EnginesOptions {
  readonly log: Log;
  /** The user's settings for a folder, as the engine takes them. */
  readonly setting: (folder: Folder) => Promise<EngineSetting>;
  /** Hears of every request to a server that an engine makes. */
  readonly onRequest: NoteRequest;
}

export class Engines {
  readonly #options: EnginesOptions;
  readonly #open = new Map<string, Promise<Engine>>();
  #whole: { readonly folders: Folders; readonly engine: Promise<Engine> } | undefined;

  constructor(options: EnginesOptions) {
    this.#options = options;
  }

  /** All folders behind one engine. @throws EngineError what opening an engine throws. */
  over(folders: Folders): Promise<Engine> {
    if (this.#whole?.folders === folders) return this.#whole.engine;
    const engine = this.#federate(folders);
    this.#whole = { folders, engine };
    engine.catch(() => {
      if (this.#whole?.engine === engine) this.#whole = undefined;
    });
    return engine;
  }

  /** True once somebody has asked for the engine of these folders. */
  isOpen(folders: Folders): boolean {
    return this.#whole?.folders === folders;
  }

  /** Ends the threads of folders that are not among these. */
  async keep(folders: Folders): Promise<void> {
    const kept = new Set(folders.list.map(({ uri }) => uri.toString()));
    const gone = [...this.#open].filter(([key]) => !kept.has(key));
    if (this.#whole?.folders !== folders) this.#whole = undefined;
    for (const [key] of gone) this.#open.delete(key);
    await Promise.all(gone.map(async ([, opening]) => (await opening).close().catch(() => {})));
  }

  async close(): Promise<void> {
    const opened = [...this.#open.values()];
    this.#open.clear();
    this.#whole = undefined;
    await Promise.allSettled(opened.map(async (opening) => (await opening).close()));
  }

  async #federate(folders: Folders): Promise<Engine> {
    const parts = folders.list.map(async (folder) => ({ name: folder.name, engine: await this.#one(folder) }));
    return federate(await Promise.all(parts));
  }

  #one(folder: Folder): Promise<Engine> {
    const key = folder.uri.toString();
    const known = this.#open.get(key);
    if (known !== undefined) return known;
    const { setting, log, onRequest } = this.#options;
    const opening = setting(folder).then((setting) => openEngineThread(setting, log, onRequest));
    this.#open.set(key, opening);
    opening.catch(() => this.#open.delete(key));
    return opening;
  }
}

/** Whether a folder has an index on disk. Looks for one file and opens nothing. */
export function isIndexed(folder: Folder): boolean {
  return existsSync(join(indexFolder(folder.uri.fsPath), MANIFEST_NAME));
}
