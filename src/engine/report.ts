/** What can be said of an index in numbers: after an update, to the doctor, and beside an answer. */
import type { Snapshot } from './index/snapshot.ts';
import { isDefinition } from './index/snapshot.ts';
import type {
  AnswerLanguage,
  DoctorReport,
  IndexReport,
  IndexStatus,
  Problem,
  SearchResult,
  SkipReason,
  UnitRecord,
} from './types.ts';

interface StoredFile {
  readonly name: string;
  readonly size: number;
}

type SkipCounts = Partial<Record<SkipReason, number>>;

export function indexReport(snapshot: Snapshot, stored: readonly StoredFile[], elapsedMs: number): IndexReport {
  return {
    files: countFiles(snapshot),
    functions: countDefinitions(snapshot),
    languages: countLanguages(snapshot),
    skipped: countSkipped(snapshot),
    problems: problemsOf(snapshot),
    elapsedMs: Math.round(elapsedMs),
    bytes: bytesOf(stored),
    generation: snapshot.generation,
  };
}

const bytesOf = (stored: readonly StoredFile[]) => stored.reduce((sum, { size }) => sum + size, 0);

function countFiles({ liveFiles }: Snapshot): number {
  return liveFiles.reduce((sum, live) => sum + live, 0);
}

function countDefinitions(snapshot: Snapshot): number {
  let count = 0;
  for (const { segment, firstUnit } of snapshot.parts) {
    for (let unit = 0; unit < segment.unitCount; unit++)
      if (isDefinition(segment, unit) && snapshot.isLive(firstUnit + unit)) count++;
  }
  return count;
}

/** Files by language. */
export function countLanguages(snapshot: Snapshot): Record<string, number> {
  const counts: Record<string, number> = {};
  snapshot.liveFiles.forEach((live, file) => {
    if (live === 0) return;
    const language = snapshot.languageOfFile(file);
    counts[language] = (counts[language] ?? 0) + 1;
  });
  return counts;
}

/** Files named for their syntax; in a large C tree a third of the files have macros that no parser sees through. */
const MOST_SYNTAX_PROBLEMS = 50;

function problemsOf(snapshot: Snapshot): readonly Problem[] {
  const paths = filesWithSyntaxErrors(snapshot);
  const message = 'Parts of this file could not be parsed; they are searched as plain lines.';
  const named = paths.slice(0, MOST_SYNTAX_PROBLEMS).map((path) => ({ path, kind: 'syntax', message }));
  const rest = paths.length - named.length;
  const more = {
    path: '',
    kind: 'syntax',
    message: `${rest} more files could be parsed only in part; the rest of them is searched as plain lines.`,
  };
  return [...snapshot.manifest.problems, ...named, ...(rest > 0 ? [more] : [])];
}

function filesWithSyntaxErrors(snapshot: Snapshot): readonly string[] {
  return snapshot.parts.flatMap(({ segment, firstFile }) =>
    Array.from({ length: segment.fileCount }, (_, file) => file)
      .filter((file) => segment.hasSyntaxErrors(file) && snapshot.liveFiles[firstFile + file] === 1)
      .map((file) => segment.filePath(file)),
  );
}

function countSkipped({ manifest }: Snapshot): SkipCounts {
  const counts: SkipCounts = { ...manifest.walked.skipped };
  for (const { skipped } of manifest.files.values()) if (skipped) counts[skipped] = (counts[skipped] ?? 0) + 1;
  return counts;
}

const MOST_EXAMPLES = 20;

function skippedWithExamples(snapshot: Snapshot): DoctorReport['skipped'] {
  const { walked, files } = snapshot.manifest;
  const read = [...files].filter(([, { skipped }]) => skipped !== undefined);
  const entries = Object.entries(countSkipped(snapshot)).map(([reason, count]) => {
    const later = read.filter(([, { skipped }]) => skipped === reason).map(([path]) => path);
    const examples = [...(walked.examples[reason as SkipReason] ?? []), ...later].slice(0, MOST_EXAMPLES);
    return [reason, { count, examples }];
  });
  return Object.fromEntries(entries);
}

export function indexStatus(snapshot: Snapshot): IndexStatus {
  const { manifest, generation, unitCount } = snapshot;
  return {
    generation,
    files: countFiles(snapshot),
    units: unitCount,
    functions: countDefinitions(snapshot),
    indexedAt: new Date(manifest.indexedAt).toISOString(),
    embedder: manifest.embedder,
  };
}

export interface DoctorParts {
  readonly root: string;
  readonly location: string;
  readonly snapshot: Snapshot;
  readonly files: readonly StoredFile[];
  readonly nearest: string;
  readonly selfTest: (text: string) => Promise<SearchResult>;
}

export async function doctorReport({ root, location, snapshot, files, nearest, selfTest }: DoctorParts): Promise<DoctorReport> {
  return {
    ...indexStatus(snapshot),
    root,
    location,
    languages: countLanguages(snapshot),
    skipped: skippedWithExamples(snapshot),
    problems: problemsOf(snapshot),
    bytes: bytesOf(files),
    segments: snapshot.parts.length,
    nearest,
    selfTest: await searchByOwnDoc(snapshot, selfTest),
  };
}

/** Long enough to be a question of its own. */
const LEAST_DOC = 40;

/** Asks for a documented function by its documentation: an index that cannot find that is broken. */
async function searchByOwnDoc(snapshot: Snapshot, selfTest: DoctorParts['selfTest']): Promise<DoctorReport['selfTest']> {
  const unit = documentedUnit(snapshot);
  if (unit === undefined) return undefined;
  const { hits, elapsedMs } = await selfTest(unit.doc);
  const rank = hits.findIndex(({ path }) => path === unit.path) + 1;
  return { query: unit.doc, expected: `${unit.path}:${unit.startLine}`, rank, elapsedMs };
}

function documentedUnit(snapshot: Snapshot): UnitRecord | undefined {
  for (const { segment, firstUnit } of snapshot.parts) {
    for (let local = 0; local < segment.unitCount; local++) {
      if (!isDefinition(segment, local) || !snapshot.isLive(firstUnit + local)) continue;
      const unit = snapshot.unit(firstUnit + local);
      if (unit.doc.length >= LEAST_DOC) return unit;
    }
  }
  return undefined;
}

/** Reasons as an answer's reader would put them; the rest are no loss to anyone. */
const UNSEEN: Readonly<Partial<Record<SkipReason, Readonly<Record<AnswerLanguage, string>>>>> = {
  ignored: { en: 'ignored', zh: '被忽略规则排除' },
  secret: { en: 'likely secrets', zh: '疑似密钥' },
  binary: { en: 'binary', zh: '二进制' },
  minified: { en: 'minified', zh: '压缩代码' },
  generated: { en: 'generated', zh: '生成代码' },
  tooLarge: { en: 'too large', zh: '过大' },
  unreadable: { en: 'unreadable', zh: '无法读取' },
  undecodable: { en: 'in an unknown encoding', zh: '编码未知' },
};

/** What an answer did not see because the index does not have it: one sentence or none. */
export function indexNotes(snapshot: Snapshot, language: AnswerLanguage): readonly string[] {
  const counts = countSkipped(snapshot);
  const said = Object.entries(UNSEEN).filter(([reason]) => (counts[reason as SkipReason] ?? 0) > 0);
  if (said.length === 0) return [];
  const list = said.map(([reason, words]) => `${counts[reason as SkipReason]} ${words[language]}`);
  return [language === 'zh' ? `未编入索引的文件：${list.join('、')}。` : `Files that are not in the index: ${list.join(', ')}.`];
}
