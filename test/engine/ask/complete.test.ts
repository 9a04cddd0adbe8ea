import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeAnswer, keepChunks, promptOf } from '../../../src/engine/ask/complete.ts';
import { isEngineError, modelEndedEarly, PartialAnswerError } from '../../../src/engine/errors.ts';
import type { LanguageModel } from '../../../src/engine/ports.ts';
import type { Context, ContextChunk } from '../../../src/engine/types.ts';
import { context as made } from '../../support/fake-engine.ts';

const chunk = (n: number, more: Partial<ContextChunk> = {}): ContextChunk => ({
  ...made.chunks[0],
  n,
  symbol: `f${n}`,
  startLine: n * 10,
  endLine: n * 10 + 5,
  ...more,
});
const CONTEXT: Context = { ...made, chunks: [chunk(1), chunk(2), chunk(3)] };

/** Says these things, and throws the error among them. */
function modelSaying(...said: readonly (string | Error)[]): LanguageModel & { asked: number } {
  return {
    name: 'fake',
    asked: 0,
    async *stream() {
      this.asked++;
      for (const one of said) {
        if (one instanceof Error) throw one;
        yield { kind: 'text', text: one };
      }
    },
  };
}

test('a context and a model make an answer with the sources that it cites', async () => {
  const { answer, sources, model, notSeen } = await completeAnswer(modelSaying('It is ', 'so [2].'), CONTEXT);
  assert.deepEqual([answer, model], ['It is so [2].', 'fake']);
  assert.deepEqual(sources, [{ n: 2, path: 'src/retry.ts', startLine: 20, endLine: 25, symbol: 'f2' }]);
  assert.deepEqual(notSeen, CONTEXT.notSeen);
});
test('a context that came over a wire does the same', async () => {
  const wired = JSON.parse(JSON.stringify(CONTEXT)) as Context;
  assert.deepEqual(await completeAnswer(modelSaying('[1]'), wired), await completeAnswer(modelSaying('[1]'), CONTEXT));
});
test('what was thinned out is numbered anew, and said', async () => {
  const thin = keepChunks(CONTEXT, [3, 1]);
  assert.deepEqual(
    thin.chunks.map(({ n, symbol }) => `${n} ${symbol}`),
    ['1 f1', '2 f3'],
  );
  assert.deepEqual(thin.notSeen, ['1 source was taken out by hand before sending.', 'Generated files.']);
  const { sources } = await completeAnswer(modelSaying('[2]'), thin);
  assert.equal(sources[0].symbol, 'f3');
});
test('keeping all of it changes nothing', () => assert.equal(keepChunks(CONTEXT, [1, 2, 3]), CONTEXT));
test('in Chinese', () => assert.match(keepChunks({ ...CONTEXT, language: 'zh' }, []).notSeen[0], /3 处来源/));
test('nothing left: no model is asked', async () => {
  const model = modelSaying('guess');
  const answer = await completeAnswer(model, keepChunks(CONTEXT, []));
  assert.deepEqual([answer.model, answer.sources, model.asked], ['none', [], 0]);
});
test('an answer that ends midway is thrown as far as it came', async () => {
  const failing = completeAnswer(modelSaying('It is [1]', modelEndedEarly('http://x', 'gone')), CONTEXT);
  const error = await failing.catch((one) => one);
  assert.ok(error instanceof PartialAnswerError);
  assert.equal(error.partial.answer, 'It is [1]');
});
test('stopped before it began', async () => {
  const model = modelSaying('x');
  const stopped = completeAnswer(model, CONTEXT, { signal: AbortSignal.abort() });
  await assert.rejects(stopped, (error) => isEngineError(error) && error.code === 'cancelled');
  assert.equal(model.asked, 0);
});

const roles = (context: Context) => promptOf(context).map(({ role }) => role);
test('the prompt is the same for the same context', () => assert.deepEqual(promptOf(CONTEXT), promptOf({ ...CONTEXT })));
test('earlier exchanges come before the question', () => {
  const history = [{ question: 'Where is it?', answer: 'There [7].' }];
  const prompt = promptOf({ ...CONTEXT, history });
  assert.deepEqual(roles({ ...CONTEXT, history }), ['system', 'user', 'assistant', 'user']);
  assert.equal(prompt[2].content, 'There.');
  assert.match(prompt[3].content, /^Earlier answers had other sources/);
});
test('without earlier exchanges nothing is said of them', () => assert.doesNotMatch(promptOf(CONTEXT)[1].content, /Earlier/));
test('a question in another language than the answer', () => {
  const last = (context: Context) => promptOf(context).at(-1)?.content.split('\n').at(-1);
  assert.equal(last({ ...CONTEXT, language: 'zh' }), '无论问题使用何种语言，请用中文回答，标识符保持原样。');
  assert.equal(last({ ...CONTEXT, question: '在哪里重试？' }), 'Answer in English, whatever the language of the question.');
  assert.equal(last(CONTEXT), 'Answer in the language of the question.');
});

test('an answer that does not end is ended, and kept as far as it may come', async () => {
  let told = 0;
  let isLeft = false;
  const endless: LanguageModel = {
    name: 'fake',
    async *stream() {
      try {
        for (;;) yield { kind: 'text', text: 'and so on [1] '.repeat(100) };
      } finally {
        isLeft = true;
      }
    },
  };
  const asking = completeAnswer(endless, CONTEXT, { onText: (text) => (told += text.length) });
  await assert.rejects(asking, (error: PartialAnswerError) => {
    assert.equal(error.code, 'answerEndless');
    assert.equal(error.partial.answer.length, told);
    return true;
  });
  assert.ok(isLeft);
});
