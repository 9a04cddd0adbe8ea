/** Keeps the index as new as the files while tools are called: one update at a time, and not one for every call. */
import type { Engine } from '../engine/engine.ts';
import { indexNotKept } from '../engine/errors.ts';
import type { Progress } from '../engine/types.ts';

/** Agents call in bursts; files saved within this time are found by the next burst. */
const FRESH_FOR_MS = 5_000;

export interface Freshness {
  /** Resolves when the index is fresh enough to be asked. Fails as Engine.index does. */
  ready(): Promise<void>;
  /** Where the update under way stands; undefined while there is none. */
  readonly progress: Progress | undefined;
  /** Stops the update under way and waits for it, so that the index is left whole. */
  close(): Promise<void>;
}

/** The index as another process keeps it, an editor for example: it is read anew, never written. */
export function asKept(engine: Engine): Freshness {
  const ready = async () => {
    if ((await engine.status()) === undefined) throw indexNotKept();
  };
  return { ready, progress: undefined, close: async () => {} };
}

/** Begins the first update at once. */
export function keepFresh(engine: Engine, now: () => number = performance.now.bind(performance)): Freshness {
  const stop = new AbortController();
  let progress: Progress | undefined;
  let freshUntil = Number.NEGATIVE_INFINITY;
  let update = start();
  update.catch(() => {}); // The first tool call reports it.

  function start(): Promise<void> {
    freshUntil = Number.POSITIVE_INFINITY;
    return engine
      .index({
        signal: stop.signal,
        onProgress: (at) => {
          progress = at;
        },
      })
      .then(() => {
        freshUntil = now() + FRESH_FOR_MS;
      })
      .catch((error) => {
        freshUntil = Number.NEGATIVE_INFINITY;
        throw error;
      })
      .finally(() => {
        progress = undefined;
      });
  }

  return {
    ready: () => {
      if (now() > freshUntil) update = start();
      return update;
    },
    get progress() {
      return progress;
    },
    close: async () => {
      stop.abort();
      await Promise.allSettled([update]);
    },
  };
}
