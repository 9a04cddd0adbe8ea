/** One engine thread per folder of the window, opened when first wanted, behind one Engine. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../../engine/engine.ts';
import { federate, type Part } from '../../engine/federation.ts';
import { MANIFEST_NAME } from '../../engine/index/manifest.ts';
import type { Log } from '../../engine/ports.ts';
import { indexFolder } from '../../node/locations.ts';
import type { NoteRequest } from '../../node/network.ts';
import { openEngineThread } from '../../worker/engine-client.ts';
import type { EngineSetting } from '../../worker/open-engine.ts';
import type { Folder, Folders } from './folders.ts';

/** What a host brings for its engines. */
export interface EngineSource {
  readonly log: Log;
  /** The user's settings for a folder, as the engine takes them. */
  readonly setting: (folder: Folder) => Promise<EngineSetting>;
  /** Hears of every request to a server that an engine makes. */
  readonly onRequest: NoteRequest;
  /** Opens an engine, in a thread of its own where left out. */
  readonly open?: typeof openEngineThread;
}

export interface EnginesOptions extends EngineSource {
  /** Tells a new engine what it must know before it is asked anything. */
  readonly greet: (folder: Folder, engine: Engine) => Promise<void>;
  /** The engine of a folder has ended by itself; the next who wants it gets a new one. */
  readonly onEnded: (reason: string) => void;
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
    const engine = this.parts(folders.list).then(federate);
    this.#whole = { folders, engine };
    engine.catch(() => {
      if (this.#whole?.engine === engine) this.#whole = undefined;
    });
    return engine;
  }

  /** These folders' own engines, whose paths are relative to each. @throws EngineError what opening an engine throws. */
  parts(list: readonly Folder[]): Promise<readonly Part[]> {
    return Promise.all(list.map(async (folder) => ({ name: folder.name, engine: await this.#one(folder) })));
  }

  /** True once somebody has asked for the engine of these folders. */
  isOpen(folders: Folders): boolean {
    return this.#whole?.folders === folders;
  }

  /** Ends the threads of folders that are not among these, or are to be read otherwise than before. */
  async keep(folders: Folders): Promise<void> {
    const kept = new Set(folders.list.map(keyOf));
    const gone = [...this.#open].filter(([key]) => !kept.has(key));
    if (this.#whole?.folders !== folders) this.#whole = undefined;
    for (const [key] of gone) this.#open.delete(key);
    await Promise.allSettled(gone.map(async ([, opening]) => (await opening).close()));
  }

  async close(): Promise<void> {
    const opened = [...this.#open.values()];
    this.#open.clear();
    this.#whole = undefined;
    await Promise.allSettled(opened.map(async (opening) => (await opening).close()));
  }

  #one(folder: Folder): Promise<Engine> {
    const key = keyOf(folder);
    const known = this.#open.get(key);
    if (known !== undefined) return known;
    const opening = this.#start(folder, () => {
      if (this.#open.get(key) === opening) this.#forget(key);
    });
    this.#open.set(key, opening);
    opening.catch(() => this.#open.get(key) === opening && this.#forget(key));
    return opening;
  }

  async #start(folder: Folder, forget: () => void): Promise<Engine> {
    const { setting, log, onRequest, open = openEngineThread } = this.#options;
    const onEnded = (reason: string) => {
      forget();
      this.#options.onEnded(reason);
    };
    const engine = await open(await setting(folder), log, { onRequest, onEnded });
    await this.#options.greet(folder, engine);
    return engine;
  }

  #forget(key: string): void {
    this.#open.delete(key);
    this.#whole = undefined;
  }
}

/** A folder whose nested folders change is read otherwise than before. */
function keyOf({ uri, nested }: Folder): string {
  return JSON.stringify([uri.toString(), ...nested]);
}

/** Whether a folder has an index on disk. Looks for one file and opens nothing. */
export function isIndexed(folder: Folder): boolean {
  return existsSync(join(indexFolder(folder.uri.fsPath), MANIFEST_NAME));
}
