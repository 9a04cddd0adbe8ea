/**
 * Builds out/: the bundles, and the WebAssembly files they load at run time. `--watch` builds again at every change; `--package=DIR`
 * builds what the extension's package needs, small and without source maps, into DIR/out, and lists there what went into it.
 *
 * Only the extension may leave `vscode` to its host. The worker, the command line and the MCP server are bundled without
 * that exception, so that an import of `vscode` anywhere below them breaks the build.
 */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, context } from 'esbuild';
import { fingerprint, markBuilt } from './scripts/freshness.mjs';
import { ROOT } from './scripts/setup.mjs';

const [, PACKAGE] = /^--package=(.+)$/m.exec(process.argv.join('\n')) ?? [];
const OUT = join(PACKAGE ?? ROOT, 'out');

const node = { platform: 'node', target: 'node20', format: 'esm' };

/** CommonJS packages inside an ES module bundle still call `require` for Node's own modules. */
const withRequire = {
  banner: { js: "import { createRequire as nodeRequire } from 'node:module';\nconst require = nodeRequire(import.meta.url);" },
};

/** CommonJS has no `import.meta.url`; assets are found relative to it. What `resolve` finds is wanted by sources alone, never by a bundle. */
const withModuleUrl = {
  banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
  define: { 'import.meta.url': 'moduleUrl', 'import.meta.resolve': 'String' },
};

/** A megabyte that few ask for: a bundle of its own, loaded when first wanted. */
const TRANSFORMERS = '@huggingface/transformers';
const transformersApart = {
  name: 'transformers-apart',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: new RegExp(`^${TRANSFORMERS}$`) }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: './transformers.js', external: true },
    );
    onLoad({ filter: /transformers\.node\.mjs$/ }, ({ path }) => ({ contents: bundlable(readFileSync(path, 'utf8')) }));
  },
};

/** It hides one import from bundlers, because there it is a native module; scripts/stand-ins holds what it is here. */
function bundlable(code) {
  const hidden = 'requireFromHere("onnxruntime-node")';
  if (code.split(hidden).length !== 2)
    throw new Error(`transformers.js no longer says ${hidden} once: look at how it loads ONNX`);
  return code.replace(hidden, 'require("onnxruntime-node")');
}

/** Half a megabyte that speaks to servers: a bundle of its own, so that starting the extension does not read it. */
const LANGUAGE_MODEL = 'src/node/language-model.ts';
const serversApart = {
  name: 'servers-apart',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/node\/language-model\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './language-model.cjs', external: true } : undefined,
    );
  },
};

/** Half a megabyte of tables for older encodings, which few files are in: read when one is, and not by every thread that starts. */
const ENCODINGS = 'iconv-lite/encodings/index.js';
const encodingsApart = {
  name: 'encodings-apart',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^\.\.\/encodings$/ }, ({ importer }) =>
      /iconv-lite[\\/]lib[\\/]index\.js$/.test(importer) ? { path: './encodings.cjs', external: true } : undefined,
    );
  },
};

const bundles = [
  { from: TRANSFORMERS, to: 'transformers.js', ...node, ...withRequire },
  { from: 'src/cli/main.ts', to: 'cli.js', ...node, ...withRequire },
  { from: 'src/worker/main.ts', to: 'worker.js', ...node, ...withRequire },
  { from: 'src/worker/digest-main.ts', to: 'digest.js', ...node, ...withRequire },
  { from: 'src/mcp/main.ts', to: 'mcp.js', ...node, ...withRequire },
  { from: 'src/vscode/extension.ts', to: 'extension.cjs', ...node, format: 'cjs', external: ['vscode'], ...withModuleUrl },
  { from: LANGUAGE_MODEL, to: 'language-model.cjs', ...node, format: 'cjs' },
  { from: ENCODINGS, to: 'encodings.cjs', ...node, format: 'cjs' },
  { from: 'src/webview/main.tsx', to: 'webview.js', platform: 'browser', target: 'es2022', format: 'iife', minify: true },
];

const options = bundles
  // The command line is for whoever has the repository.
  .filter(({ to }) => PACKAGE === undefined || to !== 'cli.js')
  .map(({ from, to, ...rest }) => ({
    entryPoints: [from],
    absWorkingDir: ROOT,
    plugins: [transformersApart, serversApart, encodingsApart],
    outfile: join(OUT, to),
    bundle: true,
    sourcemap: 'linked',
    legalComments: 'linked',
    logLevel: 'warning',
    ...rest,
    ...(PACKAGE === undefined ? {} : { minify: true, sourcemap: false, legalComments: 'none', metafile: true }),
  }));

const before = fingerprint();
rmSync(join(OUT, '.built-from'), { force: true });
for (const asset of assets()) copy(asset);
if (process.argv.includes('--watch')) await watch();
else await buildOnce();

async function buildOnce() {
  try {
    const results = await Promise.all(options.map((one) => build(one)));
    if (PACKAGE === undefined) markBuilt(before);
    else listPackages(results.flatMap(({ metafile }) => Object.keys(metafile.inputs)));
  } catch {
    process.exit(1); // esbuild has said what is wrong.
  }
}

/** Every package of which something is in the build, for the notices that go with it: paths below the repository. */
function listPackages(inputs) {
  const bundled = inputs.map((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean);
  const copied = assets().map(({ from }) => `node_modules/${from}`);
  writeFileSync(join(PACKAGE, 'packages.json'), JSON.stringify([...new Set([...bundled, ...copied])].sort()));
}

async function watch() {
  for (const one of options) await (await context({ ...one, logLevel: 'info' })).watch();
}

/** What is loaded by name at run time; scripts/grammars.json says which package each grammar comes from. */
function assets() {
  const grammars = JSON.parse(readFileSync(join(ROOT, 'scripts', 'grammars.json'), 'utf8'));
  const runtime = ['ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm'];
  return [
    ...grammars.map(({ grammar, package: from, wasm }) => ({ from, file: wasm, to: `grammars/${grammar}.wasm` })),
    { from: 'web-tree-sitter', file: 'web-tree-sitter.wasm', to: 'grammars/web-tree-sitter.wasm' },
    { from: 'hnswlib-wasm', file: 'dist/hnswlib-317962d7.js', to: 'hnswlib.js' },
    ...runtime.map((name) => ({ from: 'onnxruntime-web', file: `dist/${name}`, to: `onnxruntime/${name}` })),
  ];
}

function copy({ from, file, to }) {
  const target = join(OUT, to);
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(join(ROOT, 'node_modules', from, file), target);
}
