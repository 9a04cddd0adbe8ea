/** `npm run bench:ranking`: what each of the ranker's signals is worth on annotated questions. Read in docs/ranking.md. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadShippedModel, loadTranslations } from '../src/node/shipped.ts';
import { report } from './ranking-report.ts';
import { askAll, openRepositories } from './ranking-run.ts';

const USAGE = 'npm run bench:ranking -- --sources DIR --annotations DIR';

const { values } = parseArgs({ options: { sources: { type: 'string' }, annotations: { type: 'string' } } });
if (values.sources === undefined || values.annotations === undefined) {
  process.stderr.write(`${USAGE}\n`);
  process.exit(2);
}
const home = mkdtempSync(join(tmpdir(), 'parallax-ranking-'));
try {
  const repositories = await openRepositories({
    sources: resolve(values.sources),
    annotations: resolve(values.annotations),
    home,
  });
  const reader = { model: await loadShippedModel(), translations: await loadTranslations() };
  for (const line of report((without) => askAll(repositories, reader, without))) process.stdout.write(`${line}\n`);
} finally {
  rmSync(home, { recursive: true, force: true });
}
