/** Results as text for an agent: few tokens, the place first. */
import { languageOf } from '../engine/ask/language.ts';
import { renderAnswer } from '../engine/ask/markdown.ts';
import { printable } from '../engine/ask/printable.ts';
import { sourcesText } from '../engine/ask/prompt.ts';
import { maskSecrets } from '../engine/ask/secrets.ts';
import type { Engine } from '../engine/engine.ts';
import { qualifiedName } from '../engine/qualified-name.ts';
import type { Answer, Edge, ExplainRequest, Hit, Progress } from '../engine/types.ts';

export function hitsText(hits: readonly Hit[]): string {
  if (hits.length === 0) return 'Nothing was found.';
  return hits.map(hitText).join('\n');
}

function hitText({ path, startLine, endLine, symbol, kind, signature, why }: Hit): string {
  const head = `${path}:${startLine}-${endLine} ${symbol} (${kind})`;
  const lines = [head, signature && `  ${maskSecrets(signature, path)}`, why.length > 0 && `  ${why.join('; ')}`];
  // Names may hold line breaks; what follows one would read as a result, or as somebody's words.
  return lines
    .filter((line) => typeof line === 'string' && line !== '')
    .map((line) => printable(line as string))
    .join('\n');
}

export interface Explanation {
  readonly answer: Answer;
  /** The answer with its sources, and the code where there is some. */
  readonly text: string;
  /** The numbered sources themselves; undefined where a model of ours has read them. */
  readonly code?: string;
}

/** Where no model of ours has read the code, the agent's own is given it, numbered as the answer cites it. */
export async function explanation(engine: Engine, request: ExplainRequest, signal?: AbortSignal): Promise<Explanation> {
  const answer = await engine.explain(request, { signal });
  const text = renderAnswer(answer, languageOf(request.question ?? request.frame ?? ''));
  if (answer.model !== 'none') return { answer, text };
  const { chunks } = await engine.context({ kind: 'explain', ...request });
  const code = sourcesText(chunks);
  return { answer, text: `${text}\n\n${code}`, code };
}

/** A caller is shown where it calls, a callee where it is defined. */
export function edgesText(edges: readonly Edge[], end: 'from' | 'to'): string {
  if (edges.length === 0) return 'None are known.';
  const line = (edge: Edge) => (end === 'from' ? edge.line : edge.to.startLine);
  return edges
    .map((edge) =>
      printable(`${edge[end].path}:${line(edge)} ${qualifiedName(edge[end])} (${Math.round(edge.confidence * 100)}% sure)`),
    )
    .join('\n');
}

export function statusText({ phase, filesDone, filesTotal }: Progress): string {
  return `The index is being made (${phase}): ${filesDone} of ${filesTotal} files are done.`;
}
