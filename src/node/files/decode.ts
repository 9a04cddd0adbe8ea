/**
 * Bytes to text. UTF-8 is checked strictly; UTF-16 and UTF-32 are told by their mark, UTF-16 without one by its zeros; what
 * is left is an older encoding, guessed from the lines that are not ASCII.
 */
import { isAscii, isUtf8 } from 'node:buffer';
import chardet from 'chardet';
import iconv from 'iconv-lite';

export type Decoded =
  | { readonly kind: 'text'; readonly text: string; readonly encoding: string }
  | { readonly kind: 'binary' }
  | { readonly kind: 'undecodable'; readonly detail: string };

/** As far as git looks for a zero byte before it calls a file text. */
const ZERO_WINDOW = 8_000;
/** Enough lines to tell the encodings apart, and a bound on the time a long file takes. */
const SAMPLE_BYTES = 64 * 1_024;

/** The byte order mark is not part of the text; line ends stay as they are. */
export function decode(bytes: Buffer): Decoded {
  const marked = byMark(bytes);
  if (marked !== undefined) return decodeAs(bytes, marked);
  if (isAscii(bytes))
    return bytes.subarray(0, ZERO_WINDOW).includes(0) ? wideOrBinary(bytes) : text(bytes.toString('latin1'), 'ascii');
  if (bytes.subarray(0, ZERO_WINDOW).includes(0)) return wideOrBinary(bytes);
  if (isUtf8(bytes)) return text(bytes.toString('utf8').replace(/^\ufeff/, ''), 'utf-8');
  return controlShare(bytes) > 0.02 ? { kind: 'binary' } : decodeAs(bytes, guess(bytes));
}

function text(decoded: string, encoding: string): Decoded {
  return { kind: 'text', text: decoded, encoding };
}

function byMark(bytes: Buffer): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 && bytes.length % 4 === 0 ? 'utf-32le' : 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return a === 0 && b === 0 && c === 0xfe && d === 0xff ? 'utf-32be' : undefined;
}

/** Mostly ASCII in UTF-16 has a zero in nearly every other byte, and in none of those between. */
function wideOrBinary(bytes: Buffer): Decoded {
  const window = bytes.subarray(0, ZERO_WINDOW);
  const zeros = [0, 0];
  for (let i = 0; i < window.length; i++) if (window[i] === 0) zeros[i & 1]++;
  const pairs = window.length >> 1;
  if (bytes.length % 2 !== 0 || pairs < 2) return { kind: 'binary' };
  if (zeros[1] > pairs * 0.7 && zeros[0] === 0) return decodeAs(bytes, 'utf-16le');
  if (zeros[0] > pairs * 0.7 && zeros[1] === 0) return decodeAs(bytes, 'utf-16be');
  return { kind: 'binary' };
}

function decodeAs(bytes: Buffer, encoding: string): Decoded {
  // Half a surrogate pair is no character, though a JavaScript string can hold it.
  const decoded = iconv.decode(bytes, encoding).replace(/[\ud800-\udfff]/gu, '\ufffd');
  // A stray byte in a long file is better read with a hole than not at all.
  const holes = count(decoded, '\ufffd');
  if (holes > 2 + decoded.length / 1_000) return { kind: 'undecodable', detail: `${holes} places are not ${encoding}` };
  if (decoded.includes('\0')) return { kind: 'binary' };
  return text(decoded, encoding);
}

function count(decoded: string, character: string): number {
  let found = 0;
  for (let at = decoded.indexOf(character); at >= 0; at = decoded.indexOf(character, at + 1)) found++;
  return found;
}

/** Control characters other than white space, backspace and escape, as a share of all bytes. */
function controlShare(bytes: Buffer): number {
  const window = bytes.subarray(0, ZERO_WINDOW);
  let controls = 0;
  for (const byte of window) if (byte < 8 || (byte > 13 && byte < 32 && byte !== 27) || byte === 127) controls++;
  return controls / Math.max(1, window.length);
}

const DOUBLE_BYTE = ['GB18030', 'EUC-KR', 'EUC-JP', 'Big5', 'Shift_JIS'];

/**
 * Chardet alone takes one short Chinese comment for Latin-1, since pairs of high bytes say little to it. In Western text
 * high bytes stand alone or in twos between ASCII letters; in double-byte text they come in long, even runs, and in
 * Cyrillic in long runs of any length. Equal confidences fall to GB18030 first.
 */
function guess(bytes: Buffer): string {
  const sample = linesBeyondAscii(bytes);
  const runs = highRuns(sample);
  const candidates = chardet.analyse(sample).filter(({ name, confidence }) => confidence > 0 && iconv.encodingExists(name));
  const longRuns = runs.bytes / runs.count >= 3;
  const fitting = longRuns
    ? candidates.filter(({ name }) => !isWestern(name) && !(runs.odd === 0 && !DOUBLE_BYTE.includes(name)))
    : candidates;
  const best = (fitting.length > 0 ? fitting : candidates).toSorted(
    (a, b) => b.confidence - a.confidence || DOUBLE_BYTE.indexOf(a.name) - DOUBLE_BYTE.indexOf(b.name),
  )[0];
  // What calls itself Latin-1 is read as its superset everywhere on the web.
  return best === undefined || best.name === 'ISO-8859-1' ? 'windows-1252' : best.name.toLowerCase();
}

function isWestern(name: string): boolean {
  return name.startsWith('ISO-8859-') ? name !== 'ISO-8859-5' : /^windows-125[02478]$/.test(name);
}

function linesBeyondAscii(bytes: Buffer): Buffer {
  const lines: Buffer[] = [];
  let size = 0;
  for (let start = 0; start < bytes.length && size < SAMPLE_BYTES; ) {
    const end = bytes.indexOf(10, start) + 1 || bytes.length;
    const line = bytes.subarray(start, Math.min(end, start + SAMPLE_BYTES));
    if (!isAscii(line)) {
      lines.push(line);
      size += line.length;
    }
    start = end;
  }
  return Buffer.concat(lines);
}

function highRuns(sample: Buffer): { readonly count: number; readonly bytes: number; readonly odd: number } {
  let [runs, total, odd, length] = [0, 0, 0, 0];
  for (let i = 0; i <= sample.length; i++) {
    if (i < sample.length && sample[i] > 127) {
      length++;
      continue;
    }
    if (length > 0) {
      runs++;
      total += length;
      odd += length & 1;
    }
    length = 0;
  }
  return { count: runs, bytes: total, odd };
}
