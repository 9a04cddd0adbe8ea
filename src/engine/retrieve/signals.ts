/**
 * The ranker's signals by name, so that each can be left out and its worth measured (bench/ranking.ts, docs/ranking.md).
 * The product leaves out none.
 */
export const SIGNALS = [
  'meaning',
  'words',
  'path',
  'definitions',
  'likely names',
  'centrality',
  'one hop',
  'depth',
  'size of the workspace',
  'word kin',
  'abbreviations',
  'Chinese terms',
  'Chinese dictionary',
  'mirror folders',
  'twins',
  'penalties',
] as const;

export type Signal = (typeof SIGNALS)[number];
export type Without = ReadonlySet<Signal>;

export const WITHOUT_NONE: Without = new Set();
