/** Threads that run behind everything else. */
import { constants, platform, setPriority } from 'node:os';

/**
 * Lowers the priority of the thread that calls it. On Linux a priority belongs to a thread; elsewhere this would slow the
 * whole process, the editor's extension host included, so nothing is done there.
 */
export function giveWay(): void {
  if (platform() !== 'linux') return;
  try {
    setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Not allowed here: it runs as it is.
  }
}
