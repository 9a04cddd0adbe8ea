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
