/**
 * Builds out/: the bundles, and the WebAssembly files they load at run time. `--watch` builds again at every change.
 *
 * Only the extension may leave `vscode` to its host. The worker, the command line and the MCP server are bundled without
 * that exception, so that an import of `vscode` anywhere below them breaks the build.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, context } from 'esbuild';
import { fingerprint, markBuilt } from './scripts/freshness.mjs';
import { ROOT } from './scripts/setup.mjs';

const OUT = join(ROOT, 'out');

const node = { platform: 'node', target: 'node20', format: 'esm' };

/** CommonJS packages inside an ES module bundle still call `require` for Node's own modules. */
const withRequire = {
  banner: { js: "import { createRequire as nodeRequire } from 'node:module';\nconst require = nodeRequire(import.meta.url);" },
};

/** CommonJS has no `import.meta.url`; assets are found relative to it. */
const withModuleUrl = {
  banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
  define: { 'import.meta.url': 'moduleUrl' },
};

const bundles = [
  { from: 'src/cli/main.ts', to: 'cli.js', ...node, ...withRequire },
  { from: 'src/worker/main.ts', to: 'worker.js', ...node, ...withRequire },
  { from: 'src/mcp/main.ts', to: 'mcp.js', ...node, ...withRequire },
  { from: 'src/vscode/extension.ts', to: 'extension.cjs', ...node, format: 'cjs', external: ['vscode'], ...withModuleUrl },
  { from: 'src/webview/main.ts', to: 'webview.js', platform: 'browser', target: 'es2022', format: 'iife' },
];

const options = bundles
  .filter(({ from }) => existsSync(join(ROOT, from)))
  .map(({ from, to, ...rest }) => ({
    entryPoints: [join(ROOT, from)],
    outfile: join(OUT, to),
    bundle: true,
    sourcemap: 'linked',
    legalComments: 'linked',
    logLevel: 'warning',
    ...rest,
  }));

const before = fingerprint();
rmSync(join(OUT, '.built-from'), { force: true });
copyWasm();
if (process.argv.includes('--watch')) await watch();
else await buildOnce();

async function buildOnce() {
  try {
    await Promise.all(options.map((one) => build(one)));
  } catch {
    process.exit(1); // esbuild has said what is wrong.
  }
  markBuilt(before);
}

async function watch() {
  for (const one of options) await (await context({ ...one, logLevel: 'info' })).watch();
}

/** scripts/grammars.json says which package each grammar comes from. */
function copyWasm() {
  mkdirSync(join(OUT, 'grammars'), { recursive: true });
  const copy = (from, to) => copyFileSync(join(ROOT, 'node_modules', from), join(OUT, 'grammars', to));
  copy('web-tree-sitter/web-tree-sitter.wasm', 'web-tree-sitter.wasm');
  const grammars = JSON.parse(readFileSync(join(ROOT, 'scripts', 'grammars.json'), 'utf8'));
  for (const { grammar, package: from, wasm } of grammars) copy(join(from, wasm), `${grammar}.wasm`);
}
