/**
 * One workspace behind the Engine interface. It holds what lives between questions (the open index, the searcher made
 * from it) and hands every question to the room that answers it; it decides nothing about ranking, prompts or formats.
 */
import { type AnswerDeps, answerQuestion, explainTarget, type RunOptions } from './ask/answer.ts';
import { languageOf } from './ask/language.ts';
import type { ReadLines } from './ask/pack.ts';
import { parseTarget } from './ask/target.ts';
import type { AnswerOptions, Engine, IndexOptions } from './engine.ts';
import { isEngineError, languageUnknown, targetIsAFolder } from './errors.ts';
import { callees, callers } from './graph/neighbours.ts';
import type { Library } from './index/library.ts';
import { MANIFEST_NAME } from './index/manifest.ts';
import type { Snapshot } from './index/snapshot.ts';
import { holdsTheSame, isUpToDate, updateIndex } from './index/update.ts';
import { NearestKeeper } from './nearest-keeper.ts';
import type { EnginePorts, QuestionEmbedding } from './open.ts';
import { isLanguage } from './parse/detect.ts';
import type { FileContent, Files, Listing } from './ports.ts';
import { countLanguages, doctorReport, indexNotes, indexReport } from './report.ts';
import { acceptFiles } from './retrieve/filters.ts';
import { analyseQuestion, type Question, type Translations } from './retrieve/question.ts';
import { relatedUnits } from './retrieve/related.ts';
import { search } from './retrieve/search.ts';
import { Searcher } from './retrieve/searcher.ts';
import { isIdeograph } from './text/words.ts';
import type {
  Angle,
  Answer,
  AskRequest,
  DoctorReport,
  Edge,
  ExplainRequest,
  Hit,
  IndexReport,
  SearchQuery,
  SearchResult,
} from './types.ts';

const DEFAULT_RELATED = 10;
/** What is wrong with an index that an update puts right. */
const BUILT_AGAIN: ReadonlySet<string> = new Set([
  'indexMissing',
  'indexOtherEmbedder',
  'indexDamaged',
  'indexNewer',
  'indexOlder',
]);

export class Workspace implements Engine {
  readonly #root: string;
  readonly #ports: EnginePorts;
  readonly #embedding: QuestionEmbedding;
  readonly #library: Library;
  readonly #nearest: NearestKeeper;
  #searcher: Searcher | undefined;
  #translations: Promise<Translations> | undefined;

  constructor(root: string, ports: EnginePorts, embedding: QuestionEmbedding, library: Library) {
    this.#root = root;
    this.#ports = ports;
    this.#embedding = embedding;
    this.#library = library;
    const { store, hash, log, graphs } = ports;
    this.#nearest = new NearestKeeper({ dimensions: embedding.dimensions, store, hash, log, graphs });
  }

  async index(options: IndexOptions = {}): Promise<IndexReport> {
    const startedAt = this.#ports.now();
    const { onProgress, signal } = options;
    onProgress?.({ phase: 'walking', filesDone: 0, filesTotal: 0, bytesDone: 0, bytesTotal: 0 });
    if (options.rebuild || (await this.#isNew())) this.#startThreads();
    const listing = await this.#ports.files.list(signal);
    if (options.rebuild || !(await this.#stands(listing))) {
      const writing = this.#write(
        (parts) => updateIndex(parts, { listing, rebuild: options.rebuild, onProgress, signal }),
        signal,
      );
      await writing.catch((error) => this.#unlessSame(error, listing, options.rebuild));
    }
    return indexReport(this.#library.snapshot, await this.#ports.store.list(), this.#ports.now() - startedAt);
  }

  async #isNew(): Promise<boolean> {
    return !(await this.#ports.store.list()).some(({ name }) => name === MANIFEST_NAME);
  }

  /** Threads load parser and model while the walk is under way, because all of them will have work. */
  #startThreads(): void {
    const { digester } = this.#ports;
    const nothing = () => digester.digest([], () => {});
    // What keeps a thread from starting is told by the first batch.
    for (let i = 0; i < digester.width; i++) void nothing().catch(() => {});
  }

  async update(paths: readonly string[], signal?: AbortSignal): Promise<void> {
    await this.#write((parts) => updateIndex(parts, { paths, signal }), signal);
  }

  /** True where the index on disk is whole and the walk found nothing new, so that nobody has to write. */
  async #stands(listing: Listing): Promise<boolean> {
    try {
      return await isUpToDate(await this.#library.open(), listing, this.#embedding.id, this.#ports.files);
    } catch (error) {
      if (isEngineError(error) && BUILT_AGAIN.has(error.code)) return false;
      throw error;
    }
  }

  /** Where nothing may be written, an index is as good as a new one if it holds what the files hold. */
  async #unlessSame(error: unknown, listing: Listing, rebuild = false): Promise<void> {
    const readOnly = isEngineError(error) && error.code === 'storeReadOnly';
    const { snapshot } = this.#library;
    if (rebuild || !readOnly || !(await holdsTheSame(snapshot, listing, this.#embedding.id, this.#ports.files))) throw error;
  }

  async #write(work: (parts: Parameters<typeof updateIndex>[0]) => Promise<Snapshot>, signal?: AbortSignal): Promise<void> {
    const { store, files, digester, embedder, now } = this.#ports;
    const release = await store.lock(signal);
    try {
      await this.#library.openForWriting();
      await work({ library: this.#library, files, digester, embedder, now });
    } finally {
      await release();
    }
  }

  async search(query: SearchQuery): Promise<SearchResult> {
    const searcher = await this.#ready();
    if (query.language !== undefined && !isLanguage(query.language))
      throw languageUnknown(query.language, Object.keys(countLanguages(searcher.snapshot)));
    const question = await this.#question(query.text);
    const startedAt = performance.now();
    const vector = await this.#embedding.embed(question.embedded);
    const hits = search(question, vector, query, searcher, acceptFiles(query, searcher.snapshot));
    return { query: query.text, hits, elapsedMs: performance.now() - startedAt };
  }

  async ask(request: AskRequest, options: AnswerOptions = {}): Promise<Answer> {
    return answerQuestion(await this.#answerDeps(request.question), request, this.#noted(request.question ?? '', options));
  }

  async explain(request: ExplainRequest, options: AnswerOptions = {}): Promise<Answer> {
    return explainTarget(await this.#answerDeps(request.question ?? ''), request, this.#noted(request.question ?? '', options));
  }

  #noted(question: string, options: AnswerOptions): RunOptions {
    return { ...options, indexNotes: indexNotes(this.#library.snapshot, languageOf(question)) };
  }

  async related(target: string, angle: Angle, limit = DEFAULT_RELATED): Promise<readonly Hit[]> {
    const searcher = await this.#ready();
    return relatedUnits(searcher, this.#unitAt(searcher, target), angle, limit);
  }

  async callers(target: string): Promise<readonly Edge[]> {
    const searcher = await this.#ready();
    return callers(searcher.snapshot, this.#unitAt(searcher, target));
  }

  async callees(target: string): Promise<readonly Edge[]> {
    const searcher = await this.#ready();
    return callees(searcher.snapshot, this.#unitAt(searcher, target));
  }

  async doctor(): Promise<DoctorReport> {
    await this.#ready();
    const { snapshot } = this.#library;
    const files = await this.#ports.store.list();
    const selfTest = (text: string) => this.search({ text, limit: 20 });
    return doctorReport({
      root: this.#root,
      location: this.#ports.store.location,
      snapshot,
      files,
      nearest: this.#nearest.description,
      selfTest,
    });
  }

  async close(): Promise<void> {
    this.#nearest.close();
    await this.#ports.digester.close();
  }

  /** The first unit that a target names. @throws EngineError where there is none. */
  #unitAt(searcher: Searcher, target: string): number {
    const found = parseTarget(searcher.snapshot, target);
    if (found.kind === 'folder') throw targetIsAFolder(target);
    return found.units[0];
  }

  /** The searcher over the newest snapshot at hand; the index is opened first where nobody has. */
  async #ready(): Promise<Searcher> {
    if (this.#library.snapshot.generation === 0) await this.#library.open();
    const { snapshot } = this.#library;
    if (this.#searcher?.snapshot !== snapshot) this.#searcher = new Searcher(snapshot, this.#nearest.over(snapshot));
    return this.#searcher;
  }

  async #question(text: string): Promise<Question> {
    return analyseQuestion(text, await this.#translationsFor(text));
  }

  /** The table is read when the first Chinese question comes. */
  async #translationsFor(text: string): Promise<Translations | undefined> {
    if (![...text].some((char) => isIdeograph(char.codePointAt(0) as number))) return undefined;
    this.#translations ??= this.#ports.translations();
    return this.#translations;
  }

  async #answerDeps(text: string): Promise<AnswerDeps> {
    const searcher = await this.#ready();
    const translations = await this.#translationsFor(text);
    return {
      corpus: searcher.snapshot,
      search: async (query) => (await this.search(query)).hits,
      related: async (unit, angle, limit) => relatedUnits(searcher, unit, angle, limit),
      terms: (question) => analyseQuestion(question, translations).terms,
      centrality: () => searcher.snapshot.manifest.centrality,
      readLines: lineReader(this.#ports.files, searcher.snapshot),
      model: this.#ports.languageModel,
      log: this.#ports.log,
    };
  }
}

/** Reads each file once per answer, and tells whether it is still the one that was indexed. */
function lineReader(files: Files, { manifest }: Snapshot): ReadLines {
  const read = new Map<string, Promise<FileContent>>();
  return async (path, startLine, endLine) => {
    const reading = read.get(path) ?? files.read(path);
    read.set(path, reading);
    const content = await reading;
    if (content.kind === 'skipped') return undefined;
    const lines = content.text.split(/\r?\n/).slice(startLine - 1, endLine);
    return { lines, changed: content.hash !== manifest.files.get(path)?.hash };
  };
}
