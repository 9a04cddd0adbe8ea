/** What the index of the window is doing, for everything that shows it. */
import type { IndexStatus, Progress } from '../../engine/types.ts';

export type IndexState =
  | { readonly kind: 'noFolder' }
  /** No index yet: nothing is read or started until the user asks. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'indexing'; readonly progress: Progress | undefined }
  | { readonly kind: 'paused'; readonly progress: Progress | undefined }
  /** `unindexed` names the folders that have no index yet: answers do not see them. */
  | { readonly kind: 'ready'; readonly status: IndexStatus; readonly unindexed: readonly string[] }
  | { readonly kind: 'problem'; readonly error: Error };

/** 0–1 of the bytes to read; undefined while that is not known. */
export function shareDone({ bytesDone, bytesTotal }: Progress): number | undefined {
  return bytesTotal === 0 ? undefined : Math.min(1, bytesDone / bytesTotal);
}
