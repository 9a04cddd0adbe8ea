/**
 * Every error a person can see is made here, by one named function: what happened, what was expected, what to do.
 * Anything else that is thrown is a bug and bubbles to the one catch of each host.
 */

export class EngineError extends Error {
  override readonly name = 'EngineError';
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export function isEngineError(error: unknown): error is EngineError {
  return error instanceof EngineError;
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

export function indexMissing(location: string): EngineError {
  return new EngineError('indexMissing', `There is no index at ${location}: run parallax index first, or leave out --no-update.`);
}

/** A worker thread is gone while it had work; what it worked on is tried again where that makes sense. */
export function threadEnded(reason: string): EngineError {
  return new EngineError('threadEnded', `A worker thread ended before its work was done (${reason}): run the same again.`);
}

export function threadsUnavailable(reason: string): EngineError {
  return new EngineError('threadsUnavailable', `Worker threads do not start here (${reason}): install Parallax again, or build it.`);
}

/** An error of the other side of a thread boundary, where only its code and its words arrive. */
export function fromThread(code: string, message: string): EngineError {
  return new EngineError(code, message);
}
