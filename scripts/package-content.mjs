/** What may be in the extension's package, by name and by content. Everything else is a stranger. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Of the .vsix, as people download it. */
export const MOST_BYTES = 40e6;

const ALLOWED = [
  /^package(\.nls(\.zh-cn)?)?\.json$/,
  /^(README|CHANGELOG)\.md$/,
  /^LICENSE$/,
  /^THIRD-PARTY-NOTICES\.txt$/,
  /^l10n\/bundle\.l10n\.[a-z-]+\.json$/,
  /^media\/[\w-]+\.(svg|png|css|md)$/,
  /^media\/(walkthrough|icons)\/[\w-]+\.(svg|png|md)$/,
  /^media\/model\/(parallax-static\.bin|parallax-static-vocab\.json|zh-en\.json)$/,
  /^out\/(extension|language-model|encodings)\.cjs$/,
  /^out\/(worker|digest|mcp|transformers|hnswlib|webview)\.js$/,
  /^out\/webview\.css$/,
  /^out\/grammars\/[\w-]+\.wasm$/,
  /^out\/onnxruntime\/ort-wasm-simd-threaded\.(mjs|wasm)$/,
];

/** Machine code of one platform, by its first bytes: ELF, Mach-O (either end first, or for several machines), Windows. */
const NATIVE = [
  [0x7f, 0x45, 0x4c, 0x46],
  [0xcf, 0xfa, 0xed, 0xfe],
  [0xfe, 0xed, 0xfa, 0xcf],
  [0xca, 0xfe, 0xba, 0xbe],
  [0x4d, 0x5a],
];
const SECRET =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----\n[A-Za-z0-9+/=\s]{100}|\b(ghp_[A-Za-z0-9]{36}|npm_[A-Za-z0-9]{36}|AKIA(?!\w*EXAMPLE)[A-Z0-9]{16})\b/;

/** Files below `folder` that are not allowed, each with the reason. */
export function strangersIn(folder) {
  return readdirSync(folder, { recursive: true })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path !== '.vscodeignore' && statSync(join(folder, path)).isFile())
    .sort()
    .flatMap((path) => {
      const reason = strangeness(path, () => readFileSync(join(folder, path)));
      return reason === undefined ? [] : [`${path} (${reason})`];
    });
}

/** Why a file may not be in the package; undefined where it may. */
export function strangeness(path, read) {
  if (!ALLOWED.some((pattern) => pattern.test(path))) return 'not on the list';
  const bytes = read();
  if (NATIVE.some((magic) => magic.every((byte, i) => bytes[i] === byte))) return 'machine code';
  const text = /\.(wasm|bin|png)$/.test(path) ? '' : bytes.toString('utf8');
  return SECRET.test(text) ? 'looks like a secret' : undefined;
}
