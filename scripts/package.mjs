/**
 * `npm run package`: parallax-<version>.vsix in the project's folder or the one that is named, for every platform. What goes into it is gathered in
 * dist/extension, which can also be used as an extension as it is.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { MOST_BYTES, strangersIn } from './package-content.mjs';
import { noticesOf } from './package-notices.mjs';
import { ROOT, setUp } from './setup.mjs';

const STAGE = join(ROOT, 'dist', 'extension');
const FOLDERS = ['l10n', 'media'];
const FILES = ['package.nls.json', 'package.nls.zh-cn.json', 'README.md', 'CHANGELOG.md', 'LICENSE'];

setUp();
rmSync(STAGE, { recursive: true, force: true });
mkdirSync(STAGE, { recursive: true });
build();
for (const name of FOLDERS) cpSync(join(ROOT, name), join(STAGE, name), { recursive: true });
for (const name of FILES) copyFileSync(join(ROOT, name), join(STAGE, name));
writeNotices();
writeFileSync(join(STAGE, '.vscodeignore'), ''); // All of it belongs to the package.
const { version } = writeManifest();
const strangers = strangersIn(STAGE);
if (strangers.length > 0) fail(`these files must not be in the package: ${strangers.join(', ')}`);
await pack(join(process.argv[2] ?? ROOT, `parallax-${version}.vsix`));

function build() {
  const { status } = spawnSync(process.execPath, [join(ROOT, 'esbuild.mjs'), `--package=${STAGE}`], { stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
}

function writeNotices() {
  const list = join(STAGE, 'packages.json');
  writeFileSync(join(STAGE, 'THIRD-PARTY-NOTICES.txt'), noticesOf(JSON.parse(readFileSync(list, 'utf8'))));
  rmSync(list);
}

/** Without what only the repository needs. */
function writeManifest() {
  const {
    private: _,
    bin,
    scripts,
    devDependencies,
    overrides,
    ...manifest
  } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  writeFileSync(join(STAGE, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  return manifest;
}

async function pack(packagePath) {
  await createVSIX({
    cwd: STAGE,
    packagePath,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
    allowUnusedFilesPattern: true,
  });
  const { size } = statSync(packagePath);
  const megabytes = (size / 1e6).toFixed(1);
  if (size > MOST_BYTES) fail(`the package has ${megabytes} MB, and at most ${MOST_BYTES / 1e6} MB were expected.`);
  console.log(`${packagePath}: ${megabytes} MB`);
}

function fail(sentence) {
  console.error(`parallax: ${sentence}`);
  process.exit(1);
}
