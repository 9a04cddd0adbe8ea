/**
 * Batches of files to segments: read, compare with what is known, parse, tokenise, embed. This is what a digest thread
 * runs; it knows no other thread and no index.
 */
import type { StaticModel } from '../embed/static-model.ts';
import type { CodeParser } from '../parse/parser.ts';
import type { Digested, DigestJob, DigestOutcome, Files } from '../ports.ts';
import { encodeContainer, type Hasher } from './container.ts';
import { Lexicon } from './lexicon.ts';
import { SEGMENT_KIND } from './segment.ts';
import { SegmentBuilder } from './segment-builder.ts';

export interface DigestParts {
  readonly files: Files;
  readonly parser: CodeParser;
  /** Undefined where a foreign embedder makes the vectors. */
  readonly model: StaticModel | undefined;
  readonly hash: Hasher;
}

export interface Digest {
  /** `onFile` hears of each file's bytes as it is done. A file that throws is an outcome, never the batch's end. */
  digest(jobs: readonly DigestJob[], onFile: (bytes: number) => void, signal?: AbortSignal): Promise<Digested>;
}

export function openDigest({ files, parser, model, hash }: DigestParts): Digest {
  let lexicon = new Lexicon(model);

  async function digestFile(job: DigestJob, builder: SegmentBuilder): Promise<DigestOutcome> {
    const { path } = job;
    const content = await files.read(path);
    if (content.kind === 'skipped') return { ...content, path };
    if (job.known.includes(content.hash)) return { kind: 'known', path, hash: content.hash };
    const parsed = await parser.parse(path, content.text);
    builder.add({ path, hash: content.hash, text: content.text, parsed });
    return { kind: 'digested', path, hash: content.hash };
  }

  async function digest(jobs: readonly DigestJob[], onFile: (bytes: number) => void, signal?: AbortSignal): Promise<Digested> {
    if (lexicon.isFull) lexicon = new Lexicon(model);
    const builder = new SegmentBuilder(lexicon, model, hash);
    const outcomes: DigestOutcome[] = [];
    for (const job of jobs) {
      signal?.throwIfAborted();
      outcomes.push(await digestFile(job, builder).catch((error) => failed(job.path, error)));
      onFile(job.size);
    }
    if (builder.unitCount === 0 && !outcomes.some((outcome) => outcome.kind === 'digested'))
      return { segment: undefined, outcomes };
    const segment = encodeContainer(SEGMENT_KIND, builder.finish(), hash).buffer as ArrayBuffer;
    return model ? { segment, outcomes } : { segment, texts: builder.texts, outcomes };
  }
  return { digest };
}

/** One file's trouble must not cost the others: it is reported by name. */
function failed(path: string, error: unknown): DigestOutcome {
  return { kind: 'failed', path, message: error instanceof Error ? error.message : String(error) };
}
