/** The facade: what a host can ask of one workspace. Plain serialisable data in and out. */
import type {
  Angle,
  Answer,
  AskRequest,
  DoctorReport,
  Edge,
  ExplainRequest,
  Hit,
  IndexReport,
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
  related(target: string, angle: Angle, limit?: number): Promise<readonly Hit[]>;
  callers(target: string): Promise<readonly Edge[]>;
  callees(target: string): Promise<readonly Edge[]>;
  doctor(): Promise<DoctorReport>;
  close(): Promise<void>;
}
