/** Every measurement that runs in a process of its own, by name. */
import { measureEmbedding } from './embedding.ts';
import { indexOnce } from './index-time.ts';
import { parseOnly } from './parse-only.ts';
import { measureQuality } from './quality.ts';
import { measureQueries } from './query-time.ts';
import { measureRecall } from './recall.ts';
import { reopenOnce } from './reopen.ts';
import { measureSavedFile } from './saved-file.ts';

export const measurements = {
  index: indexOnce,
  parse: parseOnly,
  queries: measureQueries,
  recall: measureRecall,
  reopen: reopenOnce,
  savedFile: measureSavedFile,
  embedding: measureEmbedding,
  quality: measureQuality,
};
