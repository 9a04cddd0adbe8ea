/**
 * `npm run bench` and `npm run bench:ranking`: installs and builds what is missing, bundles bench/ beside the other bundles,
 * and hands over to it. It is a bundle because a thread that reads TypeScript takes seconds to start, and starting is part of
 * what is measured.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './freshness.mjs';
import { ROOT, setUp } from './setup.mjs';

setUp();
ensureBuilt();
const ranking = process.argv[2] === '--ranking';
if (ranking) process.argv.splice(2, 1);
const bench = join(ROOT, 'out', ranking ? 'bench-ranking.js' : 'bench.js');
await bundle();

// npm changes to the project's folder; a relative --root means the folder the user stands in.
process.chdir(process.env.INIT_CWD ?? process.cwd());
process.argv[1] = bench;
await import(pathToFileURL(bench).href);

async function bundle() {
  const esbuild = await import('esbuild');
  await esbuild.build({
    entryPoints: [join(ROOT, 'bench', ranking ? 'ranking.ts' : 'main.ts')],
    outfile: bench,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'warning',
    // CommonJS packages inside an ES module bundle still call `require` for Node's own modules.
    banner: { js: "import { createRequire as nodeRequire } from 'node:module';\nconst require = nodeRequire(import.meta.url);" },
  });
}
