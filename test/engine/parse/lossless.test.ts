/** Whatever a file holds, none of its words is lost, and every unit says truly where it stands. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { type CodeParser, openParser } from '../../../src/engine/parse/parser.ts';
import type { ParsedFile, Unit } from '../../../src/engine/types.ts';
import { grammars } from '../../support/grammars.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

let parser: CodeParser;
before(async () => {
  parser = await openParser(grammars);
});

/** Words of the import statements themselves, and of a licence, are not kept. */
const KEYWORDS = new Set([
  'import',
  'from',
  'with',
  'as',
  'export',
  'type',
  'use',
  'include',
  'static',
  'package',
  'require',
  'const',
  'pub',
]);

async function check(path: string, text: string): Promise<void> {
  const parsed = await parser.parse(path, text);
  checkPlaces(parsed, text);
  const kept = new Set(parsed.units.flatMap(({ body, doc, signature, name }) => [body, doc, signature, name].flatMap(words)));
  const licence = /copyright|licen[cs]e/i.test(text) ? new Set(words(text.slice(0, 4000))) : new Set();
  const lost = words(text).filter((word) => !kept.has(word) && !KEYWORDS.has(word) && !licence.has(word));
  assert.deepEqual([...new Set(lost)], [], path);
}

function words(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}_]{2,}/gu) ?? [];
}

function checkPlaces({ units }: ParsedFile, text: string): void {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const line = (offset: number) => starts.findLastIndex((start) => start <= offset) + 1;
  units.forEach((unit, i) => {
    assert.equal(unit.kind === 'skeleton', i === 0 && units[0].kind === 'skeleton');
    assert.ok(0 <= unit.start && unit.start < unit.end && unit.end <= text.length, `${unit.start}-${unit.end} of ${text.length}`);
    if (unit.kind !== 'skeleton') assert.deepEqual([unit.startLine, unit.endLine], [line(unit.start), line(unit.end - 1)]);
    checkBounds(unit);
  });
}

function checkBounds({ body, doc, signature, calls, kind, startLine, endLine, part, parts }: Unit): void {
  assert.ok(body.length <= 10_000 && doc.length <= 2000 && signature.length <= 300);
  assert.ok(0 <= part && part < parts);
  if (kind !== 'skeleton') for (const call of calls) assert.ok(startLine <= call.line && call.line <= endLine);
}

const files = (folder: string, ending: RegExp): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name) && !name.includes('node_modules'))
    .sort()
    .slice(0, 60)
    .map((name) => join(folder, name));

/** Real files: this project's own, and those that come with its packages. */
const REAL: Readonly<Record<string, readonly string[]>> = {
  typescript: files('src', /\.ts$/),
  'typescript of a library': files('node_modules/zod/src/v3', /\.ts$/),
  javascript: files('node_modules/express/lib', /\.js$/),
  c: files('node_modules/tree-sitter-cpp', /(?:scanner\.c|\.h)$/),
  bindings: files('node_modules/tree-sitter-scala/bindings', /\.(?:py|rs|go|cc|swift)$/),
  markdown: files('node_modules/zod', /\.md$/),
};

for (const [name, paths] of Object.entries(REAL)) {
  test(`real ${name}`, async () => {
    assert.ok(paths.length > 0);
    for (const path of paths) await check(path, readFileSync(join(ROOT, path), 'utf8'));
  });
}

const BITS = [
  'function one(a) {\n',
  'class Two {\n',
  '}\n',
  'const three = () => {\n',
  '// four\n',
  '/** five */\n',
  'export ',
  'six();\n',
  '\n\n',
  '\r\n',
  "import { seven } from 'eight';\n",
  '😀 = "九";\n',
  '`${',
  'long line '.repeat(300),
  '\n  nine: 10,\n',
];
for (const ending of ['ts', 'py', 'c', 'rs', 'md', 'txt', 'vue']) {
  test(`any sequence of bits as .${ending}`, () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...BITS), { maxLength: 25 }), (bits) => check(`a.${ending}`, bits.join(''))),
      { numRuns: 60 },
    ));
}
