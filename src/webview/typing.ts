/** What is being typed in the input: an attachment behind `#`, or a command behind `/` at the beginning. Pure. */

export type Typing =
  | { readonly kind: 'attachment'; readonly query: string; readonly start: number; readonly end: number }
  | { readonly kind: 'command'; readonly query: string; readonly start: 0; readonly end: number };

/** `caret` is where the next character goes. Undefined where nothing is to be suggested. */
export function typingAt(text: string, caret: number): Typing | undefined {
  const before = text.slice(0, caret);
  const command = /^\/([a-z]*)$/i.exec(before);
  if (command !== null) return { kind: 'command', query: command[1], start: 0, end: caret };
  const attachment = /(?:^|[\s（(])#([^\s#]*)$/u.exec(before);
  if (attachment === null) return undefined;
  return { kind: 'attachment', query: attachment[1], start: caret - attachment[1].length - 1, end: caret };
}

/** The text and the caret after what was typed has been replaced. */
export function replaced(text: string, { start, end }: Typing, by: string): { readonly text: string; readonly caret: number } {
  return { text: text.slice(0, start) + by + text.slice(end), caret: start + by.length };
}
