/**
 * Evidence from paths: the words of a file's name and of its folders, weighed by how rare they are among this
 * workspace's own paths, so that a word which names the whole repository weighs nothing. Knows paths and terms only.
 */
import { inverseFrequency } from '../sparse/bm25f.ts';
import { termsOf } from '../text/terms.ts';
import { forEachWord, normalise } from '../text/words.ts';

export interface PathWords {
  /** Terms of the file's name without its ending. */
  readonly stem: ReadonlySet<string>;
  /** Terms of the folders, nearest last. */
  readonly folders: ReadonlySet<string>;
}

export interface PathIndex {
  /** Per file number; undefined for files that are not live. */
  readonly words: readonly (PathWords | undefined)[];
  /** Files whose path has the term, in its name or in its folders. */
  readonly filesWith: ReadonlyMap<string, readonly number[]>;
  readonly fileCount: number;
}

/** A folder says less than a file's own name. */
const FOLDER_SHARE = 0.4;

function words(text: string): Set<string> {
  const found = new Set<string>();
  forEachWord(normalise(text), (word) => {
    for (const term of termsOf(word)) found.add(term);
  });
  return found;
}

/** `paths[file]` is undefined for files that do not count. */
export function indexPaths(paths: readonly (string | undefined)[]): PathIndex {
  const filesWith = new Map<string, number[]>();
  const folderWords = new Map<string, ReadonlySet<string>>();
  const perFile = paths.map((path, file) => {
    if (path === undefined) return undefined;
    const slash = path.lastIndexOf('/');
    const folder = path.slice(0, Math.max(0, slash));
    const folders = folderWords.get(folder) ?? words(folder);
    folderWords.set(folder, folders);
    const stem = words(path.slice(slash + 1).replace(/(?<=.)\.[^.]+$/, ''));
    for (const term of new Set([...stem, ...folders])) {
      const files = filesWith.get(term);
      if (files) files.push(file);
      else filesWith.set(term, [file]);
    }
    return { stem, folders };
  });
  return { words: perFile, filesWith, fileCount: perFile.filter((entry) => entry !== undefined).length };
}

/** Per file: 0–1, 1 for the best path of this question. */
export function scorePaths(terms: ReadonlyMap<string, number>, index: PathIndex): Float32Array {
  const scores = new Float32Array(index.words.length);
  let best = 0;
  for (const [term, weight] of terms) {
    const files = index.filesWith.get(term);
    if (files === undefined) continue;
    const idf = inverseFrequency(index.fileCount, files.length);
    for (const file of files) {
      scores[file] += weight * idf * ((index.words[file] as PathWords).stem.has(term) ? 1 : FOLDER_SHARE);
      best = Math.max(best, scores[file]);
    }
  }
  if (best > 0) for (let file = 0; file < scores.length; file++) scores[file] /= best;
  return scores;
}
