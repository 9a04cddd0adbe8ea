/** A whole engine whose files are edited after they were indexed, on disk or in an editor. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Engine } from '../../../src/engine/engine.ts';
import type { LineRange } from '../../../src/engine/types.ts';
import { memoryEngine } from '../../support/memory-engine.ts';

const RETRY = `/** Decides whether a request is sent again after it failed. */
export function shouldRetry(attempt: number): boolean {
  return attempt < 3;
}

/** How long to wait before the next attempt, in milliseconds. */
export function pauseBefore(attempt: number): number {
  return 100 * 2 ** attempt;
}
`;
const CLIENT = `import { pauseBefore, shouldRetry } from './retry.ts';

/** Sends a request, and again where that failed. */
export async function send(url: string): Promise<Response> {
  for (let attempt = 0; shouldRetry(attempt); attempt++) await sleep(pauseBefore(attempt));
  return fetch(url);
}
`;
const FILES = { 'src/retry.ts': RETRY, 'src/client.ts': CLIENT };
const ABOVE = '// one\n// two\n// three\n';
const QUESTION = { question: 'where is it decided whether a request is sent again after it failed' };

async function linesOf(engine: Engine, symbol: string): Promise<string> {
  const { chunks } = await engine.context({ kind: 'ask', ...QUESTION });
  const chunk = chunks.find((one) => one.symbol === symbol);
  return chunk === undefined ? 'none' : `${chunk.startLine}-${chunk.endLine}: ${chunk.text.split('\n')[0]}`;
}

const HEAD = 'export function shouldRetry(attempt: number): boolean {';

test('a chunk has the lines of the unsaved text, and its text', async () => {
  const { engine } = await memoryEngine(FILES);
  assert.equal(await linesOf(engine, 'shouldRetry'), `2-4: ${HEAD}`);
  await engine.setBuffer('src/retry.ts', ABOVE + RETRY);
  assert.equal(await linesOf(engine, 'shouldRetry'), `5-7: ${HEAD}`);
  await engine.setBuffer('src/retry.ts', undefined);
  assert.equal(await linesOf(engine, 'shouldRetry'), `2-4: ${HEAD}`);
});
test('an edited body is sent as it is edited', async () => {
  const { engine } = await memoryEngine(FILES);
  await engine.setBuffer('src/retry.ts', RETRY.replace('return attempt < 3;', 'log(attempt);\n  return attempt < 5;'));
  const { chunks, notSeen } = await engine.context({ kind: 'ask', ...QUESTION });
  const chunk = chunks.find(({ symbol }) => symbol === 'shouldRetry');
  assert.match(chunk?.text ?? '', /attempt < 5;\n\}$/);
  assert.ok(
    notSeen.some((note) => note.startsWith('Changed since') && note.includes('src/retry.ts')),
    notSeen.join(),
  );
});
test('lines that are gone are not shown, and their file is told', async () => {
  const { engine } = await memoryEngine(FILES);
  await engine.setBuffer('src/retry.ts', '// all gone\n');
  const { chunks, notSeen } = await engine.context({ kind: 'ask', ...QUESTION });
  assert.ok(!chunks.some(({ symbol }) => symbol === 'shouldRetry'));
  assert.ok(
    notSeen.some((note) => note.includes('src/retry.ts')),
    notSeen.join(),
  );
});
test('a file that changed on disk', async () => {
  const { engine, files } = await memoryEngine(FILES);
  files.put('src/retry.ts', ABOVE + RETRY);
  assert.equal(await linesOf(engine, 'shouldRetry'), `5-7: ${HEAD}`);
});
test('a target is read in the lines of the unsaved text', async () => {
  const { engine } = await memoryEngine(FILES);
  await engine.setBuffer('src/retry.ts', ABOVE + RETRY);
  const { chunks } = await engine.context({ kind: 'explain', target: 'src/retry.ts:11' });
  assert.deepEqual([chunks[0].symbol, chunks[0].startLine, chunks[0].attached], ['pauseBefore', 10, true]);
});
test('answers cite the lines of the unsaved text', async () => {
  const { engine } = await memoryEngine(FILES);
  await engine.setBuffer('src/retry.ts', ABOVE + RETRY);
  const { sources } = await engine.explain({ target: 'src/retry.ts#shouldRetry' });
  assert.deepEqual([sources[0].startLine, sources[0].endLine], [5, 7]);
});
test('callers are told where they call now', async () => {
  const { engine } = await memoryEngine(FILES);
  await engine.setBuffer('src/client.ts', ABOVE + CLIENT);
  const [edge] = await engine.callers('src/retry.ts#shouldRetry');
  assert.deepEqual([edge.from.name, edge.line, edge.from.startLine], ['send', 8, 7]);
});

test('hits and their further units have the lines of the unsaved text', async () => {
  const { engine } = await memoryEngine(FILES);
  await engine.setBuffer('src/retry.ts', ABOVE + RETRY);
  const { hits } = await engine.search({ text: QUESTION.question });
  const hit = hits.find(({ path }) => path === 'src/retry.ts');
  assert.deepEqual([hit?.symbol, hit?.startLine, hit?.endLine], ['shouldRetry', 5, 7]);
  assert.deepEqual(hit?.more, [{ symbol: 'pauseBefore', startLine: 10, endLine: 12 }]);
});
for (const found of ['search', 'callers', 'glance'] as const)
  test(`what ${found} found in an unsaved text is located there, and after further edits`, async () => {
    const { engine } = await memoryEngine(FILES);
    const edited = { retry: ABOVE + RETRY, client: ABOVE + CLIENT };
    await engine.setBuffer('src/retry.ts', edited.retry);
    await engine.setBuffer('src/client.ts', edited.client);
    const place = await {
      search: async () => (await engine.search({ text: 'shouldRetry' })).hits[0],
      callers: async () => (await engine.callers('src/retry.ts#shouldRetry'))[0].from,
      glance: async () => (await engine.glance('src/retry.ts', 6))?.unit as LineRange,
    }[found]();
    const { path, startLine, endLine } = place;
    assert.deepEqual(await engine.locate({ path, startLine, endLine }), { startLine, endLine, moved: false });
    await engine.setBuffer(path, `// again\n${path === 'src/client.ts' ? edited.client : edited.retry}`);
    const located = await engine.locate({ path, startLine, endLine });
    assert.deepEqual(located, { startLine: startLine + 1, endLine: endLine + 1, moved: true });
  });

test('a place is located after lines were put above it', async () => {
  const { engine } = await memoryEngine(FILES);
  const place = { path: 'src/retry.ts', startLine: 2, endLine: 4 };
  assert.deepEqual(await engine.locate(place), { startLine: 2, endLine: 4, moved: false });
  await engine.setBuffer('src/retry.ts', ABOVE + RETRY);
  assert.deepEqual(await engine.locate(place), { startLine: 5, endLine: 7, moved: true });
});
test('a line within a definition moves with it', async () => {
  const { engine } = await memoryEngine(FILES);
  await engine.setBuffer('src/retry.ts', ABOVE + RETRY);
  const located = await engine.locate({ path: 'src/retry.ts', startLine: 3, endLine: 3 });
  assert.deepEqual(located, { startLine: 6, endLine: 6, moved: true });
});
test('a place that is gone', async () => {
  const { engine } = await memoryEngine(FILES);
  await engine.setBuffer('src/retry.ts', '// all gone\n');
  assert.equal(await engine.locate({ path: 'src/retry.ts', startLine: 2, endLine: 4 }), undefined);
});
test('what was shown is found again after it was saved and indexed anew', async () => {
  const { engine, files } = await memoryEngine(FILES);
  const { sources } = await engine.explain({ target: 'src/retry.ts#shouldRetry' });
  files.put('src/retry.ts', ABOVE + RETRY);
  await engine.update(['src/retry.ts']);
  assert.deepEqual(await engine.locate({ ...sources[0] }), { startLine: 5, endLine: 7, moved: true });
});

test('a glance', async () => {
  const { engine } = await memoryEngine(FILES);
  const glance = await engine.glance('src/retry.ts', 3);
  assert.deepEqual([glance?.unit.name, glance?.callers, glance?.callees], ['shouldRetry', 1, 0]);
  assert.ok(glance?.relatives.length === 2 && glance.relatives.every(({ symbol }) => symbol !== 'shouldRetry'));
});
test('a glance at an unsaved text', async () => {
  const { engine } = await memoryEngine(FILES);
  await engine.setBuffer('src/retry.ts', ABOVE + RETRY);
  const glance = await engine.glance('src/retry.ts', 6);
  assert.deepEqual([glance?.unit.name, glance?.unit.startLine, glance?.unit.endLine], ['shouldRetry', 5, 7]);
});
test('nothing to glance at between definitions, nor in a file that is not indexed', async () => {
  const { engine } = await memoryEngine(FILES);
  assert.equal(await engine.glance('src/retry.ts', 5), undefined);
  assert.equal(await engine.glance('src/other.ts', 1), undefined);
});
test('what is indexed, without reading a file', async () => {
  const { engine, files } = await memoryEngine(FILES);
  const reads = files.reads;
  const status = await engine.status();
  assert.deepEqual([status?.files, status?.functions, files.reads], [2, 3, reads]);
});
