/** The inside of a digest thread: files, parser and model of its own, and the engine's digest over them. */
import { type Digest, openDigest } from '../engine/index/digest.ts';
import { openParser } from '../engine/parse/parser.ts';
import type { Digested, DigestJob } from '../engine/ports.ts';
import { type FilesOptions, openFiles } from '../node/files/files.ts';
import { openHasher } from '../node/hasher.ts';
import { loadShippedModel, shippedGrammars } from '../node/shipped.ts';
import { type Port, serve } from './calls.ts';
import { giveWay } from './priority.ts';

/** Plain data, because it travels to the thread. */
export interface DigestSettings {
  readonly root: string;
  readonly files: FilesOptions;
  /** True where the built-in model makes the vectors; otherwise texts come back for an embedder. */
  readonly embeds: boolean;
}

/** What a pool adds for its threads. */
export interface DigestThreadSettings extends DigestSettings {
  /** One Int32, 1 while the threads are held. */
  readonly gate: SharedArrayBuffer;
  /** Longest pause between two files: what is held goes on slowly, so that nobody waits for ever. */
  readonly pauseMs: number;
  /** Whether they should run behind everything else. */
  readonly background: boolean;
}

export type DigestProtocol = {
  /** Loads what every file needs. */
  readonly prepare: { readonly argument: undefined; readonly event: never; readonly answer: undefined };
  /** Reports the bytes of each file as it is done. */
  readonly digest: { readonly argument: readonly DigestJob[]; readonly event: number; readonly answer: Digested };
};

export function serveDigest(port: Port, settings: DigestThreadSettings): void {
  if (settings.background) giveWay();
  const gate = new Int32Array(settings.gate);
  let opened: Promise<Digest> | undefined;
  const ready = () => {
    opened ??= open(settings);
    return opened;
  };
  serve<DigestProtocol>(
    port,
    {
      prepare: async () => {
        await ready();
        return undefined;
      },
      digest: async (jobs, report) => {
        const { digest } = await ready();
        return digest(jobs, (bytes) => {
          report(bytes);
          // The thread itself waits, since nothing else in it has work to do.
          Atomics.wait(gate, 0, HELD, settings.pauseMs);
        });
      },
    },
    (answer) => segmentIn(answer as Digested | undefined),
  );
}

/** The gate's value while it is closed. */
export const HELD = 1;

async function open({ root, files, embeds }: DigestSettings): Promise<Digest> {
  const [ownFiles, parser, model, hash] = await Promise.all([
    openFiles(root, files),
    openParser(shippedGrammars),
    embeds ? loadShippedModel() : undefined,
    openHasher(),
  ]);
  return openDigest({ files: ownFiles, parser, model, hash });
}

function segmentIn(answer: Digested | undefined): readonly ArrayBuffer[] {
  return answer?.segment ? [answer.segment] : [];
}
