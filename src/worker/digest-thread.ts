/** The inside of a digest thread: files, parser and model of its own, and the engine's digest over them. */
import type { Digested, DigestJob } from '../engine/ports.ts';
export interface DigestSettings {
  readonly root: string;
}
export type DigestProtocol = {
  /** Reports the bytes of each file as it is done. */
  readonly digest: { readonly argument: readonly DigestJob[]; readonly event: number; readonly answer: Digested };
};
