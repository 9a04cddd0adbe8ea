/** Memory of this process, threads included. */
export interface MemoryUse {
  readonly residentBytes: number;
  /** The most that was resident since the process began. */
  readonly peakBytes: number;
}

export function memoryUse(): MemoryUse {
  return { residentBytes: process.memoryUsage().rss, peakBytes: process.resourceUsage().maxRSS * 1024 };
}
