/** The inside of an engine thread: an engine of its own, whose methods are calls. */
import type { Engine } from '../engine/engine.ts';
import type { Log } from '../engine/ports.ts';
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
  Progress,
  SearchQuery,
  SearchResult,
} from '../engine/types.ts';
import type { NetworkNote } from '../node/network.ts';
import { type Handlers, type Port, serve } from './calls.ts';
import { type EngineSetting, openLocalEngine } from './open-engine.ts';

interface Method<A, R, E = never> {
  readonly argument: A;
  readonly event: E;
  readonly answer: R;
}

/** The Engine interface as calls: its callbacks are events, and its AbortSignal aborts the call. `open` waits for the engine. */
export type EngineProtocol = {
  readonly open: Method<undefined, void>;
  readonly index: Method<{ readonly rebuild: boolean | undefined }, IndexReport, Progress>;
  readonly update: Method<readonly string[], void>;
  readonly search: Method<SearchQuery, SearchResult>;
  readonly ask: Method<AskRequest, Answer, string>;
  readonly explain: Method<ExplainRequest, Answer, string>;
  readonly related: Method<
    {
      readonly target: string;
      readonly angle: Angle;
      readonly limit: number | undefined;
      readonly words: AnswerLanguage | undefined;
    },
    readonly Hit[]
  >;
  readonly callers: Method<string, readonly Edge[]>;
  readonly callees: Method<string, readonly Edge[]>;
  readonly doctor: Method<undefined, DoctorReport>;
  readonly context: Method<ContextRequest, Context>;
  readonly glance: Method<{ readonly path: string; readonly line: number }, Glance | undefined>;
  readonly status: Method<undefined, IndexStatus | undefined>;
  readonly setBuffer: Method<{ readonly path: string; readonly text: string | undefined }, void>;
  readonly locate: Method<LineRange, Located | undefined>;
  readonly hold: Method<boolean, void>;
  readonly close: Method<undefined, void>;
};

/** What an engine says outside its calls: a line for the other side's Log, or a request to a server that has ended. */
export type EngineNotice =
  | { readonly kind: 'log'; readonly level: keyof Log; readonly message: string }
  | { readonly kind: 'request'; readonly note: NetworkNote };

export function serveEngine(port: Port, setting: EngineSetting): void {
  const notice = (notice: EngineNotice) => port.postMessage({ kind: 'notice', notice }, []);
  const say = (level: keyof Log) => (message: string) => notice({ kind: 'log', level, message });
  const log: Log = { info: say('info'), warn: say('warn'), error: say('error') };
  const opening = openLocalEngine({ ...setting, log, onRequest: (note) => notice({ kind: 'request', note }) });
  opening.catch(() => {}); // Every call, `open` first, reports it.
  serve<EngineProtocol>(port, handlersOver(opening));
}

/** Calls over an engine that is being opened. */
export function handlersOver(opening: Promise<Engine>): Handlers<EngineProtocol> {
  return {
    open: async () => void (await opening),
    index: async ({ rebuild }, onProgress, signal) => (await opening).index({ rebuild, onProgress, signal }),
    update: async (paths, _, signal) => (await opening).update(paths, signal),
    search: async (query) => (await opening).search(query),
    ask: async (request, onText, signal) => (await opening).ask(request, { onText, signal }),
    explain: async (request, onText, signal) => (await opening).explain(request, { onText, signal }),
    related: async ({ target, angle, limit, words }) => (await opening).related(target, angle, limit, words),
    callers: async (target) => (await opening).callers(target),
    callees: async (target) => (await opening).callees(target),
    doctor: async () => (await opening).doctor(),
    context: async (request) => (await opening).context(request),
    glance: async ({ path, line }) => (await opening).glance(path, line),
    status: async () => (await opening).status(),
    setBuffer: async ({ path, text }) => (await opening).setBuffer(path, text),
    locate: async (range) => (await opening).locate(range),
    hold: async (held) => (await opening).hold(held),
    close: async () => (await opening).close(),
  };
}
