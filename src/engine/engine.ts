/** The facade: what a host can ask of one workspace. Plain serialisable data in and out. */
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
} from './types.ts';

export interface IndexOptions {
  /** Throws the index away first. */
  readonly rebuild?: boolean;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

export interface AnswerOptions {
  /** Receives the answer as it arrives. */
  readonly onText?: (text: string) => void;
  readonly signal?: AbortSignal;
}

export interface Engine {
  /** Builds the index or brings it up to date. */
  index(options?: IndexOptions): Promise<IndexReport>;
  /** Brings named paths up to date: saved, created or deleted files. */
  update(paths: readonly string[], signal?: AbortSignal): Promise<void>;
  search(query: SearchQuery): Promise<SearchResult>;
  ask(request: AskRequest, options?: AnswerOptions): Promise<Answer>;
  explain(request: ExplainRequest, options?: AnswerOptions): Promise<Answer>;
  /** Units near the target from one angle, itself left out. Targets are written as in ExplainRequest. */
  related(target: string, angle: Angle, limit?: number, words?: AnswerLanguage): Promise<readonly Hit[]>;
  callers(target: string): Promise<readonly Edge[]>;
  callees(target: string): Promise<readonly Edge[]>;
  doctor(): Promise<DoctorReport>;
  /** What would be sent for this request; asks no model. Throws as `ask` and `explain` do. */
  context(request: ContextRequest): Promise<Context>;
  /** The innermost definition at a line (1-based); undefined where there is none, or where the index does not have the file. */
  glance(path: string, line: number): Promise<Glance | undefined>;
  /** What the index on disk holds; undefined where there is none that can be read. Reads no source file. */
  status(): Promise<IndexStatus | undefined>;
  /** The text of a file as an unsaved editor has it, in the place of the disk's; undefined gives the disk its place back. It is read, not indexed. */
  setBuffer(path: string, text: string | undefined): Promise<void>;
  /** Where lines that were indexed or shown (a unit, a source) stand in the text as it is now; undefined where they are gone. */
  locate(lines: LineRange): Promise<Located | undefined>;
  /** Holds indexing back, between files, while `held` is true, so that typing stays smooth. It goes on slowly even so. */
  hold(held: boolean): Promise<void>;
  close(): Promise<void>;
}
