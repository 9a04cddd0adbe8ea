/** Light stemming of English word parts: endings that change grammar, not meaning. Never shorter than three letters. */

const ENDINGS = [
  'ization', 'izations', 'isation', 'ations', 'ation', 'ising', 'izing', 'izer', 'ising', 'ings', 'ing', 'ions', 'ion',
  'ments', 'ment', 'ers', 'ors', 'ies', 'ied', 'er', 'or', 'ed', 'es', 'ly', 's',
] as const; // biome-ignore format: a list read across is shorter than a list read down

const BY_LENGTH: readonly string[] = [...ENDINGS].sort((a, b) => b.length - a.length);
const DOUBLED = /([bdfgkmnprtz])\1$/;

/**
 * The stem of a lower-case part: resolves, resolver, resolving and resolve are all `resolv`. Words of up to three letters
 * and words with anything but a–z stay as they are.
 */
export function stem(part: string): string {
  if (part.length <= 3 || !/^[a-z]+$/.test(part)) return part;
  const ending = BY_LENGTH.find(
    (e) => part.endsWith(e) && part.length - e.length >= 3 && !(e === 's' && /(ss|us|is)$/.test(part)),
  );
  let root = ending === undefined ? part : part.slice(0, part.length - ending.length);
  if (ending === 'ies' || ending === 'ied') root += 'y';
  else if (ending !== undefined && ending !== 's' && root.length > 3 && DOUBLED.test(root)) root = root.slice(0, -1);
  return root.length > 3 && root.endsWith('e') ? root.slice(0, -1) : root;
}
