/**
 * One workspace behind the Engine interface. It holds what lives between questions (the open index, the searcher made
 * from it) and hands every question to the room that answers it; it decides nothing about ranking, prompts or formats.
 */
import { type AnswerDeps, answerRequest } from './ask/answer.ts';
import { contextOf, prepare } from './ask/context.ts';
import { parseTarget, pathOfTarget } from './ask/target.ts';
import { normaliseLength } from './embed/bag.ts';
import type { AnswerOptions, Engine, IndexOptions } from './engine.ts';
import { isEngineError, languageUnknown, targetIsAFolder } from './errors.ts';
import { callees, callers } from './graph/neighbours.ts';
import type { Corpus } from './index/corpus.ts';
import type { Library } from './index/library.ts';
import { MANIFEST_NAME } from './index/manifest.ts';
import { sampleFiles } from './index/samples.ts';
import type { Snapshot } from './index/snapshot.ts';
import { holdsTheSame, isUpToDate, updateIndex } from './index/update.ts';
import { NearestKeeper } from './nearest-keeper.ts';
import type { EnginePorts, QuestionEmbedding } from './open.ts';
import { isLanguage } from './parse/detect.ts';
import type { Listing } from './ports.ts';
import { readLinesNow } from './present/read-lines.ts';
import type { Relocation } from './present/relocate.ts';
import { PresentTexts } from './present/texts.ts';
import { presentHits, presentView } from './present/view.ts';
import { countLanguages, doctorReport, indexNotes, indexReport, indexStatus } from './report.ts';
import { acceptFiles } from './retrieve/filters.ts';
import { earlierOf, LEANS, widen } from './retrieve/follow-up.ts';
import { glanceAt } from './retrieve/glance.ts';
import { analyseQuestion } from './retrieve/question.ts';
import { relatedUnits } from './retrieve/related.ts';
import { search } from './retrieve/search.ts';
import { Searcher } from './retrieve/searcher.ts';
import type { Translations } from './retrieve/translate.ts';
import { isIdeograph } from './text/words.ts';
import type {
  Angle,
  Answer,
  AnswerLanguage,
  AskRequest,
  Context,
  ContextRequest,
  DoctorReport,
  Edge,
  ExplainRequest,
  Glance,
  Hit,
  IndexReport,
  IndexStatus,
  LineRange,
  Located,
  SearchQuery,
  SearchResult,
  Turn,
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

/** The newest snapshot at hand, and the same with lines as they stand now. */
interface Seen {
  readonly searcher: Searcher;
  readonly corpus: Corpus;
  readonly relocations: ReadonlyMap<string, Relocation>;
}

export class Workspace implements Engine {
  readonly #root: string;
  readonly #ports: EnginePorts;
  readonly #embedding: QuestionEmbedding;
  readonly #library: Library;
  readonly #texts: PresentTexts;
  readonly #nearest: NearestKeeper;
  #searcher: Searcher | undefined;
  #isPrepared = false;
  #translations: Promise<Translations> | undefined;

  constructor(root: string, ports: EnginePorts, embedding: QuestionEmbedding, library: Library) {
    this.#root = root;
    this.#ports = ports;
    this.#embedding = embedding;
    this.#library = library;
    const { files, store, hash, log, graphs } = ports;
    this.#texts = new PresentTexts(files, hash);
    this.#nearest = new NearestKeeper({ dimensions: embedding.dimensions, store, hash, log, graphs });
  }

  async index(options: IndexOptions = {}): Promise<IndexReport> {
    const startedAt = this.#ports.now();
    const { onProgress, signal } = options;
    onProgress?.({ phase: 'walking', filesDone: 0, filesTotal: 0, bytesDone: 0, bytesTotal: 0 });
    // There will be work for one thread at least, and it can get ready while the walk is under way.
    if (options.rebuild || (await this.#isNew())) this.#ports.digester.prepare(1);
    const listing = await this.#ports.files.list(signal);
    if (options.rebuild || !(await this.#stands(listing))) {
      const writing = this.#write(
        (parts) => updateIndex(parts, { listing, rebuild: options.rebuild, onProgress, signal }),
        signal,
      );
      await writing.catch((error) => this.#unlessSame(error, listing, options.rebuild));
    }
    if (this.#ports.stays && !this.#isPrepared) this.#prepareForMore();
    return indexReport(this.#library.snapshot, await this.#ports.store.list(), this.#ports.now() - startedAt);
  }

  /**
   * The first saved file should wait neither for a thread nor for its language, nor be read by code that has never run: so a
   * thread reads a few files for nothing. The first question should not wait for the model. What goes wrong is told by them.
   */
  #prepareForMore(): void {
    this.#isPrepared = true;
    const jobs = sampleFiles(this.#library.snapshot).map((file) => ({ ...file, known: [] }));
    void this.#ports.digester.digest(jobs, () => {}).catch(() => {});
    void this.#embedding.prepare().catch(() => {});
  }

  async #isNew(): Promise<boolean> {
    return !(await this.#ports.store.list()).some(({ name }) => name === MANIFEST_NAME);
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
    const seen = await this.#seenNow([]);
    const result = await this.#search(seen, query, []);
    await this.#rememberMoved(seen, result.hits);
    return result;
  }

  /** A question that leans on earlier ones is searched with their words beside it. */
  async #search({ searcher, corpus }: Seen, query: SearchQuery, history: readonly Turn[]): Promise<SearchResult> {
    if (query.language !== undefined && !isLanguage(query.language))
      throw languageUnknown(query.language, Object.keys(countLanguages(searcher.snapshot)));
    const translations = await this.#translationsFor([query.text, ...history.map((turn) => turn.question)].join());
    const analyse = (text: string) => analyseQuestion(text, translations);
    const startedAt = performance.now();
    const { question, beside, weight } = widen(analyse(query.text), earlierOf(history), analyse);
    const vector = await this.#vector(question.embedded, beside, weight);
    const { hits, strength } = search(question, vector, query, searcher, acceptFiles(query, searcher.snapshot));
    const now = presentHits(hits, searcher.snapshot, corpus);
    return { query: query.text, hits: now, strength, elapsedMs: performance.now() - startedAt };
  }

  ask(request: AskRequest, options: AnswerOptions = {}): Promise<Answer> {
    return this.#answer({ kind: 'ask', ...request }, options);
  }

  explain(request: ExplainRequest, options: AnswerOptions = {}): Promise<Answer> {
    return this.#answer({ kind: 'explain', ...request }, options);
  }

  async #answer(request: ContextRequest, options: AnswerOptions): Promise<Answer> {
    const answer = await answerRequest(await this.#answerDeps(request), this.#withDefaults(request), options);
    return this.#remembered(answer, answer.sources);
  }

  async context(request: ContextRequest): Promise<Context> {
    const context = contextOf(await prepare(await this.#answerDeps(request), this.#withDefaults(request)));
    return this.#remembered(context, context.chunks);
  }

  /** What was shown can be located later, whatever is edited meanwhile. */
  async #remembered<T>(shown: T, ranges: readonly LineRange[]): Promise<T> {
    for (const range of ranges) await this.#texts.remember(range);
    return shown;
  }

  /** Lines that are not those of the index would be taken for those by `locate`. */
  async #rememberMoved({ relocations }: Seen, ranges: readonly LineRange[]): Promise<void> {
    for (const range of ranges) if (relocations.has(range.path)) await this.#texts.remember(range);
  }

  /** What the workspace says of itself stands where a request says nothing. */
  #withDefaults(request: ContextRequest): ContextRequest {
    const { frame, language } = this.#ports.answers ?? {};
    return { ...request, frame: request.frame ?? frame, language: request.language ?? language };
  }

  async related(target: string, angle: Angle, limit = DEFAULT_RELATED, words?: AnswerLanguage): Promise<readonly Hit[]> {
    const seen = await this.#seenNow([target]);
    const { searcher, corpus } = seen;
    const hits = presentHits(relatedUnits(searcher, unitAt(corpus, target), angle, limit, words), searcher.snapshot, corpus);
    await this.#rememberMoved(seen, hits);
    return hits;
  }

  callers(target: string): Promise<readonly Edge[]> {
    return this.#edges(target, callers);
  }

  callees(target: string): Promise<readonly Edge[]> {
    return this.#edges(target, callees);
  }

  async #edges(target: string, find: (corpus: Corpus, unit: number) => readonly Edge[]): Promise<readonly Edge[]> {
    const seen = await this.#seenNow([target]);
    const edges = find(seen.corpus, unitAt(seen.corpus, target));
    const calls = edges.map(({ from, line }) => ({ path: from.path, startLine: line, endLine: line }));
    await this.#rememberMoved(seen, [...calls, ...edges.flatMap(({ from, to }) => [from, to])]);
    return edges;
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

  async glance(path: string, line: number): Promise<Glance | undefined> {
    const seen = await this.#seenNow([path]);
    const { searcher, corpus } = seen;
    const found = glanceAt(searcher, corpus, path, line);
    if (found === undefined) return undefined;
    const glance = { ...found, relatives: presentHits(found.relatives, searcher.snapshot, corpus) };
    await this.#rememberMoved(seen, [glance.unit, ...glance.relatives]);
    return glance;
  }

  async setBuffer(path: string, text: string | undefined): Promise<void> {
    this.#texts.setBuffer(path, text);
  }

  async locate(range: LineRange): Promise<Located | undefined> {
    const { snapshot } = await this.#ready();
    return this.#texts.locate(range, snapshot);
  }

  async status(): Promise<IndexStatus | undefined> {
    try {
      return indexStatus(await this.#library.open());
    } catch (error) {
      if (isEngineError(error) && BUILT_AGAIN.has(error.code)) return undefined;
      throw error;
    }
  }

  async hold(held: boolean): Promise<void> {
    this.#ports.digester.hold(held);
  }

  async close(): Promise<void> {
    this.#nearest.close();
    await this.#ports.digester.close();
  }

  /** The index with the lines of unsaved editors, and of the files that these targets mean, as they stand now. */
  async #seenNow(targets: readonly string[]): Promise<Seen> {
    const searcher = await this.#ready();
    const { snapshot } = searcher;
    const named = targets.flatMap((one) => (snapshot.fileNumber(one) >= 0 ? one : (pathOfTarget(snapshot, one) ?? [])));
    const relocations = await this.#texts.relocations([...this.#texts.buffered, ...named], snapshot);
    return { searcher, relocations, corpus: presentView(snapshot, relocations) };
  }

  /** The searcher over the newest snapshot at hand; the index is opened first where nobody has. */
  async #ready(): Promise<Searcher> {
    if (this.#library.snapshot.generation === 0) await this.#library.open();
    const { snapshot } = this.#library;
    if (this.#searcher?.snapshot !== snapshot) this.#searcher = new Searcher(snapshot, this.#nearest.over(snapshot));
    return this.#searcher;
  }

  async #vector(text: string, beside: string, weight: number): Promise<Float32Array> {
    const vector = await this.#embedding.embed(text);
    if (beside === '') return vector;
    const other = await this.#embedding.embed(beside);
    const both = vector.map((value, i) => value + weight * other[i]);
    normaliseLength(both);
    return both;
  }

  /** The table is read when the first Chinese question comes. */
  async #translationsFor(text: string): Promise<Translations | undefined> {
    if (![...text].some((char) => isIdeograph(char.codePointAt(0) as number))) return undefined;
    this.#translations ??= this.#ports.translations();
    return this.#translations;
  }

  async #answerDeps(request: ContextRequest): Promise<AnswerDeps> {
    const { history = [] } = request;
    const named = request.kind === 'ask' ? (request.attached ?? []) : [request.target];
    const seen = await this.#seenNow(named);
    const { searcher, corpus, relocations } = seen;
    const spoken = [request.question ?? '', ...history.map((turn) => turn.question)].join();
    const translations = await this.#translationsFor(spoken);
    const analyse = (text: string) => analyseQuestion(text, translations);
    const earlier = earlierOf(history);
    const widened = (question: string) => widen(analyse(question), earlier, analyse);
    return {
      corpus,
      search: async (query) => (await this.#search(seen, query, history)).hits,
      related: async (unit, angle, limit) => relatedUnits(searcher, unit, angle, limit),
      terms: (question) => widened(question).question.terms,
      recalled: (question) => (widened(question).weight >= LEANS ? earlier.names : []),
      centrality: () => searcher.snapshot.manifest.centrality,
      readLines: readLinesNow(this.#texts, searcher.snapshot, relocations),
      indexNotes: (language) => indexNotes(searcher.snapshot, language),
      model: this.#ports.languageModel,
      log: this.#ports.log,
    };
  }
}

/** The first unit that a target names. @throws EngineError where there is none. */
function unitAt(corpus: Corpus, target: string): number {
  const found = parseTarget(corpus, target);
  if (found.kind === 'folder') throw targetIsAFolder(target);
  return found.units[0];
}
