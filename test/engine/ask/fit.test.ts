import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promptOf } from '../../../src/engine/ask/complete.ts';
import { fitContext } from '../../../src/engine/ask/fit.ts';
import type { Context, ContextChunk } from '../../../src/engine/types.ts';

const WORDS = 100;

function chunk(n: number, attached = false): ContextChunk {
  const path = `src/${n}.ts`;
  const text = 'word '.repeat(WORDS).trim();
  return {
    n,
    path,
    startLine: 1,
    endLine: 9,
    symbol: `f${n}`,
    language: 'typescript',
    text,
    reason: '',
    tokens: WORDS,
    attached,
    masked: 0,
  };
}

const context = (...chunks: readonly ContextChunk[]): Context => ({
  question: 'What does it do?',
  frame: '',
  language: 'en',
  history: [],
  chunks,
  budget: 6000,
  notSeen: ['Generated files.'],
});

const countWords = async (text: string) => text.split(/\s+/).length;

/** The limit that leaves room for exactly so many chunks. */
async function limitFor(chunks: number): Promise<number> {
  const prompt = promptOf(context(...Array.from({ length: chunks }, (_, i) => chunk(i + 1))));
  return (await countWords(prompt.map(({ content }) => content).join(' '))) + 60;
}

async function check(chunks: readonly ContextChunk[], room: number, expected: readonly string[], notes: readonly string[]) {
  const limit = await limitFor(room);
  const fitted = await fitContext(context(...chunks), limit, countWords);
  assert.deepEqual(
    fitted.chunks.map(({ path }) => path),
    expected,
  );
  assert.deepEqual(
    fitted.chunks.map(({ n }) => n),
    expected.map((_, i) => i + 1),
  );
  assert.deepEqual(fitted.notSeen, [...notes.map((note) => note.replace('LIMIT', String(limit))), 'Generated files.']);
}

test('what fits stays as it is', () => check([chunk(1), chunk(2)], 2, ['src/1.ts', 'src/2.ts'], []));

test('the last chunks leave first, which is said', () =>
  check(
    [chunk(1), chunk(2), chunk(3)],
    1,
    ['src/1.ts'],
    ['2 sources were left out because the model takes no more than LIMIT tokens.'],
  ));

test('what the user asked for by name leaves last', () =>
  check(
    [chunk(1), chunk(2, true)],
    1,
    ['src/2.ts'],
    ['1 source was left out because the model takes no more than LIMIT tokens.'],
  ));

test('estimates that are far too low still end in a context that fits', async () => {
  const low = [1, 2, 3, 4].map((n) => ({ ...chunk(n), tokens: 1 }));
  const fitted = await fitContext(context(...low), await limitFor(2), countWords);
  assert.equal(fitted.chunks.length, 2);
});

test('a question that is too long by itself is refused', () =>
  assert.rejects(fitContext(context(chunk(1)), 60, countWords), { code: 'questionTooLong' }));
