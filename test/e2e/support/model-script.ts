/** The test's end of model-extension: says what its models do next, and reads what they were sent. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Session } from './session.ts';

/** Streams `text` word by word, where `[@Name]` cites the source that defines Name; then ends, goes silent until cancelled, or fails as the kind says. */
export interface ModelReply {
  readonly kind?: 'answer' | 'stall' | 'quota' | 'not-found' | 'refused' | 'no-permission' | 'broken';
  readonly text?: string;
}

export interface ModelRequest {
  readonly model: string;
  /** As vscode.LanguageModelChatMessageRole: 1 user, 2 assistant. */
  readonly messages: readonly { readonly role: number; readonly text: string }[];
}

export function setReply({ root }: Session, reply: ModelReply): void {
  writeFileSync(join(root, '..', 'reply.json'), JSON.stringify(reply));
}

/** All requests since the session began, oldest first. */
export function modelRequests(session: Session): ModelRequest[] {
  return records(session).filter((line): line is ModelRequest => 'messages' in line);
}

/** How many answers ended because they were cancelled. */
export const cancelledAnswers = (session: Session): number => records(session).filter((line) => 'cancelled' in line).length;

/** What the command "Scripted: Call Tools" will do. */
export function setToolCalls({ root }: Session, calls: readonly { readonly name: string; readonly input: object }[]): void {
  writeFileSync(join(root, '..', 'calls.json'), JSON.stringify(calls));
}

/** What tools answered since the session began, oldest first. */
export function toolResults(session: Session): readonly { readonly tool: string; readonly said: string }[] {
  return records(session).filter((line): line is { tool: string; said: string } => 'tool' in line);
}

/** Names of all tools, once "Scripted: Call Tools" is done. */
export function toolNames(session: Session): readonly string[] | undefined {
  return records(session)
    .filter((line): line is { tools: string[] } => 'tools' in line)
    .at(-1)?.tools;
}

function records({ root }: Session): object[] {
  const file = join(root, '..', 'requests.jsonl');
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.filter(Boolean).map((line) => JSON.parse(line));
}
