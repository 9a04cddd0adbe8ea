/** Opening an index of which nothing has changed, next to the walk over the folder that finds that out. */
import { inFreshProcess } from './fresh-process.ts';
import { median, medianRatio, timed } from './measure.ts';
import { openBenchEngine, type Place, workspaceFiles } from './workspace.ts';

export interface ReopenTimes {
  /** Settings, model and ports. */
  readonly openMs: number;
  /** The call that brings the index up to date. */
  readonly updateMs: number;
  /** Listing every file. */
  readonly walkMs: number;
}

export interface ReopenResult extends ReopenTimes {
  /** `updateMs` ÷ `walkMs`. */
  readonly overWalk: number;
}

/** In one process, the walk before or after, so that neither always finds the disk's cache and the code warm. */
export async function reopenOnce({ place, walkFirst }: { place: Place; walkFirst: boolean }): Promise<ReopenTimes> {
  const files = await workspaceFiles(place);
  const walk = async () => (await timed(() => files.list())).ms;
  const before = walkFirst ? await walk() : 0;
  const opened = await timed(() => openBenchEngine(place));
  const updated = await timed(() => opened.value.index());
  const walkMs = walkFirst ? before : await walk();
  await opened.value.close();
  return { openMs: opened.ms, updateMs: updated.ms, walkMs };
}

export async function measureReopen(place: Place, runs: number): Promise<ReopenResult> {
  const times: ReopenTimes[] = [];
  for (let run = 0; run < runs; run++) times.push(await inFreshProcess('reopen', { place, walkFirst: run % 2 === 0 }));
  const of = (key: keyof ReopenTimes) => times.map((time) => time[key]);
  return {
    openMs: median(of('openMs')),
    updateMs: median(of('updateMs')),
    walkMs: median(of('walkMs')),
    overWalk: medianRatio(of('updateMs'), of('walkMs')),
  };
}
