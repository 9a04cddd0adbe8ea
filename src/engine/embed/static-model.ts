/**
 * The built-in embedding: a table of token vectors with learned weights. Knows words and numbers; not files, not units.
 * A text is a bag of tokens; its vector is the weighted sum of their rows, scaled to length 1.
 *
 * File format, little-endian: magic `PLXP`, u32 version (1), u32 V tokens, u32 D dimensions; f32[V] row scale;
 * f32[V] question-side log weight; f32[V] code-side log weight; i8[V * D] rows. Token vector = scale * row. The first
 * 128 dimensions work alone (Matryoshka).
 */
import { modelDamaged } from '../errors.ts';
import type { EmbedSide } from '../ports.ts';
import { isCjk, partsOf } from '../text/words.ts';
import { openRowSums, type RowSums } from './row-sums.ts';

const MAGIC = 0x50584c50;
const VERSION = 1;
export const HEADER_BYTES = 16;

/** Pieces of an unknown word have at most this many letters. */
const LONGEST_PIECE = 14;
/** Words past this length are not split: they are data. */
const LONGEST_SPLIT = 40;

export interface StaticModel {
  readonly id: string;
  readonly tokenCount: number;
  readonly dimensions: number;
  /** Token numbers of one word, in order; empty for a word of which nothing is known. */
  tokensOf(word: string): readonly number[];
  /** The token's own number, or -1. */
  tokenNumber(token: string): number;
  /** exp(log weight) of one side times the row's scale: what a token's int8 row is multiplied by. */
  readonly weight: Readonly<Record<EmbedSide, Float32Array>>;
  readonly sums: RowSums;
}

/** A model of which only the name is known until it is wanted: an index that is written or compared needs no more. */
export interface ModelOnDemand extends Pick<StaticModel, 'id' | 'dimensions'> {
  /** @throws EngineError assetMissing, modelDamaged. */
  load(): Promise<StaticModel>;
}

export interface Vocabulary {
  readonly vocab: readonly string[];
  /** Unigram log probabilities, for splitting unknown words. */
  readonly logp: readonly number[];
}

/** Loads a model. @throws EngineError modelDamaged where magic, version or length differ from what is expected. */
export function loadStaticModel(bytes: ArrayBuffer, vocabulary: Vocabulary): StaticModel {
  const { id, tokenCount, dimensions } = readHeader(bytes);
  checkLengths(bytes, vocabulary, tokenCount, dimensions);
  const floats = (index: number) => new Float32Array(bytes, HEADER_BYTES + index * tokenCount * 4, tokenCount);
  const scale = floats(0);
  const weigh = (logWeights: Float32Array) => logWeights.map((w, i) => Math.exp(w) * scale[i]);
  const splitter = openSplitter(vocabulary);
  return {
    id,
    tokenCount,
    dimensions,
    tokensOf: splitter.tokensOf,
    tokenNumber: splitter.tokenNumber,
    weight: { question: weigh(floats(1)), code: weigh(floats(2)) },
    sums: openRowSums(new Int8Array(bytes, HEADER_BYTES + 3 * tokenCount * 4, tokenCount * dimensions), dimensions),
  };
}

/** `bytes` are the file's first HEADER_BYTES, or more. @throws EngineError modelDamaged where magic or version differ. */
export function readHeader(bytes: ArrayBuffer): Pick<StaticModel, 'id' | 'tokenCount' | 'dimensions'> {
  if (bytes.byteLength < HEADER_BYTES) throw modelDamaged(`${bytes.byteLength} bytes`, `at least ${HEADER_BYTES}`);
  const [magic, version, tokenCount, dimensions] = new Uint32Array(bytes, 0, 4);
  if (magic !== MAGIC) throw modelDamaged(`magic ${magic.toString(16)}`, `magic ${MAGIC.toString(16)}`);
  if (version !== VERSION) throw modelDamaged(`version ${version}`, `version ${VERSION}`);
  return { id: `static-${tokenCount}x${dimensions}-v${VERSION}`, tokenCount, dimensions };
}

function checkLengths(bytes: ArrayBuffer, { vocab }: Vocabulary, tokenCount: number, dimensions: number): void {
  const expected = HEADER_BYTES + tokenCount * (12 + dimensions);
  if (bytes.byteLength !== expected) throw modelDamaged(`${bytes.byteLength} bytes`, `${expected} bytes`);
  if (vocab.length !== tokenCount) throw modelDamaged(`${vocab.length} words`, `${tokenCount} words`);
}

interface Splitter {
  tokensOf(word: string): readonly number[];
  tokenNumber(token: string): number;
}

function openSplitter({ vocab, logp }: Vocabulary): Splitter {
  const numbers = new Map(vocab.map((token, i) => [token, i]));
  const tokenNumber = (token: string) => numbers.get(token) ?? -1;

  /** Short pieces explain anything and mean little: they pay for it. */
  const pieceScore = (token: number, length: number) =>
    (length > 2 ? logp[token] : Math.min(logp[token], -11.5) - 1.5 * (3 - length)) - 1;

  /** The most probable split into known pieces (Viterbi over end positions). */
  function split(word: string): readonly number[] {
    const best = new Float64Array(word.length + 1).fill(-1e9);
    const from = new Int32Array(word.length + 1);
    best[0] = 0;
    for (let end = 1; end <= word.length; end++) {
      for (let start = Math.max(0, end - LONGEST_PIECE); start < end; start++) {
        const token = tokenNumber(word.slice(start, end));
        if (token < 0) continue;
        const score = best[start] + pieceScore(token, end - start);
        if (score > best[end]) {
          best[end] = score;
          from[end] = start;
        }
      }
    }
    const pieces: number[] = [];
    for (let end = word.length; end > 0; end = from[end]) pieces.push(Math.max(0, tokenNumber(word.slice(from[end], end))));
    return pieces.reverse();
  }

  function tokensOfPart(part: string): readonly number[] {
    if (part >= '0' && part < ':') return tokensOfNumber(part);
    const token = tokenNumber(part);
    if (token >= 0) return [token];
    return part.length > LONGEST_SPLIT ? [] : split(part);
  }

  /** Numbers were cut to their first two digits in training: 8080 and 80 are much the same thing. */
  function tokensOfNumber(digits: string): readonly number[] {
    const shown = digits.length > 4 ? digits.slice(0, 2) : digits;
    const whole = tokenNumber(shown);
    return whole >= 0 ? [whole] : known([...shown.slice(0, 2)]);
  }

  const known = (tokens: readonly string[]) => tokens.map(tokenNumber).filter((token) => token >= 0);

  function tokensOf(word: string): readonly number[] {
    return isCjk(word) ? known(gramsOf(word)) : partsOf(word).flatMap(tokensOfPart);
  }
  return { tokensOf, tokenNumber };
}

/** All 1-, 2- and 3-grams of a CJK run; the vocabulary decides which of them mean something. */
function gramsOf(run: string): readonly string[] {
  const grams = [...run];
  for (const size of [2, 3]) for (let i = 0; i + size <= run.length; i++) grams.push(run.slice(i, i + size));
  return grams;
}
