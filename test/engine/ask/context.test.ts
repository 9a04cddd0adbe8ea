/** What a real engine would send, from files in memory. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LanguageModel } from '../../../src/engine/ports.ts';
import type { ContextRequest } from '../../../src/engine/types.ts';
import { memoryEngine } from '../../support/memory-engine.ts';

const KEY = `AIza${'SyD9x2Lm4Qp8Rt6Vw3Zb7Nc5Kf1Hj0Gs8Ue'}`;
const FILES = {
  'src/retry.ts':
    '/** Decides whether a request is sent again. */\nexport function shouldRetry(attempt: number): boolean {\n  return attempt < 3;\n}\n',
  'src/maps.ts': `/** Asks the map service where an address lies. */\nexport function locateAddress(address: string) {\n  return ask(address, '${KEY}');\n}\n`,
  'src/theme.ts':
    '/** Colours of the dark theme. */\nexport function darkTheme(): string[] {\n  return ["black", "grey"];\n}\n\n/** Colours of the light theme. */\nexport function lightTheme(): string[] {\n  return ["white"];\n}\n',
};
const QUESTION = 'where is it decided whether a request is sent again?';

async function contextOf(request: ContextRequest, ports: Parameters<typeof memoryEngine>[1] = {}) {
  const { engine } = await memoryEngine(FILES, ports);
  return engine.context(request);
}

test('no model is asked', async () => {
  const languageModel: LanguageModel = {
    name: 'never',
    stream() {
      throw new Error('asked');
    },
  };
  const { chunks, question, frame, history } = await contextOf({ kind: 'ask', question: ` ${QUESTION} ` }, { languageModel });
  assert.deepEqual([chunks[0].symbol, chunks[0].n, question, frame, history], ['shouldRetry', 1, QUESTION, '', []]);
  assert.ok(chunks.every(({ attached }) => !attached));
});
test('it is plain data', async () => {
  const context = await contextOf({ kind: 'ask', question: QUESTION });
  assert.deepEqual(JSON.parse(JSON.stringify(context)), context);
  assert.ok(!('unitId' in context.chunks[0]) && !('contentHash' in context.chunks[0]));
});
test('an answer has the sources that were shown', async () => {
  const { engine } = await memoryEngine(FILES);
  const { chunks } = await engine.context({ kind: 'ask', question: QUESTION });
  const { sources } = await engine.ask({ question: QUESTION });
  const shown = chunks.map(({ n, path, startLine, endLine, symbol }) => ({ n, path, startLine, endLine, symbol }));
  for (const source of sources) assert.deepEqual(source, shown[source.n - 1]);
});
test('a target is what was asked for', async () => {
  const { chunks, question } = await contextOf({ kind: 'explain', target: 'src/theme.ts#lightTheme' });
  assert.deepEqual([chunks[0].symbol, chunks[0].attached], ['lightTheme', true]);
  assert.ok(chunks.slice(1).every(({ attached }) => !attached));
  assert.match(question, /^What is this code for/);
});

for (const [target, symbols] of [
  ['src/theme.ts#lightTheme', ['lightTheme']],
  ['src/theme.ts:3', ['darkTheme']],
  ['src/theme.ts:1-9', ['']],
  ['src/theme.ts', ['']],
  ['src', ['', '', '']],
] as const)
  test(`attached to a question: ${target}`, async () => {
    const { chunks } = await contextOf({ kind: 'ask', question: QUESTION, attached: [target] });
    const marked = chunks.filter(({ attached }) => attached);
    assert.deepEqual(
      marked.slice(0, symbols.length).map(({ symbol }) => symbol),
      symbols,
    );
    assert.deepEqual(
      marked.map(({ n }) => n),
      marked.map((_, i) => i + 1),
    );
    assert.ok(chunks.some(({ symbol, reason }) => symbol === 'shouldRetry' || reason.includes('asked for')));
  });
test('what is attached takes no more than its share', async () => {
  const long = Array.from({ length: 400 }, (_, i) => `  step${i}(value);`).join('\n');
  const { engine } = await memoryEngine({ ...FILES, 'src/long.ts': `export function long(value: number) {\n${long}\n}\n` });
  const request = { kind: 'ask', question: QUESTION, attached: ['src/long.ts#long'], budget: 1000 } as const;
  const { chunks } = await engine.context(request);
  assert.ok(chunks[0].attached && chunks[0].tokens <= 510, `${chunks[0].tokens}`);
  assert.equal(chunks.find(({ attached }) => !attached)?.symbol, 'shouldRetry');
});
test('what is attached and not there', () =>
  assert.rejects(contextOf({ kind: 'ask', question: QUESTION, attached: ['src/none.ts'] }), /The index has no src\/none\.ts/));

test('a secret is masked, counted and told', async () => {
  const { chunks, notSeen } = await contextOf({ kind: 'ask', question: 'how is the map service asked where an address lies?' });
  const chunk = chunks.find(({ symbol }) => symbol === 'locateAddress');
  assert.ok(chunk?.text.includes("ask(address, '<secret masked>')"), chunk?.text);
  assert.equal(chunk?.masked, 1);
  assert.ok(notSeen.includes('1 likely secret was masked in the sources.'), notSeen.join());
});
test('an extract has no secret either', async () => {
  const { engine } = await memoryEngine(FILES);
  const { answer } = await engine.explain({ target: 'src/maps.ts#locateAddress', question: 'ask address' });
  assert.ok(!answer.includes(KEY));
});

test('language and frame of the workspace, where a request brings none', async () => {
  const answers = { frame: 'a shop', language: 'zh' } as const;
  const context = await contextOf({ kind: 'ask', question: QUESTION }, { answers });
  assert.deepEqual([context.frame, context.language], ['a shop', 'zh']);
  const own = await contextOf({ kind: 'ask', question: QUESTION, frame: 'a game', language: 'en' }, { answers });
  assert.deepEqual([own.frame, own.language], ['a game', 'en']);
});
