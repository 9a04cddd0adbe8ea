/** What goes wrong with embedders other than the built-in one; made as errors.ts makes the rest. */
import { EngineError } from './errors.ts';
import { type Phrase, phrase } from './phrase.ts';

export function embedderUrlInvalid(baseUrl: string): EngineError {
  return new EngineError(
    'embedderUrlInvalid',
    "The embedder's base URL is {0}, and an http:// or https:// address was expected.",
    baseUrl || phrase('empty'),
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
    'No embedder answers at {0} ({1}): start it there, or correct the address, or index with the built-in embedder.',
    url,
    reason,
  );
}

export function embedderTimedOut(url: string, seconds: number): EngineError {
  return new EngineError(
    'embedderTimedOut',
    'The embedder at {0} sent nothing for {1} s: it may be loading or overloaded; try again, or allow more time.',
    url,
    seconds,
  );
}

/** `detail` is the server's own words, or ''. */
export function embedderRefused(url: string, status: number, detail: string): EngineError {
  const said = detail === '' ? '' : phrase(': {0}', detail);
  const advice = EMBEDDER_ADVICE[status] ?? phrase('check what it says it can do');
  return new EngineError('embedderRefused', 'The embedder at {0} refused (HTTP {1}){2}; {3}.', url, status, said, advice);
}

const EMBEDDER_ADVICE: Readonly<Record<number, Phrase>> = {
  301: phrase('it redirects elsewhere, so give its own base URL'),
  302: phrase('it redirects elsewhere, so give its own base URL'),
  307: phrase('it redirects elsewhere, so give its own base URL'),
  308: phrase('it redirects elsewhere, so give its own base URL'),
  401: phrase('set the key that belongs to this address'),
  403: phrase('set the key that belongs to this address'),
  404: phrase("check the model's name and the address, which most often ends in /v1"),
  429: phrase('it wants fewer requests: try again later'),
};

export function embedderGarbage(url: string): EngineError {
  return new EngineError(
    'embedderGarbage',
    'What came from {0} is not a list of embeddings: check that the base URL is that of an OpenAI-compatible server.',
    url,
  );
}

/** `got` and `expected` are counts with their nouns: `3 vectors`, `384 dimensions`. */
export function embedderWrongShape(name: string, got: string, expected: string): EngineError {
  return new EngineError(
    'embedderWrongShape',
    "The embedder {0} gave {1}, and {2} were expected: check the model's name and the dimensions that were set.",
    name,
    got,
    expected,
  );
}

export function embedderModelMissing(model: string, reason: string): EngineError {
  return new EngineError(
    'embedderModelMissing',
    "There is no embedding model {0} ({1}): give a folder that holds config.json, tokenizer.json and onnx/model.onnx, or a model's id.",
    model,
    reason,
  );
}

export function embedderModelDamaged(model: string, reason: string): EngineError {
  return new EngineError(
    'embedderModelDamaged',
    'The embedding model {0} does not work ({1}): remove it and download it anew, or use another one.',
    model,
    reason,
  );
}
