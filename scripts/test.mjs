/**
 * `npm test`: sets up, type-checks, lints, builds and runs every test; ends non-zero when any of it failed.
 * `npm test -- WORD` runs only the test files whose path holds WORD.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ROOT, setUp } from './setup.mjs';
import { ensureBrowser } from './vscode/browser.mjs';
import { ensureEditor } from './vscode/editor.mjs';

/** Tests in a real VS Code: one after the other, because each starts an editor and a browser. */
const IN_VSCODE = 'test/e2e/vscode/';

setUp();
const word = process.argv[2] ?? '';
const results = [
  step('types', bin('typescript', 'tsc'), ['--noEmit']),
  step('page types', bin('typescript', 'tsc'), ['--noEmit', '-p', 'tsconfig.page.json']),
  step('lint', bin('@biomejs/biome', 'biome'), ['check', '.']),
  step('build', join(ROOT, 'esbuild.mjs'), []),
  run('tests', (path) => !path.startsWith(IN_VSCODE), availableParallelism()),
  run('vscode', (path) => path.startsWith(IN_VSCODE), 1, whyNoVsCode),
];

for (const { name, ok, seconds, why } of results)
  console.log(`${(ok ? 'ok' : 'FAILED').padEnd(8)}${name.padEnd(12)}${why ?? `${seconds.toFixed(1)} s`}`);
process.exit(results.every(({ ok }) => ok) ? 0 : 1);

function step(name, first, args) {
  console.log(`\n# ${name}`);
  const start = performance.now();
  const { status } = spawnSync(process.execPath, [first, ...args], { cwd: ROOT, stdio: 'inherit' });
  return { name, ok: status === 0, seconds: (performance.now() - start) / 1000 };
}

/** Tests that this machine cannot run are left out, and why is said. */
function run(name, wanted, concurrency, whyNot = () => undefined) {
  const files = testFiles('test').filter(wanted);
  const why = files.length === 0 ? 'no such test' : whyNot();
  if (why) return { name, ok: true, why };
  return step(name, '--import', ['tsx', '--test', '--test-reporter=spec', `--test-concurrency=${concurrency}`, ...files]);
}

function whyNoVsCode() {
  try {
    ensureEditor();
    ensureBrowser();
  } catch (error) {
    return `left out: ${error.message}`;
  }
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
