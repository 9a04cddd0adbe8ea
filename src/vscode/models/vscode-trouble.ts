/** Trouble with VS Code's language models as the engine's errors. It goes by codes and names, never by messages. */
import {
  type EngineError,
  isEngineError,
  modelBlocked,
  modelBroke,
  modelGone,
  modelNotAllowed,
  modelQuotaSpent,
} from '../../engine/errors.ts';

const LONGEST_DETAIL = 200;

/** Names that providers give to errors about allowances; VS Code has no code for them. */
const QUOTA = /quota|rate-?limit/i;

/** `name` is the model's, for people. Everything a provider throws is its trouble, not ours, so all of it becomes an EngineError. */
export function vscodeModelError(error: unknown, name: string): EngineError {
  if (isEngineError(error)) return error;
  const { code, name: kind } = (error ?? {}) as { readonly code?: unknown; readonly name?: unknown };
  const detail = detailOf(error);
  if (causes(error).some((one) => QUOTA.test(`${one.name} ${one.code ?? ''}`))) return modelQuotaSpent(name, detail);
  if (code === 'NoPermissions' || kind === 'NoPermissions') return modelNotAllowed(name);
  if (code === 'Blocked' || kind === 'Blocked') return modelBlocked(name, detail);
  if (code === 'NotFound' || kind === 'NotFound') return modelGone(name);
  return modelBroke(name, detail);
}

type Cause = Error & { readonly code?: string };

/** VS Code hands over what a provider threw as the cause of an error of its own. */
function causes(error: unknown): readonly Cause[] {
  const chain: Cause[] = [];
  for (let at = error; at instanceof Error && chain.length < 5; at = at.cause) chain.push(at as Cause);
  return chain;
}

/** The provider's own words, in one short line. */
function detailOf(error: unknown): string {
  const said = causes(error).at(-1)?.message ?? String(error);
  const line = said.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length > LONGEST_DETAIL ? `${line.slice(0, LONGEST_DETAIL)}…` : line;
}
