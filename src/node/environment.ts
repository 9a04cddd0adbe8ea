/** Reading settings out of environment variables. */
import { settingsInvalid } from '../engine/errors.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** An empty variable is how shells unset one. */
export function given(value: string | undefined): string | undefined {
  return value?.trim() || undefined;
}

/** @throws EngineError settingsInvalid, naming `what`, for anything but an http or https address. */
export function urlIn(url: string | undefined, what: string): string | undefined {
  if (url === undefined || (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) return url;
  throw settingsInvalid(what, `got ${url}, expected http://… or https://…`);
}
