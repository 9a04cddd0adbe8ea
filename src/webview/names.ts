/**
 * Names of files and definitions as they stand on a line: what breaks it, turns it around or is not seen is written out. A file's
 * name may hold anything.
 */

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be shown.
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

export function written(name: string): string {
  return name.replace(UNSEEN, (sign) => `\\u${(sign.codePointAt(0) as number).toString(16).padStart(4, '0')}`);
}
