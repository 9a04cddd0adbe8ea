/**
 * Every error a person can see is made here, by one named function: what happened, what was expected, what to do.
 * Anything else that is thrown is a bug and bubbles to the one catch of each host.
 */
import type { Answer } from './types.ts';

export class EngineError extends Error {
  override readonly name = 'EngineError';
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** By its name, because bundles that load each other have a copy of the class each. */
export function isEngineError(error: unknown): error is EngineError {
  return error instanceof Error && error.name === 'EngineError';
}

export function rootMissing(root: string): EngineError {
  return new EngineError('rootMissing', `There is no folder at ${root}: give the folder of the code to read with --root.`);
}

export function rootNotAFolder(root: string): EngineError {
  return new EngineError('rootNotAFolder', `${root} is a file, and a folder was expected: give the folder that holds it.`);
}

export function cancelled(): EngineError {
  return new EngineError('cancelled', 'Stopped as asked; what was indexed before is kept.');
}

export function modelDamaged(got: string, expected: string): EngineError {
  return new EngineError(
    'modelDamaged',
    `The built-in model is damaged (got ${got}, expected ${expected}): install Parallax again.`,
  );
}

/** An index file that cannot be trusted; hosts that may write rebuild the index instead of showing this. */
export function indexDamaged(file: string, got: string, expected: string): EngineError {
  return new EngineError(
    'indexDamaged',
    `The index file ${file} is damaged (got ${got}, expected ${expected}): run parallax index to build it again.`,
  );
}

export function indexNewer(file: string, got: number, expected: number): EngineError {
  return new EngineError(
    'indexNewer',
    `The index file ${file} was written by a newer Parallax (format ${got}, this one reads ${expected}): update Parallax, or rebuild the index.`,
  );
}

export function indexOlder(file: string, got: number, expected: number): EngineError {
  return new EngineError(
    'indexOlder',
    `The index file ${file} was written by an older Parallax (format ${got}, this one reads ${expected}): run parallax index to build it again.`,
  );
}

export function indexOtherEmbedder(location: string, got: string, expected: string): EngineError {
  return new EngineError(
    'indexOtherEmbedder',
    `The index at ${location} was made with ${got}, and the question is read by ${expected}: run parallax index to build it again, or set the embedder that made it.`,
  );
}

export function indexMissing(location: string): EngineError {
  return new EngineError('indexMissing', `There is no index at ${location}: run parallax index first, or leave out --no-update.`);
}

/** A worker thread is gone while it had work; what it worked on is tried again where that makes sense. */
export function threadEnded(reason: string): EngineError {
  return new EngineError('threadEnded', `A worker thread ended before its work was done (${reason}): run the same again.`);
}

export function threadsUnavailable(reason: string): EngineError {
  return new EngineError(
    'threadsUnavailable',
    `Worker threads do not start here (${reason}): install Parallax again, or build it.`,
  );
}

/** An error of the other side of a thread boundary, where only its code, its words and what it carries arrive. */
export function fromThread(code: string, message: string, partial?: Answer): EngineError {
  const error = new EngineError(code, message);
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
    nearest.length === 0 ? 'give path:line, path#symbol, a file or a folder of the index' : `did you mean ${nearest.join(', ')}?`;
  return new EngineError('targetNotFound', `The index has no ${target}: ${hint}`);
}

export function lineOutOfRange(path: string, line: number, lastLine: number): EngineError {
  return new EngineError('lineOutOfRange', `${path} has lines 1 to ${lastLine}, and line ${line} was asked for.`);
}

/** The reason, and all of the answer that had come: a host that shows errors alone would lose it. */
export class PartialAnswerError extends EngineError {
  constructor(
    cause: EngineError,
    readonly partial: Answer,
  ) {
    super(cause.code, cause.message);
  }
}

export function answerCutShort(cause: EngineError, partial: Answer): PartialAnswerError {
  return new PartialAnswerError(cause, partial);
}

export function modelUrlInvalid(baseUrl: string): EngineError {
  return new EngineError(
    'modelUrlInvalid',
    `The model's base URL is ${baseUrl || 'empty'}, and an http:// or https:// address was expected.`,
  );
}

export function modelUnreachable(url: string, reason: string): EngineError {
  return new EngineError(
    'modelUnreachable',
    `No language model answers at ${url} (${reason}): start it there, or correct the base URL.`,
  );
}

export function modelTimedOut(url: string, seconds: number): EngineError {
  return new EngineError(
    'modelTimedOut',
    `The language model at ${url} sent nothing for ${seconds} s: it may be loading or overloaded; try again, or allow more time.`,
  );
}

export function modelKeyRefused(url: string, status: number): EngineError {
  return new EngineError(
    'modelKeyRefused',
    `The language model at ${url} refused the key (HTTP ${status}): set the key that belongs to this address.`,
  );
}

export function modelKeyMissing(url: string, status: number): EngineError {
  return new EngineError(
    'modelKeyMissing',
    `The language model at ${url} wants a key (HTTP ${status}), and none was given: set PARALLAX_API_KEY.`,
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
    `There is no model ${model} at ${url} (HTTP 404): check the model's name and the base URL, which most often ends in /v1.`,
  );
}

export function modelRefused(url: string, status: number, detail: string): EngineError {
  const said = detail === '' ? '' : `: ${detail}`;
  return new EngineError('modelRefused', `The language model at ${url} refused the request (HTTP ${status})${said}`);
}

export function modelRedirected(url: string, status: number): EngineError {
  return new EngineError(
    'modelRedirected',
    `The address ${url} redirects elsewhere (HTTP ${status}), and redirects are not followed: give the model's own base URL.`,
  );
}

export function modelGarbage(url: string): EngineError {
  return new EngineError(
    'modelGarbage',
    `What came from ${url} is not a stream of chat completions: check that the base URL is that of an OpenAI-compatible server.`,
  );
}

export function modelFailed(url: string, detail: string): EngineError {
  return new EngineError(
    'modelFailed',
    `The language model at ${url} reported an error while answering: ${detail || 'no reason given'}`,
  );
}

export function modelEndedEarly(url: string, reason: string): EngineError {
  return new EngineError('modelEndedEarly', `The answer from ${url} stopped before its end: ${reason}.`);
}

export function modelSaidNothing(name: string): EngineError {
  return new EngineError(
    'modelSaidNothing',
    `The language model ${name} ended its answer without a word: ask again, or try another model.`,
  );
}

/** `what` is a file or a setting, `detail` what was got and expected. */
export function settingsInvalid(what: string, detail: string): EngineError {
  return new EngineError('settingsInvalid', `The settings are wrong in ${what} (${detail}): correct or remove it.`);
}

export function queriesUnreadable(file: string, reason: string): EngineError {
  return new EngineError(
    'queriesUnreadable',
    `The questions in ${file} cannot be read (${reason}): give a text file with one per line.`,
  );
}

export function keyUnreadable(descriptor: number, reason: string): EngineError {
  return new EngineError(
    'keyUnreadable',
    `No key can be read from file descriptor ${descriptor} (${reason}): open one, as in parallax ask … --api-key-fd 3 3<key-file.`,
  );
}

export function rootUnreadable(root: string): EngineError {
  return new EngineError('rootUnreadable', `There is no permission to read the folder ${root}: give yourself read access to it.`);
}

export function diskFull(location: string): EngineError {
  return new EngineError(
    'diskFull',
    `There is no space left on the disk that holds ${location}: free some, or set PARALLAX_HOME to a folder on another disk. The index is as it was before.`,
  );
}

export function storeReadOnly(location: string): EngineError {
  return new EngineError(
    'storeReadOnly',
    `Nothing may be written to ${location}: give yourself write access to it, or set PARALLAX_HOME to a folder of your own.`,
  );
}

export function storeFailed(location: string, reason: string): EngineError {
  return new EngineError(
    'storeFailed',
    `The folder ${location} cannot be used (${reason}): check its disk, or set PARALLAX_HOME to another folder.`,
  );
}

/** `owner` is who writes, in words; `since` an ISO time. */
export function indexLocked(location: string, owner: string, since: string): EngineError {
  return new EngineError(
    'indexLocked',
    `The index in ${location} is being written by ${owner} since ${since}: wait for it to end, or stop it, and try again.`,
  );
}

export function indexTakenOver(location: string): EngineError {
  return new EngineError(
    'indexTakenOver',
    `Another process has taken over writing the index in ${location}, because this one did not answer for too long: try again.`,
  );
}

export function assetMissing(path: string): EngineError {
  return new EngineError(
    'assetMissing',
    `A file that comes with Parallax is missing (${path}): install Parallax again, or run npm run build.`,
  );
}

export function modelIncomplete(given: string, missing: string): EngineError {
  return new EngineError(
    'modelIncomplete',
    `A language model needs an address and a name, and ${given} is set without ${missing}: set both or neither.`,
  );
}

export function targetIsAFolder(target: string): EngineError {
  return new EngineError(
    'targetIsAFolder',
    `${target} is a folder, and one function was expected: write path:line or path#symbol.`,
  );
}

export function embedderUrlInvalid(baseUrl: string): EngineError {
  return new EngineError(
    'embedderUrlInvalid',
    `The embedder's base URL is ${baseUrl || 'empty'}, and an http:// or https:// address was expected.`,
  );
}

/** Says nothing of the key itself. */
export function embedderKeyMalformed(): EngineError {
  return new EngineError(
    'embedderKeyMalformed',
    'The key for the embedder holds spaces or characters that no key has: set it again, alone.',
  );
}

export function embedderUnreachable(url: string, reason: string): EngineError {
  return new EngineError(
    'embedderUnreachable',
    `No embedder answers at ${url} (${reason}): start it there, or correct the address, or index with the built-in embedder.`,
  );
}

export function embedderTimedOut(url: string, seconds: number): EngineError {
  return new EngineError(
    'embedderTimedOut',
    `The embedder at ${url} sent nothing for ${seconds} s: it may be loading or overloaded; try again, or allow more time.`,
  );
}

/** `detail` is the server's own words, or ''. */
export function embedderRefused(url: string, status: number, detail: string): EngineError {
  const said = detail === '' ? '' : `: ${detail}`;
  const advice = EMBEDDER_ADVICE[status] ?? 'check what it says it can do';
  return new EngineError('embedderRefused', `The embedder at ${url} refused (HTTP ${status})${said}; ${advice}.`);
}

const EMBEDDER_ADVICE: Readonly<Record<number, string>> = {
  301: 'it redirects elsewhere, so give its own base URL',
  302: 'it redirects elsewhere, so give its own base URL',
  307: 'it redirects elsewhere, so give its own base URL',
  308: 'it redirects elsewhere, so give its own base URL',
  401: 'set the key that belongs to this address',
  403: 'set the key that belongs to this address',
  404: "check the model's name and the address, which most often ends in /v1",
  429: 'it wants fewer requests: try again later',
};

export function embedderGarbage(url: string): EngineError {
  return new EngineError(
    'embedderGarbage',
    `What came from ${url} is not a list of embeddings: check that the base URL is that of an OpenAI-compatible server.`,
  );
}

/** `got` and `expected` are counts with their nouns: `3 vectors`, `384 dimensions`. */
export function embedderWrongShape(name: string, got: string, expected: string): EngineError {
  return new EngineError(
    'embedderWrongShape',
    `The embedder ${name} gave ${got}, and ${expected} were expected: check the model's name and the dimensions that were set.`,
  );
}

export function embedderModelMissing(model: string, reason: string): EngineError {
  return new EngineError(
    'embedderModelMissing',
    `There is no embedding model ${model} (${reason}): give a folder that holds config.json, tokenizer.json and onnx/model.onnx, or a model's id.`,
  );
}

export function embedderModelDamaged(model: string, reason: string): EngineError {
  return new EngineError(
    'embedderModelDamaged',
    `The embedding model ${model} does not work (${reason}): remove it and download it anew, or use another one.`,
  );
}

/** `present` are the languages of the index. */
export function languageUnknown(language: string, present: readonly string[]): EngineError {
  const has = present.length === 0 ? 'the index has no file at all' : `the index has ${present.join(', ')}`;
  return new EngineError('languageUnknown', `There is no language ${language}: ${has}.`);
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

export function notInFolders(path: string): EngineError {
  return new EngineError(
    'notInFolders',
    `${path} lies in none of the folders that are open, and only those are indexed: open the folder that holds it.`,
  );
}

/** `name` is the language model's, as VS Code shows it. */
export function modelNotAllowed(name: string): EngineError {
  return new EngineError(
    'modelNotAllowed',
    `Parallax may not use the language model ${name}: allow it when VS Code asks, or select another model.`,
  );
}

/** `detail` is the provider's own words, or ''. */
export function modelQuotaSpent(name: string, detail: string): EngineError {
  const said = detail === '' ? '' : ` (${detail})`;
  return new EngineError(
    'modelQuotaSpent',
    `The allowance for the language model ${name} is used up for now${said}: wait until it is renewed, or select another model.`,
  );
}

export function modelBlocked(name: string, detail: string): EngineError {
  const said = detail === '' ? '' : ` (${detail})`;
  return new EngineError(
    'modelBlocked',
    `The language model ${name} will not answer this${said}: ask in other words, or select another model.`,
  );
}

export function modelGone(name: string): EngineError {
  return new EngineError(
    'modelGone',
    `VS Code has no language model ${name} now: sign in to the extension that brings it, or select another model.`,
  );
}

export function modelBroke(name: string, detail: string): EngineError {
  return new EngineError('modelBroke', `The language model ${name} failed: ${detail || 'no reason given'}`);
}

/** The question alone is too long; code was left out already. */
export function questionTooLong(tokens: number, limit: number): EngineError {
  return new EngineError(
    'questionTooLong',
    `The question takes about ${tokens} tokens without any code, and the model takes ${limit}: shorten it, or begin a new conversation.`,
  );
}

/** `expected` in words. */
export function toolInputInvalid(name: string, expected: string): EngineError {
  return new EngineError('toolInputInvalid', `The tool was called with a wrong ${name}: ${expected} was expected.`);
}

export function indexNotKept(): EngineError {
  return new EngineError(
    'indexNotKept',
    'There is no index yet, and this server makes none: index the workspace in the editor with "Parallax: Index Workspace", then ask again.',
  );
}
