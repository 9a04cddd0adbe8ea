/** A few files that stand for a workspace. Knows the snapshot; reads no file. */
import type { FileEntry } from '../ports.ts';
import type { Snapshot } from './snapshot.ts';

/** Of a large workspace no more files are looked at. */
const MOST_LOOKED_AT = 2_000;
const MOST_LANGUAGES = 4;
/** Read in some hundredths of a second. */
const LARGEST = 64 << 10;

/** For each of the languages with most files, the largest file that is quickly read. */
export function sampleFiles(snapshot: Snapshot): readonly FileEntry[] {
  const byLanguage = new Map<string, FileEntry[]>();
  for (const entry of someFiles(snapshot)) {
    const language = snapshot.languageOfFile(snapshot.fileNumber(entry.path));
    const known = byLanguage.get(language);
    if (known) known.push(entry);
    else byLanguage.set(language, [entry]);
  }
  const most = [...byLanguage.values()].sort((a, b) => b.length - a.length).slice(0, MOST_LANGUAGES);
  return most.flatMap((entries) =>
    entries
      .filter(({ size }) => size <= LARGEST)
      .sort((a, b) => b.size - a.size)
      .slice(0, 1),
  );
}

function someFiles(snapshot: Snapshot): readonly FileEntry[] {
  const { files } = snapshot.manifest;
  const step = Math.ceil(files.size / MOST_LOOKED_AT);
  const some = [...files].filter(([path], i) => i % step === 0 && snapshot.fileNumber(path) >= 0);
  return some.map(([path, { size, mtimeMs }]) => ({ path, size, mtimeMs }));
}
