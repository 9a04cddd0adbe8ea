/** Text of unknown origin made safe to stand on one line: file names may hold anything. It knows characters only. */

/** Control characters, line breaks and what nobody sees, written as `\u000a`. */
export function printable(text: string): string {
  return visible(text.replace(/[\p{Cc}\u2028\u2029]/gu, written));
}

/**
 * Marks that turn the direction of a text, spaces without width, and the tags of Unicode, which are a whole alphabet that nobody
 * sees and a language model reads. Joiners stay: scripts and signs are made with them.
 */
const HIDDEN = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

/** What is sent is what whoever reads it sees. Keeps the lines. */
export function visible(text: string): string {
  return text.replace(HIDDEN, written);
}

function written(char: string): string {
  const code = (char.codePointAt(0) as number).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}

/** The longest run of backticks in a text: a fence around it must be longer. */
export function longestTicks(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
}

/** A fenced block that nothing in the text can close. */
export function fenced(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, longestTicks(text) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

/** A code span that nothing in the text can close. */
export function codeSpan(text: string): string {
  const line = visible(text.replace(/[\s\p{Cc}]+/gu, ' ').trim());
  const ticks = '`'.repeat(longestTicks(line) + 1);
  return ticks === '`' ? `\`${line}\`` : `${ticks} ${line} ${ticks}`;
}
