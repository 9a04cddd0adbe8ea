/**
 * A request in, everything that an answer will be made from out: searches, packs, and says what was left out. No model is
 * asked here. It knows the order of these steps; each step is a module of its own.
 */
import { questionEmpty } from '../errors.ts';
import type { Corpus } from '../index/corpus.ts';
import type { Log } from '../ports.ts';
import type {
  Angle,
  AnswerLanguage,
  AskRequest,
  Context,
  ContextChunk,
  ContextRequest,
  ExplainRequest,
  Hit,
  SearchQuery,
  Turn,
  UnitRecord,
} from '../types.ts';
import { languageOf } from './language.ts';
import { MESSAGES, type Messages } from './messages.ts';
import { notSeenIn } from './not-seen.ts';
import type { Chunk, Pack, ReadLines } from './pack.ts';
import { packForQuestion } from './question-pack.ts';
import { askedOf, recalledUnits } from './recalled.ts';
import type { Terms } from './relevance.ts';
import { parseTarget, type Target } from './target.ts';
import { packForTarget } from './target-pack.ts';

export interface ContextDeps {
  readonly corpus: Corpus;
  /** Best first. */
  readonly search: (query: SearchQuery) => Promise<readonly Hit[]>;
  /** Units near a unit from one angle, itself left out. */
  readonly related: (unitId: number, angle: Angle, limit: number) => Promise<readonly Hit[]>;
  /** Index terms of a question with weights 0–1, translations of its Chinese words among them. */
  readonly terms: (question: string) => Terms;
  /** Names of the last answer that a question leans on; none where it stands by itself. */
  readonly recalled: (question: string) => readonly string[];
  /** Per unit, 0–1. */
  readonly centrality: () => Float32Array;
  readonly readLines: ReadLines;
  /** What the index itself did not see, one sentence each: skipped files, its age. */
  readonly indexNotes: (language: AnswerLanguage) => readonly string[];
  readonly log: Log;
}

const DEFAULT_BUDGET = 6000;
const HITS_WANTED = 30;

/** A question with the code that should answer it, and with what an extract needs to know of that code. */
export interface Prepared {
  readonly question: string;
  readonly frame: string;
  readonly language: AnswerLanguage;
  readonly messages: Messages;
  readonly history: readonly Turn[];
  readonly terms: Terms;
  readonly pack: Pack;
  /** The units the answer is about, best first. */
  readonly focus: readonly UnitRecord[];
  /** What was pointed at; undefined for a question. */
  readonly target?: Target;
  readonly notSeen: readonly string[];
}

/** Throws questionEmpty, and what parseTarget throws. */
export async function prepare(deps: ContextDeps, request: ContextRequest): Promise<Prepared> {
  const found = await (request.kind === 'ask' ? prepareQuestion(deps, request) : prepareTarget(deps, request));
  const { chunks, tokens, budget } = found.pack;
  deps.log.info(`context: ${chunks.length} sources, about ${tokens} of ${budget} tokens`);
  const notSeen = [...notSeenIn(deps.corpus, found.pack, found.messages), ...deps.indexNotes(found.language)];
  return { ...found, notSeen };
}

/** What of it is sent, or shown before it is sent. */
export function contextOf({ question, frame, language, history, pack, notSeen }: Prepared): Context {
  return { question, frame, language, history, chunks: pack.chunks.map(sentChunk), budget: pack.budget, notSeen };
}

type Found = Omit<Prepared, 'notSeen'>;

async function prepareQuestion(deps: ContextDeps, request: AskRequest): Promise<Found> {
  const { corpus, readLines, centrality } = deps;
  const { frame = '', budget = DEFAULT_BUDGET, history = [] } = request;
  const question = request.question.trim();
  if (question === '') throw questionEmpty();
  const language = request.language ?? languageOf(question);
  const messages = MESSAGES[language];
  const terms = deps.terms(question);
  const attached = (request.attached ?? []).map((target) => parseTarget(corpus, target));
  const recalled = { units: recalledUnits(corpus, deps.recalled(question)), asked: askedOf(question) };
  const found = await deps.search({ text: question, limit: HITS_WANTED, words: language });
  const hits = found.filter((hit) => corpus.isLive(hit.unitId));
  const changed = found.filter((hit) => !hits.includes(hit)).map((hit) => hit.path);
  const pack = await packForQuestion({
    corpus,
    hits,
    changed,
    attached,
    recalled,
    readLines,
    centrality,
    terms,
    messages,
    budget,
  });
  const searched = hits.map((hit) => corpus.unit(hit.unitId));
  const focus = recalled.asked === 'itself' ? searched : distinct([...recalled.units, ...searched]);
  return { question, frame, language, messages, history, terms, pack, focus };
}

async function prepareTarget(deps: ContextDeps, request: ExplainRequest): Promise<Found> {
  const { corpus, readLines, related, centrality } = deps;
  const { frame = '', budget = DEFAULT_BUDGET, history = [] } = request;
  const target = parseTarget(corpus, request.target);
  const asked = request.question?.trim() ?? '';
  const language = request.language ?? languageOf(asked || frame);
  const messages = MESSAGES[language];
  const standard = target.kind === 'folder' ? messages.explainFolderQuestion : messages.explainQuestion;
  const terms: Terms = asked === '' ? new Map() : deps.terms(asked);
  const { pack, focus } = await packForTarget({ corpus, target, readLines, related, centrality, terms, messages, budget });
  return { question: asked || standard, frame, language, messages, history, terms, pack, focus, target };
}

function distinct(units: readonly UnitRecord[]): readonly UnitRecord[] {
  return [...new Map(units.map((unit) => [unit.id, unit])).values()];
}

function sentChunk({ contentHash: _, unitId: __, ...sent }: Chunk): ContextChunk {
  return sent;
}
