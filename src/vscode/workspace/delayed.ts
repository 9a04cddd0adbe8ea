/** Work that waits for a moment of quiet. It knows time only. */

export interface Delayed {
  /** Runs after the delay; further calls until then change nothing. */
  start(): void;
  /** Runs a whole delay after the last call. */
  restart(): void;
  /** What waits is not run. */
  dispose(): void;
}

export function delayed(ms: number, run: () => void): Delayed {
  let timer: NodeJS.Timeout | undefined;
  const start = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      run();
    }, ms);
  };
  const dispose = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const restart = () => {
    dispose();
    start();
  };
  return { start, restart, dispose };
}
