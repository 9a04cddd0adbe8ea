/**
 * Several workspaces behind one Engine: each keeps its own index, and paths begin with the name of the part they lie in,
 * in answers and in targets alike. It knows whom to ask; merge.ts makes one answer of several. It reads no file and no index.
 *
 * What is near, who calls and what a target means is found inside the target's own part: parts do not know each other.
 */
import type { Engine, IndexOptions } from './engine.ts';
import { isEngineError } from './errors.ts';
import {
  edgeUnder,
  glanceUnder,
  headingOf,
  hitUnder,
  mergeAnswers,
  mergeContexts,
  mergeDoctors,
  mergeReports,
  mergeSearches,
  mergeStatus,
  type Said,
} from './merge.ts';
import type { AskRequest, Context, ContextRequest, IndexReport, Progress, SearchQuery, SearchResult } from './types.ts';

export interface Part {
  /** What paths of this part begin with; no two are alike. */
  readonly name: string;
  readonly engine: Engine;
}

const DEFAULT_LIMIT = 10;
const DEFAULT_BUDGET = 6000;
/** Hits by which a budget is shared out. */
const HITS_WEIGHED = 10;
/** Of the strongest part's hits: with less a part would get too little to say anything. What is attached to a part gives it that much. */
const LEAST_SHARE = 0.15;

/** One part alone is returned as it is, with its paths as they are. */
export function federate(parts: readonly Part[]): Engine {
  if (parts.length === 1) return parts[0].engine;
  return {
    index: (options = {}) => indexAll(parts, options),
    update: async (paths, signal) => {
      const owned = paths.flatMap((path) => owner(parts, path) ?? []);
      const work = parts.map(({ name, engine }) => ({ engine, own: owned.filter((one) => one.name === name) }));
      const wanted = work.filter(({ own }) => own.length > 0);
      await all(
        wanted.map(({ engine, own }) =>
          engine.update(
            own.map((one) => one.own),
            signal,
          ),
        ),
      );
    },
    search: async (query) => mergeSearches(query.text, await searchAll(parts, query), query.limit ?? DEFAULT_LIMIT),
    ask: async (request, { onText, signal } = {}) => {
      const answers = await Promise.all(
        (await shareOut(parts, request)).map(async ({ name, engine, own }) => ({
          name,
          value: await engine.ask(own, { signal }),
        })),
      );
      const merged = mergeAnswers(answers);
      onText?.(merged.answer);
      return merged;
    },
    explain: ({ target, ...request }, { onText, signal } = {}) =>
      atTarget(parts, target, async ({ name, engine }, own) => {
        let begun = false;
        const say = (text: string) => {
          onText?.(begun ? text : `${headingOf(name)}${text}`);
          begun = true;
        };
        return mergeAnswers([{ name, value: await engine.explain({ ...request, target: own }, { onText: say, signal }) }]);
      }),
    related: (target, angle, limit, words) =>
      atTarget(parts, target, async ({ name, engine }, own) =>
        (await engine.related(own, angle, limit, words)).map((hit) => hitUnder(name, hit)),
      ),
    callers: (target) =>
      atTarget(parts, target, async ({ name, engine }, own) => (await engine.callers(own)).map((edge) => edgeUnder(name, edge))),
    callees: (target) =>
      atTarget(parts, target, async ({ name, engine }, own) => (await engine.callees(own)).map((edge) => edgeUnder(name, edge))),
    doctor: async () => mergeDoctors(await ofIndexed(parts, ({ engine }) => engine.doctor())),
    context: (request) => (request.kind === 'ask' ? contextOfQuestion(parts, request) : contextOfTarget(parts, request)),
    glance: async (path, line) => {
      const at = owner(parts, path);
      const glance = await at?.engine.glance(at.own, line);
      return at && glance && glanceUnder(at.name, glance);
    },
    status: async () => {
      const statuses = await Promise.all(parts.map(({ engine }) => engine.status()));
      return mergeStatus(statuses.filter((status) => status !== undefined));
    },
    setBuffer: async (path, text) => {
      const at = owner(parts, path);
      await at?.engine.setBuffer(at.own, text);
    },
    locate: async (range) => {
      const at = owner(parts, range.path);
      return at?.engine.locate({ ...range, path: at.own });
    },
    hold: (held) => all(parts.map(({ engine }) => engine.hold(held))),
    close: () => all(parts.map(({ engine }) => engine.close())),
  };
}

/** The path or target without the part's name; undefined where it does not begin with it. */
function inside(name: string, path: string): string | undefined {
  const plain = path.replaceAll('\\', '/').replace(/^(\.\/)+/, '');
  if (plain === name || plain === `${name}/`) return '.';
  return plain.startsWith(`${name}/`) ? plain.slice(name.length + 1) : undefined;
}

interface Owned extends Part {
  /** The path or target as this part has it. */
  readonly own: string;
}

/** A name may begin as another one ends: `shop` and `shop/admin`. The longer one means it. */
function owner(parts: readonly Part[], path: string): Owned | undefined {
  const owners = parts.flatMap((part) => {
    const own = inside(part.name, path);
    return own === undefined ? [] : [{ ...part, own }];
  });
  return owners.sort((a, b) => b.name.length - a.name.length)[0];
}

/** Waits for all of them, whatever becomes of each; then the first failure is thrown. */
async function all(work: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}

/** That a part has no such target, or no index yet, is no reason not to ask the next. */
const ASK_THE_NEXT: ReadonlySet<string> = new Set(['targetNotFound', 'indexMissing']);

const isNextAsked = (error: unknown) => isEngineError(error) && ASK_THE_NEXT.has(error.code);

/** A target that names no part is tried in each. @throws what the first part said, where none has it. */
async function atTarget<T>(parts: readonly Part[], target: string, work: (part: Part, own: string) => Promise<T>): Promise<T> {
  const named = owner(parts, target);
  if (named !== undefined) return work(named, named.own);
  let first: unknown;
  for (const part of parts) {
    try {
      return await work(part, target);
    } catch (error) {
      if (!isNextAsked(error)) throw error;
      first ??= error;
    }
  }
  throw first;
}

/** Asks every part that has an index; throws where none has. */
async function ofIndexed<T>(parts: readonly Part[], work: (part: Part) => Promise<T>): Promise<readonly Said<T>[]> {
  const results = await Promise.allSettled(parts.map(work));
  const said = results.flatMap((result, i) =>
    result.status === 'fulfilled' ? [{ name: parts[i].name, value: result.value }] : [],
  );
  const failed = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason);
  const serious = failed.find((error) => !isNextAsked(error));
  if (serious !== undefined || said.length === 0) throw serious ?? failed[0];
  return said;
}

/** One after the other, since each uses all threads; a part that fails does not keep the others from being indexed. */
async function indexAll(parts: readonly Part[], options: IndexOptions): Promise<IndexReport> {
  const reports: Said<IndexReport>[] = [];
  const failures: unknown[] = [];
  let before = { files: 0, bytes: 0 };
  for (const { name, engine } of parts) {
    let own = { files: 0, bytes: 0 };
    const onProgress = (progress: Progress) => {
      // Linking and writing have no files of their own.
      own = { files: Math.max(own.files, progress.filesTotal), bytes: Math.max(own.bytes, progress.bytesTotal) };
      options.onProgress?.(after(before, progress));
    };
    try {
      reports.push({ name, value: await engine.index({ ...options, onProgress }) });
    } catch (error) {
      if (options.signal?.aborted) throw error;
      failures.push(error);
    }
    before = { files: before.files + own.files, bytes: before.bytes + own.bytes };
  }
  if (failures.length > 0) throw failures[0];
  return mergeReports(reports);
}

/** Progress of one part, with what the parts before it had already done. */
function after(before: { readonly files: number; readonly bytes: number }, now: Progress): Progress {
  return {
    phase: now.phase,
    filesDone: before.files + now.filesDone,
    filesTotal: before.files + now.filesTotal,
    bytesDone: before.bytes + now.bytesDone,
    bytesTotal: before.bytes + now.bytesTotal,
  };
}

/** A pattern that begins with a part's name means that part; any other is tried in each. */
async function searchAll(parts: readonly Part[], query: SearchQuery): Promise<readonly Said<SearchResult>[]> {
  const named = query.path === undefined ? undefined : owner(parts, query.path);
  if (named === undefined) return ofIndexed(parts, ({ engine }) => engine.search(query));
  const path = named.own === '.' ? undefined : named.own;
  return [{ name: named.name, value: await named.engine.search({ ...query, path }) }];
}

interface Share extends Part {
  readonly own: AskRequest;
}

/** Who is asked, with how much of the budget: by the hits of each, and by what is attached. The strongest first. */
async function shareOut(parts: readonly Part[], request: AskRequest): Promise<readonly Share[]> {
  const attached = await attachedByPart(parts, request.attached ?? []);
  const weights = await weigh(parts, request);
  const least = LEAST_SHARE * Math.max(...weights.values());
  const shares = parts
    .map((part) => {
      const own = attached.get(part.name) ?? [];
      const weight = weights.get(part.name) ?? 0;
      return { part, own, weight: own.length > 0 ? Math.max(least, weight) : weight };
    })
    .filter(({ weight }) => weight >= least);
  const total = shares.reduce((sum, { weight }) => sum + weight, 0);
  const budget = request.budget ?? DEFAULT_BUDGET;
  return shares
    .sort((a, b) => b.weight - a.weight)
    .map(({ part, own, weight }) => ({
      ...part,
      own: { ...request, attached: own, budget: Math.round((budget * weight) / total) },
    }));
}

/** Each part's share of the best hits' scores; equal shares where nothing was found. A follow-up is weighed with the question before it. */
async function weigh(parts: readonly Part[], { question, history = [] }: AskRequest): Promise<ReadonlyMap<string, number>> {
  const text = [question, history.at(-1)?.question ?? ''].join(' ').trim();
  const results = await searchAll(parts, { text, limit: HITS_WEIGHED });
  const { hits } = mergeSearches(text, results, HITS_WEIGHED);
  const total = hits.reduce((sum, { score }) => sum + score, 0);
  if (total === 0) return new Map(results.map(({ name }) => [name, 1 / results.length]));
  const weights = new Map<string, number>();
  for (const { path, score } of hits) {
    const name = (owner(parts, path) as Owned).name;
    weights.set(name, (weights.get(name) ?? 0) + score / total);
  }
  return weights;
}

async function attachedByPart(
  parts: readonly Part[],
  targets: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const byPart = new Map<string, string[]>();
  for (const target of targets) {
    const { name, own } = owner(parts, target) ?? (await atTarget(parts, target, found));
    byPart.set(name, [...(byPart.get(name) ?? []), own]);
  }
  return byPart;
}

/** Fails with targetNotFound where the part does not have it; that it is a folder is no failure. */
async function found(part: Part, own: string): Promise<Owned> {
  try {
    await part.engine.related(own, 'place', 1);
  } catch (error) {
    if (!isEngineError(error) || error.code !== 'targetIsAFolder') throw error;
  }
  return { ...part, own };
}

async function contextOfQuestion(
  parts: readonly Part[],
  request: Extract<ContextRequest, { readonly kind: 'ask' }>,
): Promise<Context> {
  const shares = await shareOut(parts, request);
  const contexts = await Promise.all(
    shares.map(async ({ name, engine, own }) => ({ name, value: await engine.context({ ...own, kind: 'ask' }) })),
  );
  return mergeContexts(contexts, request.budget ?? DEFAULT_BUDGET);
}

function contextOfTarget(
  parts: readonly Part[],
  request: Extract<ContextRequest, { readonly kind: 'explain' }>,
): Promise<Context> {
  return atTarget(parts, request.target, async ({ name, engine }, target) => {
    const value = await engine.context({ ...request, target });
    return mergeContexts([{ name, value }], value.budget);
  });
}
