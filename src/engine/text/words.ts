/**
 * Text to words. Knows characters; not stems, not vocabularies, not files. A word is a run of letters, digits and
 * underscores, or a run of CJK ideographs; everything else separates. The sparse index and the embedding both start
 * from these words, so that they never disagree about where one begins.
 */

enum Class {
  Other = 0,
  Word = 1,
  Cjk = 2,
}

/** Class of each UTF-16 code unit below U+0080; `$` belongs to identifiers in several languages but carries no meaning. */
const ASCII = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  const word = (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 95;
  ASCII[c] = word ? Class.Word : Class.Other;
}

function classOf(code: number): Class {
  if (code < 128) return ASCII[code];
  if (isIdeograph(code)) return Class.Cjk;
  if (code < 0xc0 || code === 0xd7 || code === 0xf7) return Class.Other;
  if (code < 0x2000) return Class.Word; // Latin with accents, Greek, Cyrillic, Hebrew, Arabic, Indic scripts
  if (code >= 0x3041 && code <= 0x30ff) return Class.Cjk; // kana are unsegmented as well
  if (code >= 0xac00 && code <= 0xd7a3) return Class.Word;
  return Class.Other;
}

/** CJK unified ideographs and extension A; the rarer planes come as surrogate pairs and separate words. */
export function isIdeograph(code: number): boolean {
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf);
}

const NON_ASCII = /[^\0-\x7f]/;

/** Compatibility forms folded (full-width letters, ligatures), so that ＡＢＣ is found by ABC. Costs nothing for ASCII. */
export function normalise(text: string): string {
  return NON_ASCII.test(text) ? text.normalize('NFKC') : text;
}

/** Words longer than this are data (base64, hashes), not names; their first letters still count. */
const LONGEST_WORD = 64;

/** Calls `visit` with each word of `text`, in order. `text` should be normalised. */
export function forEachWord(text: string, visit: (word: string) => void): void {
  const end = text.length;
  let start = 0;
  let current = Class.Other;
  for (let i = 0; i <= end; i++) {
    const next = i === end ? Class.Other : classOf(text.charCodeAt(i));
    if (next === current) continue;
    if (current !== Class.Other) visit(text.slice(start, i - start > LONGEST_WORD ? start + LONGEST_WORD : i));
    start = i;
    current = next;
  }
}

/** Runs of capitals, capitalised words, lower-case words, digits; other scripts stay whole. */
const PART = /\p{Lu}+(?![\p{Ll}])|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{M}]+|\p{Nd}+/gu;
const PLAIN = /^[a-z]+$/;

/** The parts of an identifier in lower case: `HTTPServer_v2` is http, server, v, 2. A plain word is its own only part. */
export function partsOf(word: string): readonly string[] {
  if (PLAIN.test(word)) return [word];
  return (word.match(PART) ?? []).map((part) => part.toLowerCase());
}

export function isCjk(word: string): boolean {
  return classOf(word.charCodeAt(0)) === Class.Cjk;
}
