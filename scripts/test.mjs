/**
 * `npm test`: sets up, type-checks, lints, builds and runs every test; ends non-zero when any of it failed.
 * `npm test -- WORD` runs only the test files whose path holds WORD.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ROOT, setUp } from './setup.mjs';

setUp();
const word = process.argv[2] ?? '';
const results = [
  step('types', bin('typescript', 'tsc'), ['--noEmit']),
  step('page types', bin('typescript', 'tsc'), ['--noEmit', '-p', 'tsconfig.page.json']),
  step('lint', bin('@biomejs/biome', 'biome'), ['check', '.']),
  step('build', join(ROOT, 'esbuild.mjs'), []),
  step('tests', '--import', [
    'tsx',
    '--test',
    '--test-reporter=spec',
    `--test-concurrency=${availableParallelism()}`,
    ...testFiles('test'),
  ]),
];

for (const { name, ok, seconds } of results)
  console.log(`${ok ? 'ok    ' : 'FAILED'}  ${name.padEnd(10)}  ${seconds.toFixed(1)} s`);
process.exit(results.every(({ ok }) => ok) ? 0 : 1);

function step(name, first, args) {
  console.log(`\n# ${name}`);
  const start = performance.now();
  const { status } = spawnSync(process.execPath, [first, ...args], { cwd: ROOT, stdio: 'inherit' });
  return { name, ok: status === 0, seconds: (performance.now() - start) / 1000 };
}

function bin(packageName, name) {
  return join(ROOT, 'node_modules', packageName, 'bin', name);
}

/** Named one by one: Node 20 takes no patterns. */
function testFiles(folder) {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder)).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (name === 'fixtures') return [];
    if (statSync(join(ROOT, path)).isDirectory()) return testFiles(path);
    return name.endsWith('.test.ts') && path.includes(word) ? [path] : [];
  });
}
