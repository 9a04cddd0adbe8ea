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

/**
 * What comes from files, names and models may hold characters that move the cursor or rename the window; a terminal gets
 * none of them. Line breaks and tabs stay.
 */
export function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
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
