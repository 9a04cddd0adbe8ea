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

/**
 * For VS Code's messages and prompts, which are plain text but for `[label](address)`: that becomes a link, even to a command.
 * A mark that nobody sees keeps the two apart.
 */
export function unlinked(text: string): string {
  return text.replaceAll('](', ']\u200b(');
}

/** For the rows of pick lists, where VS Code makes an icon of `$(name)`: as it is written. */
export function iconless(text: string): string {
  return printable(text).replace(/\$\([A-Za-z0-9~-]+\)/g, '\\$&');
}
