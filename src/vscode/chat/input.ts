/** What was typed, taken apart: a slash command and the words after it. Pure. A later command is one entry of the table. */

export const COMMAND_NAMES = ['explain', 'search', 'similar'] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

export interface ParsedInput {
  readonly command: CommandName | 'ask';
  /** Without the command. */
  readonly text: string;
}

/** A slash and a word that is no command is part of the question: people ask about paths. */
export function parseInput(input: string): ParsedInput {
  const text = input.trim();
  const match = /^\/([a-z]+)(?:\s+|$)/i.exec(text);
  const command = COMMAND_NAMES.find((name) => name === match?.[1].toLowerCase());
  if (match === null || command === undefined) return { command: 'ask', text };
  return { command, text: text.slice(match[0].length).trim() };
}
