/** Every visible string is there in both languages, and none is left that nobody says. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { STRINGS } from '../../src/webview/strings.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const json = (path: string): Record<string, string> => JSON.parse(read(path));

/** A call of `l10n.t` up to its first argument, where that is one literal. */
const SAID = /\bl10n\.t\(\s*('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*[,)]/g;
const CALLS = /\bl10n\.t\(/g;
/** Where tables are translated, whose strings are counted below. */
const TABLES = ['src/vscode/chat/page-state.ts', 'src/vscode/words.ts'];

function sources(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

function saidIn(code: string): readonly string[] {
  return [...code.matchAll(SAID)].map(([, literal]) => runInNewContext(literal));
}

/** The words of an EngineError, and of what it is put together from. */
const PHRASES = /(?:new EngineError\(\s*'\w+',|\bphrase\()\s*('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/g;
const NOT_LITERAL = /(?:new EngineError\(\s*'\w+',|\bphrase\()\s*[^'"\s]/;
const ERRORS = ['src/engine/errors.ts', 'src/engine/embedder-errors.ts'];

const errors = ERRORS.flatMap((path) => [...read(path).matchAll(PHRASES)].map(([, literal]) => runInNewContext(literal)));
const spoken = sources('src/vscode').flatMap((path) => saidIn(read(path)));
const chinese = json('l10n/bundle.l10n.zh-cn.json');
const placeholders = (text: string) => [...new Set(text.match(/\{\d+\}/g))].sort();

test('a string is said as one literal, so that this test sees it', () => {
  for (const path of sources('src/vscode').filter((one) => !TABLES.includes(one))) {
    const code = read(path);
    assert.equal([...code.matchAll(SAID)].length, [...code.matchAll(CALLS)].length, path);
  }
});

test('an error is a template, not a sentence put together', () => {
  for (const path of ERRORS) assert.doesNotMatch(read(path), NOT_LITERAL, path);
});

test('every string of the extension and its page has its Chinese, and no other has', () => {
  const said = new Set([...spoken, ...errors, ...Object.values(STRINGS)]);
  assert.deepEqual(
    Object.keys(chinese).filter((text) => !said.has(text)),
    [],
    'nobody says these',
  );
  assert.deepEqual(
    [...said].filter((text) => !(text in chinese)),
    [],
    'these have no Chinese',
  );
});

test('a translation takes the same arguments', () => {
  for (const [english, translated] of Object.entries(chinese))
    assert.deepEqual(placeholders(translated), placeholders(english), english);
});

test('package.json uses the strings of both languages, all of them', () => {
  const used = [...read('package.json').matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
  const keys = [...new Set(used)].sort();
  assert.deepEqual(Object.keys(json('package.nls.json')).sort(), keys, 'English');
  assert.deepEqual(Object.keys(json('package.nls.zh-cn.json')).sort(), keys, 'Chinese');
});
