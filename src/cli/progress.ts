/** The bar on a terminal: bytes done of bytes to do, files, rate, time left. */
import { SingleBar } from 'cli-progress';
import type { Progress } from '../engine/types.ts';
import type { Messages } from './messages.ts';
import { durationOf, sizeOf } from './style.ts';

export interface ProgressView {
  show(progress: Progress): void;
  clear(): void;
}

export const silentProgress: ProgressView = { show: () => {}, clear: () => {} };

export function openProgressBar(stream: NodeJS.WriteStream, messages: Messages): ProgressView {
  let rate = openRate();
  const bar = new SingleBar({
    stream,
    hideCursor: true,
    clearOnComplete: true,
    gracefulExit: false,
    fps: 10,
    barsize: 24,
    format: (options, { progress }, payload: { now: Progress }) =>
      `${messages.phases[payload.now.phase]} ${blocks(progress, options.barsize ?? 24)} ${words(payload.now)}`,
  });

  function words(now: Progress): string {
    const speed = rate(now.bytesDone);
    const left = durationOf((now.bytesTotal - now.bytesDone) / speed);
    const { filesDone: files, filesTotal } = now;
    return messages.progress({
      bytes: sizeOf(now.bytesDone),
      total: sizeOf(now.bytesTotal),
      files,
      filesTotal,
      rate: sizeOf(speed),
      left,
    });
  }

  return {
    show: (now) => {
      if (bar.isActive) {
        bar.setTotal(now.bytesTotal);
        bar.update(now.bytesDone, { now });
        return;
      }
      rate = openRate();
      bar.start(now.bytesTotal, now.bytesDone, { now });
    },
    clear: () => bar.stop(),
  };
}

function blocks(progress: number, size: number): string {
  const full = Math.round((Number.isFinite(progress) ? progress : 0) * size);
  return '█'.repeat(full) + '░'.repeat(size - full);
}

/** Bytes per second since it was opened. */
function openRate(): (bytesDone: number) => number {
  const start = performance.now();
  return (bytesDone) => bytesDone / Math.max((performance.now() - start) / 1000, 0.001);
}
