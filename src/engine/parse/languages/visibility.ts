/** What several tables share: rules for `exported`, and blanking. They know a declaration's text; not its tree. */
import type { Declared } from '../language.ts';

type Rule = (declared: Declared) => boolean;

/** Visible unless a word of `hiding` stands among the modifiers, that is before the first word of `keywords`. */
export function hiddenBy(hiding: readonly string[], keywords: readonly string[]): Rule {
  const hides = new RegExp(`\\b(?:${hiding.join('|')})\\b`);
  const keyword = new RegExp(`\\b(?:${keywords.join('|')})\\b`);
  return (declared) => isReachable(declared) && !hides.test(declared.signature.slice(0, indexOf(declared.signature, keyword)));
}

/** Visible unless the name begins with one of `prefixes`. */
export function hiddenByPrefix(...prefixes: readonly string[]): Rule {
  return (declared) => isReachable(declared) && !prefixes.some((prefix) => declared.name.startsWith(prefix));
}

/** False inside something that is itself hidden. */
export function isReachable({ parent }: Declared): boolean {
  return !parent || parent.exported;
}

/** Spaces for everything but line breaks. */
export function blanked(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

function indexOf(text: string, pattern: RegExp): number {
  const at = text.search(pattern);
  return at < 0 ? text.length : at;
}
