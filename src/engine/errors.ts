/**
 * Every error a person can see is made here, by one named function (those of embedders in embedder-errors.ts): what happened,
 * what was expected, what to do. The words are literal templates, so that hosts can say them in other languages. Anything
 * else that is thrown is a bug and bubbles to the one catch of each host.
 */
import { type Argument, type Phrase, phrase, say } from './phrase.ts';
import type { Answer } from './types.ts';

/** Its `message` is English; as a phrase it can be said in the user's language. */
export class EngineError extends Error implements Phrase {
  override readonly name = 'EngineError';
  readonly args: readonly Argument[];
  constructor(
    readonly code: string,
    readonly template: string,
    ...args: readonly Argument[]
  ) {
    super(say({ template, args }));
    this.args = args;
  }
}

const NO_REASON = phrase('no reason given');

/** By its name, because bundles that load each other have a copy of the class each. */
export function isEngineError(error: unknown): error is EngineError {
  return error instanceof Error && error.name === 'EngineError';
}

export function rootMissing(root: string): EngineError {
  return new EngineError('rootMissing', 'There is no folder at {0}: give the folder of the code to read with --root.', root);
}

export function rootNotAFolder(root: string): EngineError {
  return new EngineError('rootNotAFolder', '{0} is a file, and a folder was expected: give the folder that holds it.', root);
}

export function cancelled(): EngineError {
  return new EngineError('cancelled', 'Stopped as asked; what was indexed before is kept.');
}

export function modelDamaged(got: string, expected: string): EngineError {
  return new EngineError(
    'modelDamaged',
    'The built-in model is damaged (got {0}, expected {1}): install Parallax again.',
    got,
    expected,
  );
}

/** An index file that cannot be trusted; hosts that may write rebuild the index instead of showing this. */
export function indexDamaged(file: string, got: string, expected: string): EngineError {
  return new EngineError(
    'indexDamaged',
    'The index file {0} is damaged (got {1}, expected {2}): run parallax index to build it again.',
    file,
    got,
    expected,
  );
}

export function indexNewer(file: string, got: number, expected: number): EngineError {
  return new EngineError(
    'indexNewer',
    'The index file {0} was written by a newer Parallax (format {1}, this one reads {2}): update Parallax, or rebuild the index.',
    file,
    got,
    expected,
  );
}

export function indexOlder(file: string, got: number, expected: number): EngineError {
  return new EngineError(
    'indexOlder',
    'The index file {0} was written by an older Parallax (format {1}, this one reads {2}): run parallax index to build it again.',
    file,
    got,
    expected,
  );
}

export function indexOtherEmbedder(location: string, got: string, expected: string): EngineError {
  return new EngineError(
    'indexOtherEmbedder',
    'The index at {0} was made with {1}, and the question is read by {2}: run parallax index to build it again, or set the embedder that made it.',
    location,
    got,
    expected,
  );
}

export function indexMissing(location: string): EngineError {
  return new EngineError(
    'indexMissing',
    'There is no index at {0}: run parallax index first, or leave out --no-update.',
    location,
  );
}

/** A worker thread is gone while it had work; what it worked on is tried again where that makes sense. */
export function threadEnded(reason: string): EngineError {
  return new EngineError('threadEnded', 'A worker thread ended before its work was done ({0}): run the same again.', reason);
}

export function threadsUnavailable(reason: string): EngineError {
  return new EngineError(
    'threadsUnavailable',
    'Worker threads do not start here ({0}): install Parallax again, or build it.',
    reason,
  );
}

/** An error of the other side of a thread boundary, where only its code, its words and what it carries arrive. */
export function fromThread(code: string, { template, args }: Phrase, partial?: Answer): EngineError {
  const error = new EngineError(code, template, ...args);
  return partial ? answerCutShort(error, partial) : error;
}

export function questionEmpty(): EngineError {
  return new EngineError('questionEmpty', 'The question is empty: ask in a sentence, or name a symbol.');
}

export function targetEmpty(): EngineError {
  return new EngineError(
    'targetEmpty',
    'Nothing was named to explain: give path:line, path:start-end, path#symbol, a file or a folder.',
  );
}

/** `nearest` are targets that do exist, best first. */
export function targetNotFound(target: string, nearest: readonly string[]): EngineError {
  const hint =
    nearest.length === 0
      ? phrase('give path:line, path#symbol, a file or a folder of the index')
      : phrase('did you mean {0}?', nearest.join(', '));
  return new EngineError('targetNotFound', 'The index has no {0}: {1}', target, hint);
}

export function lineOutOfRange(path: string, line: number, lastLine: number): EngineError {
  return new EngineError('lineOutOfRange', '{0} has lines 1 to {1}, and line {2} was asked for.', path, lastLine, line);
}

/** The reason, and all of the answer that had come: a host that shows errors alone would lose it. */
export class PartialAnswerError extends EngineError {
  constructor(
    cause: EngineError,
    readonly partial: Answer,
  ) {
    super(cause.code, cause.template, ...cause.args);
  }
}

export function answerCutShort(cause: EngineError, partial: Answer): PartialAnswerError {
  return new PartialAnswerError(cause, partial);
}

export function modelUrlInvalid(baseUrl: string): EngineError {
  return new EngineError(
    'modelUrlInvalid',
    "The model's base URL is {0}, and an http:// or https:// address was expected.",
    baseUrl || phrase('empty'),
  );
}

export function modelUnreachable(url: string, reason: string): EngineError {
  return new EngineError(
    'modelUnreachable',
    'No language model answers at {0} ({1}): start it there, or correct the base URL.',
    url,
    reason,
  );
}

export function modelTimedOut(url: string, seconds: number): EngineError {
  return new EngineError(
    'modelTimedOut',
    'The language model at {0} sent nothing for {1} s: it may be loading or overloaded; try again, or allow more time.',
    url,
    seconds,
  );
}

export function modelKeyRefused(url: string, status: number): EngineError {
  return new EngineError(
    'modelKeyRefused',
    'The language model at {0} refused the key (HTTP {1}): set the key that belongs to this address.',
    url,
    status,
  );
}

export function modelKeyMissing(url: string, status: number): EngineError {
  return new EngineError(
    'modelKeyMissing',
    'The language model at {0} wants a key (HTTP {1}), and none was given: set one (on the command line, PARALLAX_API_KEY).',
    url,
    status,
  );
}

/** Says nothing of the key itself, not even which character is wrong. */
export function modelKeyMalformed(): EngineError {
  return new EngineError(
    'modelKeyMalformed',
    'The key for the language model holds spaces or characters that no key has: set it again, alone.',
  );
}

export function modelNotFound(url: string, model: string): EngineError {
  return new EngineError(
    'modelNotFound',
    "There is no model {0} at {1} (HTTP 404): check the model's name and the base URL, which most often ends in /v1.",
    model,
    url,
  );
}

export function modelRefused(url: string, status: number, detail: string): EngineError {
  const said = detail === '' ? '' : phrase(': {0}', detail);
  return new EngineError('modelRefused', 'The language model at {0} refused the request (HTTP {1}){2}', url, status, said);
}

export function modelRedirected(url: string, status: number): EngineError {
  return new EngineError(
    'modelRedirected',
    "The address {0} redirects elsewhere (HTTP {1}), and redirects are not followed: give the model's own base URL.",
    url,
    status,
  );
}

export function modelGarbage(url: string): EngineError {
  return new EngineError(
    'modelGarbage',
    'What came from {0} is not a stream of chat completions: check that the base URL is that of an OpenAI-compatible server.',
    url,
  );
}

export function modelFailed(url: string, detail: string): EngineError {
  return new EngineError(
    'modelFailed',
    'The language model at {0} reported an error while answering: {1}',
    url,
    detail || NO_REASON,
  );
}

export function modelEndedEarly(url: string, reason: string): EngineError {
  return new EngineError('modelEndedEarly', 'The answer from {0} stopped before its end: {1}.', url, reason);
}

export function modelSaidNothing(name: string): EngineError {
  return new EngineError(
    'modelSaidNothing',
    'The language model {0} ended its answer without a word: ask again, or try another model.',
    name,
  );
}

/** `limit` in characters. */
export function answerEndless(name: string, limit: number): EngineError {
  return new EngineError(
    'answerEndless',
    'The language model {0} did not stop after {1} characters, and was stopped: ask for less, or try another model.',
    name,
    limit,
  );
}

/** `what` is a file or a setting, `detail` what was got and expected. */
export function settingsInvalid(what: string, detail: string): EngineError {
  return new EngineError('settingsInvalid', 'The settings are wrong in {0} ({1}): correct or remove it.', what, detail);
}

export function queriesUnreadable(file: string, reason: string): EngineError {
  return new EngineError(
    'queriesUnreadable',
    'The questions in {0} cannot be read ({1}): give a text file with one per line.',
    file,
    reason,
  );
}

export function keyUnreadable(descriptor: number, reason: string): EngineError {
  return new EngineError(
    'keyUnreadable',
    'No key can be read from file descriptor {0} ({1}): open one, as in parallax ask … --api-key-fd 3 3<key-file.',
    descriptor,
    reason,
  );
}

export function rootUnreadable(root: string): EngineError {
  return new EngineError(
    'rootUnreadable',
    'There is no permission to read the folder {0}: give yourself read access to it.',
    root,
  );
}

export function diskFull(location: string): EngineError {
  return new EngineError(
    'diskFull',
    'There is no space left on the disk that holds {0}: free some, or set PARALLAX_HOME to a folder on another disk. The index is as it was before.',
    location,
  );
}

export function storeReadOnly(location: string): EngineError {
  return new EngineError(
    'storeReadOnly',
    'Nothing may be written to {0}: give yourself write access to it, or set PARALLAX_HOME to a folder of your own.',
    location,
  );
}

export function storeFailed(location: string, reason: string): EngineError {
  return new EngineError(
    'storeFailed',
    'The folder {0} cannot be used ({1}): check its disk, or set PARALLAX_HOME to another folder.',
    location,
    reason,
  );
}

/** `owner` is who writes, in words; `since` an ISO time. */
export function indexLocked(location: string, owner: string, since: string): EngineError {
  return new EngineError(
    'indexLocked',
    'The index in {0} is being written by {1} since {2}: wait for it to end, or stop it, and try again.',
    location,
    owner,
    since,
  );
}

export function indexTakenOver(location: string): EngineError {
  return new EngineError(
    'indexTakenOver',
    'Another process has taken over writing the index in {0}, because this one did not answer for too long: try again.',
    location,
  );
}

export function assetMissing(path: string): EngineError {
  return new EngineError(
    'assetMissing',
    'A file that comes with Parallax is missing ({0}): install Parallax again, or run npm run build.',
    path,
  );
}

export function modelIncomplete(given: string, missing: string): EngineError {
  return new EngineError(
    'modelIncomplete',
    'A language model needs an address and a name, and {0} is set without {1}: set both or neither.',
    given,
    missing,
  );
}

export function targetIsAFolder(target: string): EngineError {
  return new EngineError(
    'targetIsAFolder',
    '{0} is a folder, and one function was expected: write path:line or path#symbol.',
    target,
  );
}

/** `present` are the languages of the index. */
export function languageUnknown(language: string, present: readonly string[]): EngineError {
  const has = present.length === 0 ? phrase('the index has no file at all') : phrase('the index has {0}', present.join(', '));
  return new EngineError('languageUnknown', 'There is no language {0}: {1}.', language, has);
}

export function noFolderOpen(): EngineError {
  return new EngineError('noFolderOpen', 'No folder on a disk is open, and one was expected: open a folder of code first.');
}

/** A command about "this" where no editor is open. */
export function nothingHere(): EngineError {
  return new EngineError(
    'nothingHere',
    'There is no code here: open a file and put the cursor into it, or choose a file in the Explorer.',
  );
}

/** A command about a definition where the cursor is in none. */
export function noDefinitionHere(path: string): EngineError {
  return new EngineError(
    'noDefinitionHere',
    'There is no definition at the cursor in {0}: put it into a function, or on its name.',
    path,
  );
}

export function notInFolders(path: string): EngineError {
  return new EngineError(
    'notInFolders',
    '{0} lies in none of the folders that are open, and only those are indexed: open the folder that holds it.',
    path,
  );
}

/** `name` is the language model's, as VS Code shows it. */
export function modelNotAllowed(name: string): EngineError {
  return new EngineError(
    'modelNotAllowed',
    'Parallax may not use the language model {0}: allow it when VS Code asks, or select another model.',
    name,
  );
}

/** `detail` is the provider's own words, or ''. */
export function modelQuotaSpent(name: string, detail: string): EngineError {
  const said = detail === '' ? '' : phrase(' ({0})', detail);
  return new EngineError(
    'modelQuotaSpent',
    'The allowance for the language model {0} is used up for now{1}: wait until it is renewed, or select another model.',
    name,
    said,
  );
}

export function modelBlocked(name: string, detail: string): EngineError {
  const said = detail === '' ? '' : phrase(' ({0})', detail);
  return new EngineError(
    'modelBlocked',
    'The language model {0} will not answer this{1}: ask in other words, or select another model.',
    name,
    said,
  );
}

export function modelGone(name: string): EngineError {
  return new EngineError(
    'modelGone',
    'VS Code has no language model {0} now: sign in to the extension that brings it, or select another model.',
    name,
  );
}

export function modelBroke(name: string, detail: string): EngineError {
  return new EngineError('modelBroke', 'The language model {0} failed: {1}', name, detail || NO_REASON);
}

/** The question alone is too long; code was left out already. */
export function questionTooLong(tokens: number, limit: number): EngineError {
  return new EngineError(
    'questionTooLong',
    'The question takes about {0} tokens without any code, and the model takes {1}: shorten it, or begin a new conversation.',
    tokens,
    limit,
  );
}

/** `expected` in words. */
export function toolInputInvalid(name: string, expected: string): EngineError {
  return new EngineError('toolInputInvalid', 'The tool was called with a wrong {0}: {1} was expected.', name, expected);
}

export function indexNotKept(): EngineError {
  return new EngineError(
    'indexNotKept',
    'There is no index yet, and this server makes none: index the workspace in the editor with "Parallax: Index Workspace", then ask again.',
  );
}

export function patternTooSlow(pattern: string): EngineError {
  return new EngineError(
    'patternTooSlow',
    'The pattern {0} would take too long to match: use at most 3 wildcards in a name, and 5 names with any.',
    pattern,
  );
}
