/**
 * The context pack: numbered pieces of code inside a token budget. It knows ranges, tokens and reasons; which pieces to
 * want, and in which order, is decided by those who fill it (question-pack.ts, target-pack.ts).
 */
import type { ContextChunk } from '../types.ts';
import { cutLines } from './cut.ts';
import type { Messages } from './messages.ts';
import { visible } from './printable.ts';
import type { Terms } from './relevance.ts';
import { countMasked, maskSecrets } from './secrets.ts';
import { estimateTokens } from './tokens.ts';

export interface Chunk extends ContextChunk {
  /** Of the unit it shows, as the index holds it; '' where it shows no single unit. */
  readonly contentHash: string;
  /** -1 where it shows no single unit. */
  readonly unitId: number;
}

export interface Pack {
  readonly chunks: readonly Chunk[];
  readonly budget: number;
  readonly tokens: number;
  /** Chunks that were cut. */
  readonly shortened: number;
  /** Pieces that were wanted and did not fit. */
  readonly dropped: number;
  /** Paths whose text is no longer that of the index, and paths that cannot be read any more. */
  readonly changed: readonly string[];
  readonly gone: readonly string[];
}

export interface FileLines {
  /** Empty where the lines asked for are gone. */
  readonly lines: readonly string[];
  /** Where they stand in the file as it is now. */
  readonly startLine: number;
  readonly endLine: number;
  /** Whether the file differs from what was indexed. */
  readonly changed: boolean;
}

/** Lines of a file as it is now, 1-based and inclusive, cut short at its end; undefined when it cannot be read. */
export type ReadLines = (path: string, startLine: number, endLine: number) => Promise<FileLines | undefined>;

/** A piece that should go into the pack. */
export interface Want extends Omit<Chunk, 'n' | 'text' | 'tokens' | 'attached' | 'masked'> {
  /** Most tokens it may take; small pieces go in whole even so. */
  readonly cap: number;
  /** Ready made, such as an outline; left out, the lines are read. */
  readonly text?: string;
  /** Line numbers that a cut should keep. */
  readonly focus?: readonly number[];
}

export interface PackOptions {
  readonly budget: number;
  readonly readLines: ReadLines;
  readonly terms: Terms;
  readonly messages: Messages;
  /** Paths of which it is known beforehand that pieces wanted from them are gone. */
  readonly changed?: readonly string[];
}

/** Below this a piece is not worth cutting down to. */
const LEAST_CUT = 120;
/** A function of this size goes in whole if there is any room: a fragment of it would explain nothing. */
const SMALL = 250;
/** With fewer tokens left than this nothing more is read. */
const LEAST_LEFT = 60;
/** Number, lines, fences and line breaks of a source in the prompt. */
const HEADING_TOKENS = 16;
/** Shorter texts are alike by accident. */
const LEAST_TWIN_LINES = 3;

interface Draft {
  readonly want: Want;
  readonly text: string;
  readonly tokens: number;
  readonly whole: boolean;
  readonly reasons: Set<string>;
}

function isWithin(inner: Want, outer: Want): boolean {
  return inner.path === outer.path && outer.startLine <= inner.startLine && inner.endLine <= outer.endLine;
}

function isSamePlace(a: Want, b: Want): boolean {
  return a.path === b.path && a.startLine === b.startLine && a.endLine === b.endLine && a.symbol === b.symbol;
}

function overlaps(a: Want, b: Want): boolean {
  return a.path === b.path && a.startLine <= b.endLine && b.startLine <= a.endLine;
}

/** The lines of `want` that `other` does not show; it keeps the longer side where `other` lies in the middle. */
function outside(want: Want, other: Want): Want {
  const before = { ...want, contentHash: '', endLine: other.startLine - 1 };
  const after = { ...want, contentHash: '', startLine: other.endLine + 1 };
  return other.startLine - want.startLine >= want.endLine - other.endLine ? before : after;
}

/** Fills a pack in the order in which pieces are wanted. */
export class Packer {
  readonly #options: PackOptions;
  readonly #drafts: Draft[] = [];
  readonly #changed = new Set<string>();
  readonly #gone = new Set<string>();
  #used = 0;
  #dropped = 0;

  constructor(options: PackOptions) {
    this.#options = options;
    for (const path of options.changed ?? []) this.#changed.add(path);
  }

  /** Tokens still free. */
  get left(): number {
    return this.#options.budget - this.#used;
  }

  get #isFull(): boolean {
    return this.left < LEAST_LEFT && this.#drafts.length > 0;
  }

  /** How many chunks show lines of this file. */
  chunksOf(path: string): number {
    return this.#drafts.filter((draft) => draft.want.path === path).length;
  }

  /** The text shown for a unit, or ''. */
  textOf(unitId: number): string {
    return this.#drafts.find((draft) => draft.want.unitId === unitId)?.text ?? '';
  }

  /** Counts pieces that were not even tried. */
  leaveOut(pieces: number): void {
    this.#dropped += pieces;
  }

  /** True when the piece is in the pack now, whether it was added or was there already. */
  async add(want: Want): Promise<boolean> {
    if (want.text !== undefined) return want.text !== '' && this.#addOutline(want, maskSecrets(visible(want.text), want.path));
    const known = this.#alreadyShown(want);
    if (known !== undefined) {
      if (!isWithin(want, known.want)) known.reasons.add(this.#twinReason(want));
      else if (known.want.unitId === want.unitId) known.reasons.add(want.reason);
      return true;
    }
    const overlapping = this.#drafts.filter((draft) => draft.whole && overlaps(draft.want, want));
    const swallowed = overlapping.filter((draft) => isWithin(draft.want, want));
    if (swallowed.length > 0) return this.#swallow(want, swallowed);
    const rest = overlapping.reduce((left, draft) => outside(left, draft.want), want);
    return rest.endLine - rest.startLine + 1 < LEAST_TWIN_LINES && rest !== want ? true : this.#read(rest);
  }

  #twinReason(want: Want): string {
    return this.#options.messages.sameText(`${want.path}:${want.startLine}`);
  }

  /** A chunk with these lines, cut or not; a whole one that holds them; or one with the same text elsewhere. */
  #alreadyShown(want: Want): Draft | undefined {
    const longEnough = want.endLine - want.startLine + 1 >= LEAST_TWIN_LINES;
    const isTwin = (shown: Want) => longEnough && want.contentHash !== '' && shown.contentHash === want.contentHash;
    return this.#drafts.find(
      ({ want: shown, whole }) => isSamePlace(shown, want) || (whole && (isWithin(want, shown) || isTwin(shown))),
    );
  }

  /** A piece that holds pieces already shown takes their place if it fits whole; otherwise they speak for it. */
  async #swallow(want: Want, swallowed: readonly Draft[]): Promise<boolean> {
    const read = await this.#linesOf(want);
    if (read === undefined) return false;
    const { now } = read;
    const freed = swallowed.reduce((sum, draft) => sum + draft.tokens, 0);
    const text = read.lines.join('\n');
    const tokens = this.#costOf(now, text);
    if (tokens > Math.min(Math.max(want.cap, freed), this.left + freed)) return true;
    const at = this.#drafts.indexOf(swallowed[0]);
    const reasons = new Set(swallowed.flatMap((draft) => [...draft.reasons]).concat(want.reason));
    for (const draft of swallowed) this.#drafts.splice(this.#drafts.indexOf(draft), 1);
    this.#drafts.splice(at, 0, { want: now, text, tokens, whole: true, reasons });
    this.#used += tokens - freed;
    return true;
  }

  async #read(want: Want): Promise<boolean> {
    if (this.#isFull) return this.#drop();
    const read = await this.#linesOf(want);
    if (read === undefined) return false;
    const { lines, now } = read;
    const text = lines.join('\n');
    const room = Math.min(Math.max(want.cap, SMALL), this.left);
    if (this.#costOf(now, text) <= room) return this.#place(now, text, true);
    const forText = room - this.#costOf(now, '');
    if (forText < LEAST_CUT && this.#drafts.length > 0) return this.#drop();
    const { terms, messages } = this.#options;
    const cut = cutLines({
      lines,
      startLine: now.startLine,
      maxTokens: forText,
      terms,
      focus: want.focus ?? [],
      linesLeftOut: messages.linesLeftOut,
    });
    return this.#costOf(now, cut) <= this.left ? this.#place(now, cut, false) : this.#drop();
  }

  #addOutline(want: Want, text: string): boolean {
    const shown = this.#drafts.find((draft) => isSamePlace(draft.want, want));
    shown?.reasons.add(want.reason);
    if (shown !== undefined) return true;
    return !this.#isFull && this.#costOf(want, text) <= this.left ? this.#place(want, text, false) : this.#drop();
  }

  #place(want: Want, text: string, whole: boolean): boolean {
    const tokens = this.#costOf(want, text);
    this.#drafts.push({ want, text, tokens, whole, reasons: new Set([want.reason]) });
    this.#used += tokens;
    return true;
  }

  #drop(): boolean {
    this.#dropped++;
    return false;
  }

  #costOf(want: Want, text: string): number {
    return HEADING_TOKENS + estimateTokens(`${want.path}${want.symbol}${want.reason}`) + estimateTokens(text);
  }

  /** The lines, and the want as it stands in the file now. */
  async #linesOf(want: Want): Promise<{ readonly lines: readonly string[]; readonly now: Want } | undefined> {
    const read = await this.#options.readLines(want.path, want.startLine, want.endLine);
    if (read?.changed) this.#changed.add(want.path);
    if (read === undefined) this.#gone.add(want.path);
    if (read === undefined || read.lines.length === 0) return undefined;
    const { startLine, endLine } = read;
    // Before anything is cut, because a secret that is cut in two looks like none.
    const lines = maskSecrets(visible(read.lines.join('\n')), want.path).split('\n');
    return { lines, now: startLine === want.startLine && endLine === want.endLine ? want : { ...want, startLine, endLine } };
  }

  finish(): Pack {
    return {
      chunks: this.#drafts.map(({ want, text, tokens, reasons }, i) => ({
        n: i + 1,
        path: want.path,
        startLine: want.startLine,
        endLine: want.endLine,
        symbol: want.symbol,
        language: want.language,
        text,
        reason: [...reasons].join('; '),
        tokens,
        attached: reasons.has(this.#options.messages.askedFor),
        masked: countMasked(text),
        contentHash: want.contentHash,
        unitId: want.unitId,
      })),
      budget: this.#options.budget,
      tokens: this.#used,
      shortened: this.#drafts.filter((draft) => !draft.whole && draft.want.text === undefined).length,
      dropped: this.#dropped,
      changed: [...this.#changed],
      gone: [...this.#gone],
    };
  }
}
