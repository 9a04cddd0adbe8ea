/**
 * Likely secrets in a text, blanked before the text is sent anywhere. The line structure stays, so that line numbers and
 * quotations of everything else still hold. What looks like a secret is decided in secret-rules.ts; this knows characters.
 */
import { isInKeyBlock, keyBlocks, likelySecrets, type Range } from './secret-rules.ts';

/** What stands in the place of a secret, or of each of its lines. */
export const MASK = '<secret masked>';

/** `path` tells settings files, where values are not quoted, from code. */
export function maskSecrets(text: string, path: string): string {
  return blanked(text, likelySecrets(text, path));
}

/** Blanks private keys alone: they run over many lines, so a piece of a file cannot tell that it lies in one. */
export function maskKeyBlocks(text: string): string {
  return isInKeyBlock(text) ? blanked(text, keyBlocks(text)) : text;
}

/** Masked secrets in a text; neighbouring lines that are nothing else count as one. */
export function countMasked(text: string): number {
  let count = 0;
  let running = false;
  for (const line of text.split('\n')) {
    const found = line.split(MASK).length - 1;
    const whole = line.trim() === MASK;
    count += whole && running ? 0 : found;
    running = whole;
  }
  return count;
}

function blanked(text: string, ranges: readonly Range[]): string {
  let masked = '';
  let at = 0;
  for (const [start, end] of united(ranges)) {
    masked += text.slice(at, start) + linesBlanked(text.slice(start, end));
    at = end;
  }
  return masked + text.slice(at);
}

/** In order, those that overlap as one: several rules may know the same secret. */
function united(ranges: readonly Range[]): readonly Range[] {
  const whole: [number, number][] = [];
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = whole.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else whole.push([start, end]);
  }
  return whole;
}

function linesBlanked(secret: string): string {
  return secret.replace(/[^\r\n]+/g, MASK);
}
