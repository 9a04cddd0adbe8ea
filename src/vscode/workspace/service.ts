/**
 * The index of the window's folders: who may answer, what it is doing, and its upkeep. It knows folders and engines; not
 * how anything is shown.
 */
import * as vscode from 'vscode';
import type { Engine } from '../../engine/engine.ts';
import { isEngineError, noFolderOpen } from '../../engine/errors.ts';
import type { Log } from '../../engine/ports.ts';
import type { Progress } from '../../engine/types.ts';
import { keepsUpToDate } from '../settings.ts';
import { Engines, type EnginesOptions, isIndexed } from './engines.ts';
import { Folders } from './folders.ts';
import type { IndexState } from './state.ts';

interface Run {
  readonly done: Promise<void>;
  readonly abort: AbortController;
}

export class WorkspaceService implements vscode.Disposable {
  readonly #log: Log;
  readonly #engines: Engines;
  readonly #changes = new vscode.EventEmitter<IndexState>();
  #folders = new Folders(vscode.workspace.workspaceFolders ?? []);
  #state: IndexState = { kind: 'noFolder' };
  #run: Run | undefined;
  /** Files changed while an index run was under way, whose listing may be older than they are. */
  readonly #late = new Set<string>();

  readonly onDidChangeState = this.#changes.event;

  constructor(options: EnginesOptions) {
    this.#log = options.log;
    this.#engines = new Engines(options);
    this.#state = this.#restingState();
  }

  get folders(): Folders {
    return this.#folders;
  }

  get state(): IndexState {
    return this.#state;
  }

  /** True where every folder has an index, however old. */
  get hasIndex(): boolean {
    return this.#folders.list.length > 0 && this.#folders.list.every(isIndexed);
  }

  /** The engine over all folders, opened when first wanted. It may have no index yet. @throws EngineError noFolderOpen and what opening throws. */
  async engine(): Promise<Engine> {
    if (this.#folders.list.length === 0) throw noFolderOpen();
    return this.#engines.over(this.#folders);
  }

  /** The engine if there is an index and somebody has opened it: for what must not start work by itself. */
  async opened(): Promise<Engine | undefined> {
    return this.hasIndex && this.#engines.isOpen(this.#folders) ? this.#engines.over(this.#folders) : undefined;
  }

  /** An engine that can answer: where there is no index yet, one is made first. */
  async ready(): Promise<Engine> {
    const engine = await this.engine();
    if (!this.hasIndex) await this.index();
    if (this.#state.kind === 'problem' && !this.hasIndex) throw this.#state.error;
    return engine;
  }

  /** Opens an index that is there already and brings it up to date, in the background; where there is none, nothing happens. */
  async start(): Promise<void> {
    if (!this.hasIndex) return;
    if (keepsUpToDate()) return this.index();
    await this.#rest();
  }

  /** Brings the index up to date; joins a run that is under way. Trouble becomes the state, it is not thrown. */
  index(options: { readonly rebuild?: boolean } = {}): Promise<void> {
    if (this.#run !== undefined && !options.rebuild) return this.#run.done;
    const before = this.#run;
    const abort = new AbortController();
    const done = this.#index(options.rebuild === true, abort, before);
    this.#run = { done, abort };
    return done;
  }

  /** Stops after the files at hand; what is done is kept. */
  async pause(): Promise<void> {
    const run = this.#run;
    run?.abort.abort();
    await run?.done;
  }

  /** Brings these files up to date: saved, created or deleted. */
  async changed(uris: readonly vscode.Uri[]): Promise<void> {
    const paths = uris.map((uri) => this.#folders.toPath(uri)).filter((path) => path !== undefined);
    if (paths.length === 0 || !this.hasIndex) return;
    if (this.#state.kind === 'paused') return;
    if (this.#run !== undefined) {
      for (const path of paths) this.#late.add(path);
      return;
    }
    await this.#update(paths);
  }

  /** The window's folders have changed: engines of folders that are gone end, new folders wait for the user. */
  async foldersChanged(): Promise<void> {
    await this.pause();
    this.#folders = new Folders(vscode.workspace.workspaceFolders ?? []);
    await this.#engines.keep(this.#folders);
    this.#become(this.#restingState());
    await this.start();
  }

  /** Settings that an engine is opened with have changed. */
  async reopen(): Promise<void> {
    await this.pause();
    await this.#engines.close();
    this.#become(this.#restingState());
    await this.start();
  }

  dispose(): void {
    this.#run?.abort.abort();
    this.#changes.dispose();
    void this.#engines.close();
  }

  async #index(rebuild: boolean, abort: AbortController, before: Run | undefined): Promise<void> {
    before?.abort.abort();
    await before?.done;
    let progress: Progress | undefined;
    this.#become({ kind: 'indexing', progress });
    try {
      const engine = await this.engine();
      const onProgress = (now: Progress) => {
        progress = now;
        if (!abort.signal.aborted) this.#become({ kind: 'indexing', progress });
      };
      const report = await engine.index({ rebuild, onProgress, signal: abort.signal });
      this.#log.info(`indexed ${report.files} files, ${report.functions} definitions in ${Math.round(report.elapsedMs)} ms`);
      await this.#rest();
    } catch (error) {
      this.#stopped(error as Error, progress);
    } finally {
      if (this.#run?.abort === abort) this.#run = undefined;
    }
    if (this.#run === undefined) await this.#catchUp();
  }

  #stopped(error: Error, progress: Progress | undefined): void {
    const isPaused = isEngineError(error) && error.code === 'cancelled';
    if (!isPaused) this.#log.error(error.stack ?? error.message);
    this.#become(isPaused ? { kind: 'paused', progress } : { kind: 'problem', error });
  }

  async #catchUp(): Promise<void> {
    const paths = [...this.#late];
    this.#late.clear();
    if (paths.length > 0 && this.#state.kind === 'ready') await this.#update(paths);
  }

  async #update(paths: readonly string[]): Promise<void> {
    try {
      const engine = await this.engine();
      await engine.update(paths);
      await this.#rest();
    } catch (error) {
      this.#stopped(error as Error, undefined);
    }
  }

  /** What is on disk becomes the state. */
  async #rest(): Promise<void> {
    const status = await (await this.engine()).status();
    this.#become(status === undefined ? { kind: 'missing' } : { kind: 'ready', status });
  }

  #restingState(): IndexState {
    return { kind: this.#folders.list.length === 0 ? 'noFolder' : 'missing' };
  }

  #become(state: IndexState): void {
    this.#state = state;
    this.#changes.fire(state);
  }
}
