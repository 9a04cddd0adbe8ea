/**
 * Earlier exchanges as a model reads them: the latest ones, short, and without the numbers of their sources, which would
 * be taken for those of the sources now given. It knows text and tokens; not what is asked now.
 */
import type { Message } from '../ports.ts';
import type { Turn } from '../types.ts';
import { mapCitations } from './citations.ts';
import { estimateTokens } from './tokens.ts';

/** For all earlier exchanges together, and for one answer of them. */
const MOST_TOKENS = 1_500;
const MOST_PER_ANSWER = 500;

/** Oldest first; a question without its answer is not told. */
export function turnMessages(history: readonly Turn[]): readonly Message[] {
  const messages: Message[] = [];
  let left = MOST_TOKENS;
  for (const { question, answer } of history.toReversed()) {
    const told = shortened(withoutCitations(answer), MOST_PER_ANSWER);
    const cost = estimateTokens(question) + estimateTokens(told);
    if (cost > left) break;
    left -= cost;
    if (told !== '') messages.unshift({ role: 'user', content: question.trim() }, { role: 'assistant', content: told });
  }
  return messages;
}

function withoutCitations(answer: string): string {
  return mapCitations(answer, () => -1)
    .replace(/[ \t]+(?=[.,;:!?)，。；：！？]|$)/gm, '')
    .trim();
}

/** Whole paragraphs while they fit; the first one cut where it alone is too long. */
function shortened(text: string, most: number): string {
  if (estimateTokens(text) <= most) return text;
  const kept: string[] = [];
  let left = most;
  for (const paragraph of text.split(/\n{2,}/)) {
    left -= estimateTokens(paragraph);
    if (left < 0) break;
    kept.push(paragraph);
  }
  const whole = kept.join('\n\n');
  return whole === '' ? `${text.slice(0, most)}…` : `${whole}\n\n…`;
}
