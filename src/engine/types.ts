/**
 * The nouns of Parallax. Plain serialisable data: every value here may cross a worker boundary or be printed as JSON.
 *
 * Lines are 1-based and inclusive; offsets are UTF-16 code units into the decoded text, end exclusive;
 * paths are relative to the workspace root with `/`.
 */

/** What a unit is. `skeleton` stands for a whole file, `window` for a run of lines that belongs to no definition. */
export const UNIT_KINDS = [
  'function',
  'method',
  'constructor',
  'class',
  'interface',
  'type',
  'enum',
  'module',
  'macro',
  'constant',
  'schema',
  'test',
  'skeleton',
  'window',
] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** A call as written at one place in a unit's body. `receiver` is the text before the last dot or arrow, or ''. */
export interface Call {
  readonly name: string;
  readonly receiver: string;
  readonly line: number;
}

/** One import of a file: the module as written, and the names it brings in (empty when it brings in all or none). */
export interface Import {
  readonly module: string;
  readonly names: readonly string[];
  readonly line: number;
}

/** One piece of a file that can be found, shown and cited by itself. */
export interface Unit {
  readonly kind: UnitKind;
  /** As written, without scope: `connect`, `operator+`, `default`. A window's name is '' and a skeleton's is the file's stem. */
  readonly name: string;
  /** Enclosing modules, namespaces and types, outermost first. */
  readonly scope: readonly string[];
  /** The head of the definition on one line, without the body, at most 300 characters. */
  readonly signature: string;
  /** Documentation comment before or inside, markers stripped, line breaks kept, at most 2,000 characters. */
  readonly doc: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly start: number;
  readonly end: number;
  /**
   * The unit's own text: what lies between start and end less nested units (and less an inner doc comment).
   * Every character of a file that is not white space belongs to the body, doc or signature of at least one unit.
   */
  readonly body: string;
  /** Calls made in `body`, in order, nested units' calls excluded. */
  readonly calls: readonly Call[];
  /** Types this one extends or implements, as written. */
  readonly bases: readonly string[];
  /** Visible outside its file, by the language's own rule (export, pub, public, capital letter, no leading underscore, not static). */
  readonly exported: boolean;
  /** 0-based place among the parts of an overlong function, and how many there are; 0 of 1 for a whole unit. */
  readonly part: number;
  readonly parts: number;
}

/** A file taken apart. `units[0]` is always the skeleton when the file has any symbol. */
export interface ParsedFile {
  readonly language: string;
  readonly units: readonly Unit[];
  readonly imports: readonly Import[];
  /** True where tree-sitter found syntax errors, or could not parse and windows were used instead. */
  readonly syntaxErrors: boolean;
}

/** Trouble that was expected and worked around: it is counted and shown, it never stops an index. */
export interface Problem {
  readonly path: string;
  /** A stable word: 'syntax', 'unreadable', 'vanished', 'encoding', 'internal', … */
  readonly kind: string;
  readonly message: string;
}

/** Why a file is not in the index. */
export const SKIP_REASONS = [
  'ignored', // .gitignore, .git/info/exclude, .parallaxignore, settings
  'excluded', // built-in: VCS, dependencies, build output
  'lockfile',
  'secret',
  'binary',
  'minified',
  'generated',
  'tooLarge',
  'empty',
  'unreadable',
  'undecodable',
  'notAFile', // sockets, pipes, devices, links to nowhere or outside
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** The four points of view from which a unit is embedded. */
export const ANGLES = ['purpose', 'construction', 'place', 'company'] as const;
export type Angle = (typeof ANGLES)[number];

/** A unit as the index keeps it: all that a list, a hover or a reason needs without reading the file. */
export interface UnitRecord {
  /** Valid within one snapshot of the index only. */
  readonly id: number;
  readonly fileId: number;
  readonly path: string;
  readonly language: string;
  readonly kind: UnitKind;
  readonly name: string;
  /** Enclosing scopes joined with '.', outermost first. */
  readonly scope: string;
  readonly signature: string;
  /** First sentences of the documentation, at most 300 characters. */
  readonly doc: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly part: number;
  readonly parts: number;
  readonly exported: boolean;
  readonly bases: readonly string[];
  /** xxHash64 (16 hex digits) of the unit's lines, so that a citation can tell whether they still stand. */
  readonly contentHash: string;
}

export interface SearchQuery {
  readonly text: string;
  /** Hits wanted, 1–1000; 10 when left out. */
  readonly limit?: number;
  readonly angle?: Angle;
  /** Language ids as in the index report: 'typescript', 'c', … */
  readonly language?: string;
  /** Glob over paths relative to the root. */
  readonly path?: string;
  /** The language of the hits' reasons; English when left out. */
  readonly words?: AnswerLanguage;
}

export interface Hit {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  /** `scope.name`, or '' for a window. */
  readonly symbol: string;
  readonly kind: UnitKind;
  readonly language: string;
  /** 0–1, comparable within one result only. */
  readonly score: number;
  /** Cosine with the question per angle, -1–1. */
  readonly angles: Readonly<Record<Angle, number>>;
  /** Reasons in words, strongest first. */
  readonly why: readonly string[];
  readonly signature: string;
  readonly doc: string;
  /** The file's next best units, best first, shown below the first. */
  readonly more: readonly { readonly symbol: string; readonly startLine: number; readonly endLine: number }[];
  readonly unitId: number;
}

export interface SearchResult {
  readonly query: string;
  readonly hits: readonly Hit[];
  /**
   * 0–1: how much speaks for the first hit, measured on the question alone, so that results of one question from several
   * indexes can be weighed against each other; 1 where scores are cosines and compare as they are.
   */
  readonly strength: number;
  readonly elapsedMs: number;
}

/** One edge of the call graph. Ambiguous calls give several edges whose confidences add up to at most 1. */
export interface Edge {
  readonly from: UnitRecord;
  readonly to: UnitRecord;
  /** Where the call is written, in `from`'s file. */
  readonly line: number;
  /** 0–1: how sure the resolution is. */
  readonly confidence: number;
}

export interface IndexReport {
  readonly files: number;
  /** Units that are definitions (windows and skeletons not counted). */
  readonly functions: number;
  readonly languages: Readonly<Record<string, number>>;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  readonly problems: readonly Problem[];
  readonly elapsedMs: number;
  /** On disk. */
  readonly bytes: number;
  readonly generation: number;
}

export type IndexPhase = 'walking' | 'digesting' | 'embedding' | 'linking' | 'writing';

export interface Progress {
  readonly phase: IndexPhase;
  readonly filesDone: number;
  readonly filesTotal: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
}

/** A numbered source of an answer. */
export interface Source {
  readonly n: number;
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly symbol: string;
}

export interface Answer {
  /** Markdown. */
  readonly answer: string;
  readonly sources: readonly Source[];
  /** Sentences or numbers of the model's text that no given source supports, as written. */
  readonly unverified: readonly string[];
  /** What the answer did not see, one sentence each. */
  readonly notSeen: readonly string[];
  /** The language model's name, or 'none'. */
  readonly model: string;
  readonly tokens: { readonly prompt: number; readonly completion: number };
}

/** The languages in which fixed sentences exist. */
export type AnswerLanguage = 'en' | 'zh';

/** One earlier exchange of a conversation. */
export interface Turn {
  readonly question: string;
  readonly answer: string;
}

/** What a question and an explanation may both bring. */
interface Request {
  /** Tokens for the context pack; 6,000 when left out. */
  readonly budget?: number;
  /** What kind of system this is, in the user's words. */
  readonly frame?: string;
  /** Earlier exchanges, oldest first: retrieval and prompt take them into account. */
  readonly history?: readonly Turn[];
  /** Of the answer; that of the question when left out. */
  readonly language?: AnswerLanguage;
}

export interface AskRequest extends Request {
  readonly question: string;
  /** Targets, written as in ExplainRequest, that go into the context first, whatever the search finds. */
  readonly attached?: readonly string[];
}

export interface ExplainRequest extends Request {
  /** `path:line`, `path:start-end`, `path#symbol`, a file or a folder. */
  readonly target: string;
  readonly question?: string;
}

/** Either side of the Engine: a question or a target. */
export type ContextRequest = ({ readonly kind: 'ask' } & AskRequest) | ({ readonly kind: 'explain' } & ExplainRequest);

/** A piece of code that an answer may speak from, as it is sent. */
export interface ContextChunk {
  /** From 1, in the order of the prompt. */
  readonly n: number;
  readonly path: string;
  /** Lines of the text as it is now, an unsaved editor's included. */
  readonly startLine: number;
  readonly endLine: number;
  /** `scope.name`, or '' for lines without a definition and for outlines of files. */
  readonly symbol: string;
  readonly language: string;
  /** As it is sent: whole or cut (each gap marked) or an outline, likely secrets masked. */
  readonly text: string;
  /** Why it was chosen, in words of the answer's language. */
  readonly reason: string;
  /** Estimated, with the heading under which it is sent. */
  readonly tokens: number;
  /** True where the user asked for it by name. */
  readonly attached: boolean;
  /** Likely secrets blanked in `text`. */
  readonly masked: number;
}

/** Everything an answer is made from, before any model is asked: it can be shown, thinned out (`keepChunks`) and sent (`promptOf`). */
export interface Context {
  readonly question: string;
  /** '' where none was stated. */
  readonly frame: string;
  readonly language: AnswerLanguage;
  readonly history: readonly Turn[];
  readonly chunks: readonly ContextChunk[];
  /** Tokens for the chunks together. */
  readonly budget: number;
  /** What an answer from this will not have seen, one sentence each. */
  readonly notSeen: readonly string[];
}

/** What a hover shows, from the index alone. */
export interface Glance {
  /** Its lines are those of the text as it is now. */
  readonly unit: UnitRecord;
  /**
   * Distinct units that call it, and that it calls; those that are likelier a namesake's left out. Callers are 100 at most, and of a name
   * that is called from more than 200 places, those among the nearest.
   */
  readonly callers: number;
  readonly callees: number;
  /** The nearest by purpose, at most 2. */
  readonly relatives: readonly Hit[];
}

/** Lines of a file, 1-based and inclusive. */
export interface LineRange {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
}

/** Where a place stands in the text as it is now. */
export interface Located {
  readonly startLine: number;
  readonly endLine: number;
  /** Whether the lines are others than those asked for. */
  readonly moved: boolean;
}

/** What the index on disk holds. */
export interface IndexStatus {
  readonly generation: number;
  readonly files: number;
  readonly units: number;
  /** Units that are definitions. */
  readonly functions: number;
  /** ISO time. */
  readonly indexedAt: string;
  readonly embedder: string;
}

export interface DoctorReport {
  readonly root: string;
  readonly location: string;
  readonly generation: number;
  readonly indexedAt: string;
  readonly files: number;
  readonly units: number;
  readonly functions: number;
  readonly languages: Readonly<Record<string, number>>;
  readonly skipped: Readonly<Partial<Record<SkipReason, { readonly count: number; readonly examples: readonly string[] }>>>;
  readonly problems: readonly Problem[];
  readonly bytes: number;
  readonly segments: number;
  readonly embedder: string;
  readonly nearest: string;
  /** A function with documentation was searched by that documentation; its rank (1 is best), or 0 where it was not found. */
  readonly selfTest:
    | { readonly query: string; readonly expected: string; readonly rank: number; readonly elapsedMs: number }
    | undefined;
}
