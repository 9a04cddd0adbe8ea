/** Files that are seldom what is meant, unless the question asks for them: each rule a factor, all constants here. */
import type { Mirror } from './mirrors.ts';
import type { Question } from './question.ts';
import { WITHOUT_NONE, type Without } from './signals.ts';
import type { TwinKind } from './twins.ts';

/** What a rule may look at. */
export interface JudgedFile {
  readonly path: string;
  readonly language: string;
  readonly twin: TwinKind | undefined;
  readonly mirror: Mirror | undefined;
  /** Definitions in the file, windows and skeletons not counted. */
  readonly definitions: number;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const TEST_FOLDERS = words('test tests spec specs testing __tests__ __mocks__ testdata fixtures e2e testsuite');
const TEST_NAME = /(^|[._-])(tests?|specs?)([._-]|$)|(?<=[a-z0-9])(Tests?|Spec)(?=\.)/;
const EXAMPLE_FOLDERS = words(
  'example examples sample samples demo demos docs_src bench benches benchmark benchmarks playground',
);
const DOC_FOLDERS = words('doc docs documentation man');
const DOC_LANGUAGES = words('markdown text rst html');
const DATA_LANGUAGES = words('json yaml toml xml ini css');
const GATHERING_NAMES = words('__init__.py index.ts index.js index.tsx index.mjs mod.rs lib.rs');
/** A gathering file with more definitions than this has something of its own to say. */
const MOST_GATHERED = 2;

const TEST = 0.5;
const EXAMPLE = 0.5;
const DOCUMENT = 0.6;
const DATA = 0.5;
const GATHERING = 0.6;
const OLDER = 0.6;
const DECLARATION = 0.85;
/** One platform's own beside the common one; what is built upon a core of the same names. */
const MIRROR = { platform: 0.75, layer: 0.7 } as const;

/** A factor on a file's score, 0–1. */
export function penaltyOf(file: JudgedFile, question: Question, without: Without = WITHOUT_NONE): number {
  const kind = without.has('penalties') ? 1 : kindFactor(file, question);
  const twin = without.has('twins') ? 1 : twinFactor(file, question);
  const mirror = without.has('mirror folders') ? 1 : mirrorFactor(file, question);
  return kind * twin * mirror;
}

/** Tests, examples, documentation, data and files that only gather others. */
function kindFactor(file: JudgedFile, question: Question): number {
  const parts = file.path.split('/');
  const name = parts.pop() as string;
  const folders = parts.map((part) => part.toLowerCase());
  const within = (set: ReadonlySet<string>) => folders.some((folder) => set.has(folder));
  let factor = 1;
  if (!question.wantsTests && (within(TEST_FOLDERS) || TEST_NAME.test(name))) factor *= TEST;
  else if (!question.wantsExamples && within(EXAMPLE_FOLDERS)) factor *= EXAMPLE;
  if (!question.wantsDocs && (DOC_LANGUAGES.has(file.language) || within(DOC_FOLDERS))) factor *= DOCUMENT;
  if (!question.wantsConfig && DATA_LANGUAGES.has(file.language)) factor *= DATA;
  if (GATHERING_NAMES.has(name) && file.definitions <= MOST_GATHERED) factor *= GATHERING;
  return factor;
}

function twinFactor({ twin }: JudgedFile, question: Question): number {
  if (twin === 'older' && !question.wantsOlder) return OLDER;
  return twin === 'declaration' && !question.wantsDeclarations ? DECLARATION : 1;
}

function mirrorFactor({ mirror }: JudgedFile, question: Question): number {
  if (mirror === undefined || mirror.names.some((name) => question.words.has(name))) return 1;
  return MIRROR[mirror.kind];
}
