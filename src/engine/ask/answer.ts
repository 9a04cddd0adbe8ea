/**
 * A question or a target in, a checked answer out: searches, packs, prompts, checks. It knows the order of these steps;
 * each step is a module of its own.
 *
 * An answer that ends midway is neither lost nor passed off as whole: once a word has arrived, whatever stops it is thrown
 * as a PartialAnswerError, with the code and the sentence of its cause and, in `partial`, the answer as far as it came,
 * its citations checked. Before the first word the cause itself is thrown.
 */
import { answerCutShort, cancelled, questionEmpty } from '../errors.ts';
import type { Corpus } from '../index/corpus.ts';
import type { LanguageModel, Log } from '../ports.ts';
import type { Angle, Answer, AskRequest, ExplainRequest, Hit, SearchQuery, UnitRecord } from '../types.ts';
import { checkCitations } from './citations.ts';
import { extractAnswer } from './extract.ts';
import { type Generated, generate } from './generate.ts';
import { languageOf } from './language.ts';
import { MESSAGES, type Messages } from './messages.ts';
import { notSeenIn } from './not-seen.ts';
import type { Chunk, Pack, ReadLines } from './pack.ts';
import { promptMessages } from './prompt.ts';
import { packForQuestion } from './question-pack.ts';
import type { Terms } from './relevance.ts';
import { parseTarget, type Target } from './target.ts';
import { packForTarget } from './target-pack.ts';

export interface AnswerDeps {
  readonly corpus: Corpus;
  /** Best first. */
  readonly search: (query: SearchQuery) => Promise<readonly Hit[]>;
  /** Units near a unit from one angle, itself left out. */
  readonly related: (unitId: number, angle: Angle, limit: number) => Promise<readonly Hit[]>;
  /** Index terms of a question with weights 0–1, translations of its Chinese words among them. */
  readonly terms: (question: string) => Terms;
  /** Per unit, 0–1. */
  readonly centrality: () => Float32Array;
  readonly readLines: ReadLines;
  /** Left out, answers are put together from the index. */
  readonly model?: LanguageModel;
  readonly log: Log;
}

export interface RunOptions {
  /** Receives the answer as it arrives. */
  readonly onText?: (text: string) => void;
  readonly signal?: AbortSignal;
  /** What the index itself did not see, one sentence each: skipped files, its age. */
  readonly indexNotes?: readonly string[];
}

const DEFAULT_BUDGET = 6000;
const HITS_WANTED = 30;

/** A question with the code that should answer it. */
interface Prepared {
  readonly question: string;
  readonly frame: string;
  readonly terms: Terms;
  readonly messages: Messages;
  readonly pack: Pack;
  readonly focus: readonly UnitRecord[];
  readonly target?: Target;
}

/** Throws questionEmpty, PartialAnswerError, and what the model throws. */
export async function answerQuestion(deps: AnswerDeps, request: AskRequest, options: RunOptions = {}): Promise<Answer> {
  const { corpus, readLines } = deps;
  const question = request.question.trim();
  if (question === '') throw questionEmpty();
  const messages = MESSAGES[languageOf(question)];
  const terms = deps.terms(question);
  const hits = (await deps.search({ text: question, limit: HITS_WANTED })).filter((hit) => corpus.isLive(hit.unitId));
  const pack = await packForQuestion({ corpus, hits, readLines, terms, messages, budget: request.budget ?? DEFAULT_BUDGET });
  const focus = hits.map((hit) => corpus.unit(hit.unitId));
  return run(deps, options, { question, frame: request.frame ?? '', terms, messages, pack, focus });
}

/** Throws what parseTarget throws, PartialAnswerError, and what the model throws. */
export async function explainTarget(deps: AnswerDeps, request: ExplainRequest, options: RunOptions = {}): Promise<Answer> {
  const { corpus, readLines, related, centrality } = deps;
  const { frame = '', budget = DEFAULT_BUDGET } = request;
  const target = parseTarget(corpus, request.target);
  const asked = request.question?.trim() ?? '';
  const messages = MESSAGES[languageOf(asked || frame)];
  const standard = target.kind === 'folder' ? messages.explainFolderQuestion : messages.explainQuestion;
  const terms: Terms = asked === '' ? new Map() : deps.terms(asked);
  const { pack, focus } = await packForTarget({ corpus, target, readLines, related, centrality, terms, messages, budget });
  return run(deps, options, { question: asked || standard, frame, terms, messages, pack, focus, target });
}

async function run(deps: AnswerDeps, options: RunOptions, prepared: Prepared): Promise<Answer> {
  if (options.signal?.aborted) throw cancelled();
  const { chunks, tokens, budget } = prepared.pack;
  deps.log.info(`context: ${chunks.length} sources, about ${tokens} of ${budget} tokens`);
  const notSeen = [...notSeenIn(deps.corpus, prepared.pack, prepared.messages), ...(options.indexNotes ?? [])];
  // With nothing found there is nothing a model could speak from: no tokens are spent on a guess.
  if (deps.model === undefined || chunks.length === 0) return extracted(deps, options, prepared, notSeen);
  return generated(deps.model, options, prepared, notSeen);
}

function extracted(
  { corpus, model }: AnswerDeps,
  { onText }: RunOptions,
  prepared: Prepared,
  notSeen: readonly string[],
): Answer {
  const body = extractAnswer({ corpus, ...prepared });
  const answer = model === undefined ? `${body}\n\n${prepared.messages.noModel}` : body;
  onText?.(answer);
  // Made of the sources themselves: only which of them it names is asked.
  const { used } = checkCitations(answer, prepared.pack.chunks);
  return answerOf('none', prepared.pack, { text: answer, used, unverified: [], tokens: { prompt: 0, completion: 0 } }, notSeen);
}

async function generated(
  model: LanguageModel,
  options: RunOptions,
  prepared: Prepared,
  notSeen: readonly string[],
): Promise<Answer> {
  const { messages, pack } = prepared;
  const reply = await generate(model, promptMessages({ ...prepared, chunks: pack.chunks }), pack.chunks, options);
  const { failure, used } = reply;
  const notes = [
    ...(failure === undefined ? [] : [messages.cutShort(failure.message)]),
    ...(failure === undefined && used.length === 0 ? [messages.citedNothing] : []),
    ...notSeen,
  ];
  const answer = answerOf(model.name, pack, reply, notes);
  if (failure !== undefined) throw answerCutShort(failure, answer);
  return answer;
}

/** Sources are those cited; all that were sent, where none was. */
function answerOf(
  model: string,
  { chunks }: Pack,
  { text, used, unverified, tokens }: Omit<Generated, 'failure'>,
  notSeen: readonly string[],
): Answer {
  const cited = used.length === 0 ? chunks : chunks.filter((chunk) => used.includes(chunk.n));
  return { answer: text, sources: cited.map(sourceOf), unverified, notSeen, model, tokens };
}

function sourceOf({ n, path, startLine, endLine, symbol }: Chunk): Answer['sources'][number] {
  return { n, path, startLine, endLine, symbol };
}
