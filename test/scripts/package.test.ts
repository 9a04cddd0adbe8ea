import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { MOST_BYTES, strangeness, strangersIn } from '../../scripts/package-content.mjs';

const ROOT = join(import.meta.dirname, '..', '..');

function check(path: string, content: string | Buffer, expected: string | undefined): void {
  assert.equal(
    strangeness(path, () => Buffer.from(content)),
    expected,
    path,
  );
}

test('what is on the list may be in the package', () => {
  check('out/worker.js', 'run();', undefined);
  check('l10n/bundle.l10n.zh-cn.json', '{}', undefined);
});

test('sources, tests, benchmarks, source maps and settings of a person may not', () => {
  for (const path of [
    'src/engine/engine.ts',
    'out/bench.js',
    'out/worker.js.map',
    'out/cli.js',
    '.env',
    'media/notes.txt',
    'out/addon.node',
  ])
    check(path, '', 'not on the list');
});

test('neither may machine code or a key under a good name', () => {
  check('out/grammars/tree-sitter-c.wasm', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2]), 'machine code');
  check('out/grammars/tree-sitter-c.wasm', Buffer.from([0x00, 0x61, 0x73, 0x6d]), undefined);
  check('out/worker.js', `const key = 'ghp_${'a'.repeat(36)}';`, 'looks like a secret');
  check('README.md', `-----BEGIN RSA PRIVATE KEY-----\n${'MIIE'.repeat(30)}`, 'looks like a secret');
});

test('the package is made, small enough, complete, and holds nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parallax-package-'));
  try {
    const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts', 'package.mjs'), folder], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    const [vsix] = readdirSync(folder);
    assert.match(vsix, /^parallax-\d+\.\d+\.\d+\.vsix$/);
    assert.ok(statSync(join(folder, vsix)).size < MOST_BYTES);
  } finally {
    rmSync(folder, { recursive: true });
  }
  const stage = join(ROOT, 'dist', 'extension');
  assert.deepEqual(strangersIn(stage), []);
  const manifest = readFileSync(join(stage, 'package.json'), 'utf8');
  for (const [, path] of manifest.matchAll(/"(?:\.\/)?((?:media|out)\/[^"]+\.\w+)"/g))
    assert.ok(existsSync(join(stage, path)), path);
  const grammars = JSON.parse(readFileSync(join(ROOT, 'scripts', 'grammars.json'), 'utf8')) as {
    grammar: string;
    package: string;
  }[];
  const notices = readFileSync(join(stage, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  for (const { grammar, package: from } of grammars) {
    assert.ok(existsSync(join(stage, 'out', 'grammars', `${grammar}.wasm`)), grammar);
    assert.ok(notices.includes(`\n${from} `), from);
  }
  for (const name of ['openai', 'zod', 'onnxruntime-web', 'markdown-it']) assert.ok(notices.includes(`\n${name} `), name);
});
