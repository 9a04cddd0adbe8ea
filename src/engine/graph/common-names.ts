/** Names that say little about what is called, because so many things answer to them. A list, and no more. */

/** Names that the standard library of nearly every language defines on strings, containers and streams. */
export const COMMON_NAMES: ReadonlySet<string> = new Set(
  (
    'get set has add put push pop remove delete clear size length len count append insert extend find filter map reduce each ' +
    'forEach join split trim replace format print println printf log write read open close flush toString to_string hash equals ' +
    'keys values items entries next iter iterator index indexOf contains includes sort reverse copy clone slice concat apply ' +
    'call bind then catch update min max abs test assert require new init'
  ).split(' '),
);
