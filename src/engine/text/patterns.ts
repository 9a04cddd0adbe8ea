/** Patterns over paths, before anything is matched with them. It knows how they are written, not what they are for. */

/**
 * Matching tries every way in which the wildcards of a pattern may share out a name between them, and parentheses would be
 * taken as a regular expression's: a pattern that a repository or an agent brings could keep the engine busy for years.
 */
export function isQuickPattern(pattern: string): boolean {
  const plain = pattern.replace(/\\./g, '');
  const wildcardsPerName = plain.split('/').map((name) => name.split(/\*+|\{/).length - 1);
  return !plain.includes('(') && Math.max(...wildcardsPerName) <= 3 && wildcardsPerName.filter(Boolean).length <= 5;
}
