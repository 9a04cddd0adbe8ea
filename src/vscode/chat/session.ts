/**
 * One question from its words to what the page shows at the end: finds the code, lets the user review it, asks the model,
 * or puts the answer together from the index where there is none. It knows engine and model; neither page nor conversation.
 */
import { completeAnswer, keepChunks } from '../../engine/ask/complete.ts';
import { fitted } from '../../engine/ask/fit.ts';
import type { Engine } from '../../engine/engine.ts';
import { cancelled, isEngineError, PartialAnswerError } from '../../engine/errors.ts';
import type { LanguageModel, Log } from '../../engine/ports.ts';
import type { Angle, AnswerLanguage, Context, ContextRequest, Turn } from '../../engine/types.ts';
import { type ExchangeState, type Review, type WayOut, wayOut } from '../../webview/messages.ts';
import { type CommandName, parseInput } from './input.ts';
import { foundCode, promptText, shownAnswer, shownPartial, shownReview, sourcesOf } from './shown.ts';

/** A language model that can say how much it would be sent, and how much it takes. */
export interface ChatModel extends LanguageModel {
  countTokens(text: string): Promise<number>;
  readonly maxInputTokens: number | undefined;
}

export interface SessionSettings {
  readonly frame: string;
  readonly budget: number;
  readonly language: AnswerLanguage | undefined;
  readonly review: { readonly when: 'always' | 'whenLarge' | 'never'; readonly largeTokens: number };
}

export interface SessionDeps {
  readonly service: { readonly hasIndex: boolean; ready(): Promise<Engine> };
  /** Undefined where answers are put together from the index. */
  readonly model: () => Promise<ChatModel | undefined>;
  /** For a question, '' where nothing was asked in words. */
  readonly settings: (question: string) => SessionSettings;
  /** What "this" means in the editor. */
  readonly here: () => Promise<string>;
  readonly chooseAngle: () => Promise<Angle | undefined>;
  /** The command that helps with an error, by its code. */
  readonly wayOutOf: (code: string) => string | undefined;
  /** An error in the language of the window. */
  readonly wordsOf: (error: Error) => string;
  readonly log: Log;
}

export interface Question {
  /** As typed, slash command included. */
  readonly input: string;
  /** Targets of this question. */
  readonly attached: readonly string[];
  /** Targets that go with every question of the conversation. */
  readonly pinned: readonly string[];
  /** Oldest first. */
  readonly history: readonly Turn[];
}

export interface Listener {
  readonly signal: AbortSignal;
  readonly onState: (state: ExchangeState) => void;
  readonly onText: (text: string) => void;
  /** What is explained or compared, where that was not said but taken from the editor. */
  readonly onTarget: (target: string) => void;
  /** What the answer will be made from, once that is known. */
  readonly onContext: (context: Context) => void;
  /** The numbers of the chunks to send; undefined sends nothing. */
  readonly review: (review: Review, context: Context) => Promise<readonly number[] | undefined>;
}

/** How it ended; errors are states, and nothing is thrown. */
export async function runQuestion(deps: SessionDeps, question: Question, listener: Listener): Promise<ExchangeState> {
  const { command, text } = parseInput(question.input);
  let context: Context | undefined;
  const onContext = (found: Context) => {
    context = found;
    listener.onContext(found);
  };
  try {
    const engine = await readyEngine(deps, listener);
    return await COMMANDS[command]({ deps, engine, text, question, listener: { ...listener, onContext } });
  } catch (error) {
    return failure(error, context, deps);
  }
}

/** The context of a question, for its prompt to be copied. Throws as the engine does. */
export async function contextOf(deps: SessionDeps, question: Question): Promise<Context> {
  const engine = await deps.service.ready();
  return engine.context(await requestOf(deps, question));
}

interface Work {
  readonly deps: SessionDeps;
  readonly engine: Engine;
  /** Without the command. */
  readonly text: string;
  readonly question: Question;
  readonly listener: Listener;
}

/** What each command does; a later one is one entry here and one in input.ts. */
const COMMANDS: Readonly<Record<CommandName | 'ask', (work: Work) => Promise<ExchangeState>>> = {
  ask: answer,
  explain: answer,
  search: (work) => unlessAborted(search(work), work.listener.signal),
  similar: (work) => unlessAborted(similar(work), work.listener.signal),
};

const MOST_FOUND = 20;

async function search({ deps, engine, text }: Work): Promise<ExchangeState> {
  const { hits } = await engine.search({ text, limit: MOST_FOUND, words: deps.settings('').language });
  return { kind: 'found', hits: hits.map(foundCode) };
}

async function similar({ deps, engine, text, question, listener }: Work): Promise<ExchangeState> {
  const target = text || (await targetOf(deps, question, listener.onTarget));
  const angle = await deps.chooseAngle();
  if (angle === undefined) return { kind: 'stopped' };
  const hits = await engine.related(target, angle, MOST_FOUND, deps.settings('').language);
  return { kind: 'found', hits: hits.map(foundCode) };
}

async function readyEngine({ service }: SessionDeps, { onState, signal }: Listener): Promise<Engine> {
  onState({ kind: 'preparing', step: service.hasIndex ? 'searching' : 'indexing' });
  const engine = await unlessAborted(service.ready(), signal);
  onState({ kind: 'preparing', step: 'searching' });
  return engine;
}

async function answer(work: Work): Promise<ExchangeState> {
  const { deps, engine, question, listener } = work;
  const request = await requestOf(deps, question, listener.onTarget);
  const model = await deps.model();
  const context = await unlessAborted(engine.context(request), listener.signal);
  listener.onContext(context);
  return model === undefined ? extract(engine, request, context, listener) : complete(deps, model, context, work);
}

async function extract(engine: Engine, request: ContextRequest, context: Context, { signal }: Listener): Promise<ExchangeState> {
  const answering = request.kind === 'ask' ? engine.ask(request, { signal }) : engine.explain(request, { signal });
  return { kind: 'answered', answer: shownAnswer(await unlessAborted(answering, signal), context) };
}

async function complete(
  deps: SessionDeps,
  model: ChatModel,
  found: Context,
  { question, listener }: Work,
): Promise<ExchangeState> {
  const context = await reviewed(deps, model, await fitted(model, found), question, listener);
  if (context === undefined) return { kind: 'stopped' };
  listener.onContext(context);
  listener.onState({ kind: 'answering', text: '', sources: [...sourcesOf(context)], model: model.name });
  const { onText, signal } = listener;
  return { kind: 'answered', answer: shownAnswer(await completeAnswer(model, context, { onText, signal }), context) };
}

/** What the user lets through, by the setting; undefined where the user sends nothing. */
async function reviewed(
  deps: SessionDeps,
  model: ChatModel,
  context: Context,
  { pinned, input: question }: Question,
  { review, signal }: Listener,
): Promise<Context | undefined> {
  if (!(await wantsReview(deps.settings(question).review, model, context))) return context;
  const keep = await unlessAborted(review(shownReview(context, model.name, pinned), context), signal);
  return keep === undefined ? undefined : keepChunks(context, keep);
}

async function wantsReview(
  { when, largeTokens }: SessionSettings['review'],
  model: ChatModel,
  context: Context,
): Promise<boolean> {
  if (when === 'never' || context.chunks.length === 0) return false;
  return when === 'always' || (await model.countTokens(promptText(context))) > largeTokens;
}

async function requestOf(deps: SessionDeps, question: Question, onTarget?: Listener['onTarget']): Promise<ContextRequest> {
  const { input, attached, pinned, history } = question;
  const { command, text } = parseInput(input);
  const { frame, budget, language } = deps.settings(text);
  const shared = { frame, budget, language, history };
  if (command !== 'explain') return { kind: 'ask', question: text, attached: [...attached, ...pinned], ...shared };
  const target = await targetOf(deps, question, onTarget);
  return { kind: 'explain', target, question: text, ...shared };
}

async function targetOf({ here }: SessionDeps, { attached }: Question, onTarget?: Listener['onTarget']): Promise<string> {
  if (attached.length > 0) return attached[0];
  const target = await here();
  onTarget?.(target);
  return target;
}

function failure(error: unknown, context: Context | undefined, deps: SessionDeps): ExchangeState {
  const { log, wayOutOf, wordsOf } = deps;
  if (error instanceof PartialAnswerError && context !== undefined)
    return { kind: 'answered', answer: shownPartial(error, deps.wordsOf(error), context) };
  if (!isEngineError(error)) {
    log.error((error as Error).stack ?? String(error));
    return { kind: 'failed', message: (error as Error).message, ways: ['parallax.log.show'] };
  }
  if (error.code === 'cancelled') return { kind: 'stopped' };
  log.warn(error.message);
  return { kind: 'failed', message: wordsOf(error), ways: waysOf(wayOutOf(error.code)) };
}

function waysOf(command: string | undefined): WayOut[] {
  const parsed = wayOut.safeParse(command);
  return parsed.success ? [parsed.data] : [];
}

/** Goes on without waiting for work that cannot be stopped. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) return Promise.reject(cancelled());
  return new Promise((resolve, reject) => {
    const stop = () => reject(cancelled());
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
