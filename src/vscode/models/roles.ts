/** Messages as VS Code's language models take them: there is no system role, so what belongs there is said by the user, first. */
import type { Message } from '../../engine/ports.ts';

export interface RoleMessage {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

export function withoutSystemRole(messages: readonly Message[]): readonly RoleMessage[] {
  const system = messages.filter(({ role }) => role === 'system');
  const rest = messages.filter(({ role }) => role !== 'system');
  return [...system, ...rest].map(({ role, content }) => ({ role: role === 'assistant' ? role : 'user', content }));
}
