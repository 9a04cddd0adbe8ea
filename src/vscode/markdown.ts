/** Text of unknown origin inside Markdown that VS Code renders: it stays text, whatever it says. */
import { printable } from '../engine/ask/printable.ts';

/**
 * Every punctuation mark escaped, so that nothing becomes a link, an image, HTML or markup; addresses are not recognised either.
 * Line breaks become spaces.
 */
export function escaped(text: string): string {
  return printable(text.replace(/\s+/gu, ' ')).replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/** A link to a command; the command must be among those that the MarkdownString trusts. */
export function commandLink(label: string, command: string, ...args: readonly unknown[]): string {
  // encodeURIComponent leaves parentheses, which would end a Markdown link.
  const query = encodeURIComponent(JSON.stringify(args)).replace(/[()]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
  return `[${escaped(label)}](command:${command}?${query})`;
}
