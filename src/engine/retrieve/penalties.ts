/** Files that are seldom what is meant: tests, examples, documents and data, unless the question asks for them. */
import type { Question } from './question.ts';

const TEST_FOLDERS = new Set([
  'test',
  'tests',
  'spec',
  'specs',
  'testing',
  '__tests__',
  '__mocks__',
  'testdata',
  'fixtures',
  'e2e',
  'testsuite',
]);
const TEST_NAME = /(^|[._-])(tests?|specs?)([._-]|$)|(?<=[a-z0-9])(Tests?|Spec)(?=\.)/;
const EXAMPLE_FOLDERS = new Set([
  'example',
  'examples',
  'sample',
  'samples',
  'demo',
  'demos',
  'docs_src',
  'bench',
  'benches',
  'benchmark',
  'benchmarks',
  'playground',
]);
const DOC_FOLDERS = new Set(['doc', 'docs', 'documentation', 'man']);
const DOC_LANGUAGES = new Set(['markdown', 'text', 'rst', 'html']);
const DATA_LANGUAGES = new Set(['json', 'yaml', 'toml', 'xml', 'ini', 'css']);

const TEST = 0.5;
const EXAMPLE = 0.5;
const DOCUMENT = 0.6;
const DATA = 0.5;
/** Files that only gather what others define. */
const GATHERING = 0.7;
const GATHERING_NAMES = new Set(['__init__.py', 'index.ts', 'index.js', 'mod.rs', 'lib.rs', 'index.tsx', 'index.mjs']);

/** A factor on a file's score, 0–1. */
export function penaltyOf(path: string, language: string, question: Question): number {
  const parts = path.split('/');
  const name = parts.pop() as string;
  const folders = parts.map((part) => part.toLowerCase());
  let factor = 1;
  if (!question.wantsTests && (folders.some((folder) => TEST_FOLDERS.has(folder)) || TEST_NAME.test(name))) factor *= TEST;
  else if (!question.wantsExamples && folders.some((folder) => EXAMPLE_FOLDERS.has(folder))) factor *= EXAMPLE;
  if (!question.wantsDocs && (DOC_LANGUAGES.has(language) || folders.some((folder) => DOC_FOLDERS.has(folder))))
    factor *= DOCUMENT;
  if (!question.wantsConfig && DATA_LANGUAGES.has(language)) factor *= DATA;
  if (GATHERING_NAMES.has(name)) factor *= GATHERING;
  return factor;
}
