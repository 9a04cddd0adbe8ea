/**
 * The index of the window's folders: who may answer, what it is doing, and its upkeep. It knows folders and engines; not
 * how anything is shown. No folder is indexed without having been asked for: what happens by itself touches only folders
 * that have an index.
 */
import * as vscode from 'vscode';
import type { Engine } from '../../engine/engine.ts';
import { isEngineError, noFolderOpen, threadEnded } from '../../engine/errors.ts';
import { federate, type Part } from '../../engine/federation.ts';
import type { Log } from '../../engine/ports.ts';
import type { Progress } from '../../engine/types.ts';
import { keepsUpToDate } from '../settings.ts';
import { tellUnsaved } from './buffers.ts';
import { type EngineSource, Engines, isIndexed } from './engines.ts';
import { type Folder, Folders, pathBelow } from './folders.ts';
import type { IndexState } from './state.ts';

/** `all` folders, as the user asked; or those `indexed` already, as happens by itself. */
type Scope = 'all' | 'indexed';

interface Run {
  readonly scope: Scope;
  readonly done: Promise<void>;
  readonly abort: AbortController;
}

/** An engine that ends twice within this time is not started again by itself. */
const AGAIN_MS = 10 * 60_000;

export class WorkspaceService implements vscode.Disposable {
  readonly #log: Log;
  readonly #engines: Engines;
  readonly #changes = new vscode.EventEmitter<IndexState>();
  readonly #restarts = new vscode.EventEmitter<string>();
  #folders = new Folders(vscode.workspace.workspaceFolders ?? []);
  #state: IndexState = { kind: 'noFolder' };
  #run: Run | undefined;
  /** Work on the index is done one after the other. */
  #turn: Promise<unknown> = Promise.resolve();
  /** Files changed while a run was under way, whose listing may be older than they are; `everything` where they are too many. */
  readonly #late = new Map<string, vscode.Uri>();
  #everythingIsLate = false;
  /** Folders known to have an index: it is asked at every hover. */
  readonly #indexed = new Set<string>();
  #endedAt = Number.NEGATIVE_INFINITY;

  readonly onDidChangeState = this.#changes.event;
  /** An engine had ended by itself and is open again; why it ended. */
  readonly onDidRestart = this.#restarts.event;

  constructor(source: EngineSource) {
    this.#log = source.log;
    const greet = (folder: Folder, engine: Engine) => tellUnsaved(this.#folders, folder, engine);
    const onEnded = (reason: string) => void this.#restart(reason);
    this.#engines = new Engines({ ...source, greet, onEnded });
    this.#state = this.#restingState();
  }

  get folders(): Folders {
    return this.#folders;
  }

  get state(): IndexState {
    return this.#state;
  }

  /** True where a folder has an index, however old: there is something to ask. */
  get hasIndex(): boolean {
    return this.#folders.list.some((folder) => this.#isIndexed(folder));
  }

  /** Names of the folders that have no index yet. */
  get unindexed(): readonly string[] {
    return this.#folders.list.filter((folder) => !this.#isIndexed(folder)).map(({ name }) => name);
  }

  /** The engine over all folders, opened when first wanted. It may have no index yet. @throws EngineError noFolderOpen and what opening throws. */
  async engine(): Promise<Engine> {
    if (this.#folders.list.length === 0) throw noFolderOpen();
    return this.#engines.over(this.#folders);
  }

  /** The engine if there is an index and somebody has opened it: for what must not start work by itself. */
  async opened(): Promise<Engine | undefined> {
    return this.#engines.isOpen(this.#folders) && this.hasIndex ? this.#engines.over(this.#folders) : undefined;
  }

  /** An engine that can answer: where there is no index yet, one is made first. */
  async ready(): Promise<Engine> {
    const engine = await this.engine();
    if (!this.hasIndex) await this.index();
    if (this.#state.kind === 'problem' && !this.hasIndex) throw this.#state.error;
    return engine;
  }

  /** The folders' own engines, each with its folder's name. @throws EngineError noFolderOpen and what opening throws. */
  async parts(): Promise<readonly Part[]> {
    await this.engine();
    return this.#engines.parts(this.#folders.list);
  }

  /** Opens an index that is there already and brings it up to date, in the background; where there is none, nothing happens. */
  async start(): Promise<void> {
    if (!this.hasIndex) return;
    if (this.#state.kind === 'paused') return void (await this.engine());
    if (keepsUpToDate()) return this.#begin('indexed', false);
    await this.#inTurn(() => this.#rest());
  }

  /** Indexes every folder, or brings its index up to date; joins a run that is under way. Trouble becomes the state, it is not thrown. */
  index({ rebuild = false }: { readonly rebuild?: boolean } = {}): Promise<void> {
    return this.#begin('all', rebuild);
  }

  /** Before `start`: what the user paused before the window was loaded again waits to be taken up. */
  stayPaused(): void {
    if (this.#folders.list.length > 0) this.#become({ kind: 'paused', progress: undefined });
  }

  /** Stops after the files at hand; what is done is kept. */
  async pause(): Promise<void> {
    const run = this.#run;
    run?.abort.abort();
    await run?.done;
  }

  /** Brings these files up to date: saved, created or deleted; a folder that is gone stands for all that was in it. */
  async changed(uris: readonly vscode.Uri[]): Promise<void> {
    for (const uri of uris) this.#late.set(uri.toString(), uri);
    await this.#catchUp();
  }

  /** More has changed than can be told: compares every file with its index. */
  async changedMuch(): Promise<void> {
    this.#everythingIsLate = true;
    await this.#catchUp();
  }

  /** The window's folders have changed: engines of folders that are gone end, new folders wait for the user. */
  async foldersChanged(): Promise<void> {
    await this.#anew(async () => {
      this.#folders = new Folders(vscode.workspace.workspaceFolders ?? []);
      await this.#engines.keep(this.#folders);
    });
  }

  /** Settings that an engine is opened with have changed. */
  async reopen(): Promise<void> {
    await this.#anew(() => this.#engines.close());
  }

  dispose(): void {
    this.#run?.abort.abort();
    this.#changes.dispose();
    this.#restarts.dispose();
    void this.#engines.close();
  }

  /** Nothing is under way while `change` is made. What the user has paused stays paused. */
  async #anew(change: () => Promise<void>): Promise<void> {
    const wasPaused = this.#state.kind === 'paused';
    await this.pause();
    await this.#inTurn(change);
    if (!wasPaused || this.#folders.list.length === 0) this.#become(this.#restingState());
    await this.start();
  }

  #begin(scope: Scope, rebuild: boolean): Promise<void> {
    const before = this.#run;
    if (before !== undefined && !rebuild && (before.scope === 'all' || scope === 'indexed')) return before.done;
    before?.abort.abort();
    const abort = new AbortController();
    const done = this.#inTurn(() => this.#index({ scope, rebuild, abort }));
    this.#run = { scope, done, abort };
    this.#become({ kind: 'indexing', progress: undefined });
    return done;
  }

  async #index({ scope, rebuild, abort }: { readonly scope: Scope; readonly rebuild: boolean; readonly abort: AbortController }) {
    const isCurrent = () => this.#run?.abort === abort;
    let progress: Progress | undefined;
    const onProgress = (now: Progress) => {
      progress = now;
      if (isCurrent() && !abort.signal.aborted) this.#become({ kind: 'indexing', progress });
    };
    try {
      this.#forgetLate();
      const engine = await this.#engineFor(scope);
      const report = await engine.index({ rebuild, onProgress, signal: abort.signal });
      this.#log.info(`indexed ${report.files} files, ${report.functions} definitions in ${Math.round(report.elapsedMs)} ms`);
      if (isCurrent()) await this.#rest();
    } catch (error) {
      if (isCurrent()) this.#stopped(error as Error, progress);
    }
    if (!isCurrent()) return;
    this.#run = undefined;
    void this.#catchUp();
  }

  #stopped(error: Error, progress: Progress | undefined): void {
    const isPaused = isEngineError(error) && error.code === 'cancelled';
    if (!isPaused) this.#log.error(error.stack ?? error.message);
    this.#become(isPaused ? { kind: 'paused', progress } : { kind: 'problem', error });
  }

  /** A walk that begins now sees all that has changed before. */
  #forgetLate(): void {
    this.#late.clear();
    this.#everythingIsLate = false;
  }

  /** What has changed is told when no run is under way; a paused index is compared with every file when it goes on. */
  async #catchUp(): Promise<void> {
    if (this.#run !== undefined) return;
    if (!this.hasIndex || this.#state.kind === 'paused' || !keepsUpToDate()) return this.#forgetLate();
    if (this.#everythingIsLate) return this.#begin('indexed', false);
    const uris = [...this.#late.values()];
    this.#forgetLate();
    if (uris.length > 0) await this.#inTurn(() => this.#update(uris));
  }

  async #update(uris: readonly vscode.Uri[]): Promise<void> {
    try {
      for (const folder of this.#folders.list.filter((one) => this.#isIndexed(one))) {
        const own = uris.filter((uri) => this.#folders.folderOf(uri) === folder);
        if (own.length === 0) continue;
        const [{ engine }] = await this.#engines.parts([folder]);
        await engine.update(own.map((uri) => pathBelow(folder.uri, uri) as string));
      }
      if (this.#run === undefined) await this.#rest();
    } catch (error) {
      if (this.#run === undefined) this.#stopped(error as Error, undefined);
    }
  }

  async #engineFor(scope: Scope): Promise<Engine> {
    const whole = await this.engine();
    const indexed = this.#folders.list.filter((folder) => this.#isIndexed(folder));
    if (scope === 'all' || indexed.length === this.#folders.list.length) return whole;
    return federate(await this.#engines.parts(indexed));
  }

  /** An engine's thread is gone: a new one takes its place, once; what keeps ending is a problem for the user. */
  async #restart(reason: string): Promise<void> {
    const isAgain = Date.now() - this.#endedAt < AGAIN_MS;
    this.#endedAt = Date.now();
    this.#log.error(`the engine's thread ended: ${reason}`);
    await this.#run?.done;
    if (isAgain) return this.#become({ kind: 'problem', error: threadEnded(reason) });
    this.#restarts.fire(reason);
    await this.start();
  }

  /** What is on disk becomes the state. */
  async #rest(): Promise<void> {
    this.#indexed.clear();
    const status = await (await this.engine()).status();
    this.#become(status === undefined ? { kind: 'missing' } : { kind: 'ready', status, unindexed: this.unindexed });
  }

  /** An index that is there is about to be opened. */
  #restingState(): IndexState {
    if (this.#folders.list.length === 0) return { kind: 'noFolder' };
    return this.hasIndex ? { kind: 'indexing', progress: undefined } : { kind: 'missing' };
  }

  #isIndexed(folder: Folder): boolean {
    const key = folder.uri.toString();
    if (!this.#indexed.has(key) && isIndexed(folder)) this.#indexed.add(key);
    return this.#indexed.has(key);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }

  #become(state: IndexState): void {
    this.#state = state;
    this.#changes.fire(state);
  }
}
