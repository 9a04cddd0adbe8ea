/**
 * How much of the code leans on a unit, from the call table: numbers in bulk and no resolution, so that the largest
 * workspace takes a second. It cannot tell same-named definitions of other files apart; it shares among them.
 */
import type { CallTable, Corpus } from '../index/corpus.ts';
import { COMMON_NAMES } from './common-names.ts';

/** A further caller from a file that already calls counts this much of a new file. */
const SAME_FILE_CALLER = 0.25;
/** A call of a name that most things answer to (`get`, `items`) most often means something outside the workspace. */
const COMMON_CALL = 0.1;

/** Uses of a name from files that do not define it, and how many definitions share them. */
interface NameUse {
  readonly definitions: Uint32Array;
  readonly uses: Float32Array;
}

interface FileRange {
  readonly file: number;
  readonly first: number;
  readonly end: number;
}

function* fileRanges(table: CallTable): Generator<FileRange> {
  const { unitFile } = table;
  for (let first = 0; first < unitFile.length; ) {
    let end = first + 1;
    while (end < unitFile.length && unitFile[end] === unitFile[first]) end++;
    yield { file: unitFile[first], first, end };
    first = end;
  }
}

/**
 * Credits every call once per calling unit: to the definitions of that name in the same file where there are any,
 * otherwise to the name. Stamps (file + 1, unit + 1) instead of sets: each is compared and overwritten, never cleared.
 */
function countUses(table: CallTable, isLive: (id: number) => boolean, local: Float32Array): NameUse {
  const { nameCount, unitName, callStart, callName } = table;
  const definitions = new Uint32Array(nameCount);
  const uses = new Float32Array(nameCount);
  const definedIn = new Int32Array(nameCount);
  const usedIn = new Int32Array(nameCount);
  const usedBy = new Int32Array(nameCount);
  const localUses = new Float32Array(nameCount);
  for (const { file, first, end } of fileRanges(table)) {
    for (let unit = first; unit < end; unit++) {
      const name = unitName[unit];
      if (name < 0) continue;
      definitions[name]++;
      definedIn[name] = file + 1;
      localUses[name] = 0;
    }
    for (let unit = first; unit < end; unit++) {
      if (unitName[unit] < 0 && !isLive(unit)) continue;
      for (let c = callStart[unit]; c < callStart[unit + 1]; c++) {
        const name = callName[c];
        if (usedBy[name] === unit + 1 || name === unitName[unit]) continue;
        usedBy[name] = unit + 1;
        if (definedIn[name] === file + 1) {
          localUses[name] += SAME_FILE_CALLER;
        } else {
          uses[name] += usedIn[name] === file + 1 ? SAME_FILE_CALLER : 1;
          usedIn[name] = file + 1;
        }
      }
    }
    for (let unit = first; unit < end; unit++) if (unitName[unit] >= 0) local[unit] = localUses[unitName[unit]];
  }
  return { definitions, uses };
}

function discountCommonNames(corpus: Corpus, unitName: Int32Array, uses: Float32Array): void {
  for (const name of COMMON_NAMES) {
    const [unit] = corpus.unitsNamed(name);
    if (unit !== undefined) uses[unitName[unit]] *= COMMON_CALL;
  }
}

/** Per unit, 0 (nobody calls it) to 1 (the most used): the logarithm of its weighted callers, over that of the greatest. */
export function centrality(corpus: Corpus): Float32Array {
  const table = corpus.callTable();
  const scores = new Float32Array(table.unitName.length);
  const { definitions, uses } = countUses(table, (id) => corpus.isLive(id), scores);
  discountCommonNames(corpus, table.unitName, uses);
  let greatest = 0;
  for (let unit = 0; unit < scores.length; unit++) {
    const name = table.unitName[unit];
    if (name < 0) continue;
    scores[unit] = Math.log1p(scores[unit] + uses[name] / definitions[name]);
    greatest = Math.max(greatest, scores[unit]);
  }
  if (greatest > 0) for (let unit = 0; unit < scores.length; unit++) scores[unit] /= greatest;
  return scores;
}
