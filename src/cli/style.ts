/** Colours, numbers and plain text for people. */

export interface Paint {
  strong(text: string): string;
  place(text: string): string;
  faint(text: string): string;
}

/** Colours where `colours`; otherwise the text as it is. */
export function openPaint(colours: boolean): Paint {
  const style = (on: number, off: number) => (text: string) => (colours && text ? `\u001b[${on}m${text}\u001b[${off}m` : text);
  return { strong: style(1, 22), place: style(36, 39), faint: style(2, 22) };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * What comes from files, names and models may hold characters that move the cursor, rename the window or turn the writing
 * around; a terminal gets none of them. Line breaks and tabs stay.
 */
export function plain(text: string): string {
  return text.replace(STEERING, '\ufffd');
}

/** JSON for programs, on one line, that is as harmless where a person looks at it: the same characters are escaped in it. */
export function json(value: unknown): string {
  return JSON.stringify(value).replace(STEERING, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The same on one line. */
export function line(text: string): string {
  return plain(text).replace(/\s+/g, ' ');
}

export function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${Math.round(bytes)} B`;
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(0)} kB`;
  if (bytes < 1e9) return `${(bytes / 1e6).toFixed(1)} MB`;
  return `${(bytes / 1e9).toFixed(2)} GB`;
}

/** `7 s`, `3:05`, `1:02:03`; '' for what is not known. */
export function durationOf(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return '';
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const two = (number: number) => String(number).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

export function countOf(number: number): string {
  return number.toLocaleString('en-US');
}
