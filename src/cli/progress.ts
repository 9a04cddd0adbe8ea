/** The bar on a terminal: bytes done of bytes to do, files, rate, time left. */
import { SingleBar } from 'cli-progress';
import type { IndexPhase, Progress } from '../engine/types.ts';
import type { Messages } from './messages.ts';
import { durationOf, sizeOf } from './style.ts';

export interface ProgressView {
  show(progress: Progress): void;
  clear(): void;
}

const BAR_SIZE = 24;

export const silentProgress: ProgressView = { show: () => {}, clear: () => {} };

export function openProgressBar(stream: NodeJS.WriteStream, messages: Messages): ProgressView {
  let rate = openRate(0);
  let phase: IndexPhase | undefined;
  const bar = new SingleBar({
    stream,
    hideCursor: true,
    clearOnComplete: true,
    gracefulExit: false,
    format: (_, { progress }, { now }: { now: Progress }) => progressLine(now, progress, rate(now.bytesDone), messages),
  });

  function show(now: Progress): void {
    if (now.phase !== phase) rate = openRate(now.bytesDone);
    phase = now.phase;
    if (!bar.isActive) bar.start(now.bytesTotal, now.bytesDone, { now });
    bar.setTotal(now.bytesTotal);
    bar.update(now.bytesDone, { now });
  }
  return { show, clear: () => bar.stop() };
}

/** One line; a phase that counts no bytes is named alone. `rate` is in bytes per second. */
export function progressLine(now: Progress, progress: number, rate: number, messages: Messages): string {
  const phase = messages.phases[now.phase];
  if (now.bytesTotal === 0) return `${phase} …`;
  const words = messages.progress({
    bytes: sizeOf(now.bytesDone),
    total: sizeOf(now.bytesTotal),
    files: now.filesDone,
    filesTotal: now.filesTotal,
    rate: sizeOf(rate),
    left: durationOf((now.bytesTotal - now.bytesDone) / rate),
  });
  const full = Math.round(Math.min(progress, 1) * BAR_SIZE);
  return `${phase} ${'█'.repeat(full)}${'░'.repeat(BAR_SIZE - full)} ${words}`;
}

/** Bytes per second since now. */
function openRate(before: number): (bytesDone: number) => number {
  const start = performance.now();
  return (bytesDone) => (bytesDone - before) / Math.max((performance.now() - start) / 1000, 0.001);
}
