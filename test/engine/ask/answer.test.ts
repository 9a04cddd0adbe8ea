import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AnswerDeps, answerRequest } from '../../../src/engine/ask/answer.ts';
import type { GenerateOptions } from '../../../src/engine/ask/generate.ts';
import { isEngineError, modelEndedEarly, modelUnreachable, PartialAnswerError } from '../../../src/engine/errors.ts';
import { centrality } from '../../../src/engine/graph/centrality.ts';
import type { LanguageModel, Message, ModelEvent } from '../../../src/engine/ports.ts';
import { termsOf } from '../../../src/engine/text/terms.ts';
import { forEachWord } from '../../../src/engine/text/words.ts';
import type { Answer, AskRequest, ExplainRequest } from '../../../src/engine/types.ts';
import { matchesGolden } from '../../support/golden.ts';
import { sourceCorpus } from '../../support/source-corpus.ts';
import { RETRY_CODE } from './retry-code.ts';

function termsIn(question: string): Map<string, number> {
  const terms = new Map<string, number>();
  forEachWord(question, (word) => {
    for (const term of termsOf(word)) terms.set(term, 1);
  });
  return terms;
}

const LOG = { info() {}, warn() {}, error() {} };

function depsOver(
  files: Readonly<Record<string, string>>,
  found: readonly string[],
  changed: readonly string[] = [],
): AnswerDeps {
  const { corpus, readLines, hit } = sourceCorpus(files, changed);
  return {
    corpus,
    readLines,
    search: async () => found.map((symbol, i) => hit(symbol, 1 - i / 10, 'documentation')),
    related: async (_, angle) => (angle === 'construction' ? [hit('remember')] : []),
    terms: termsIn,
    recalled: () => [],
    centrality: () => centrality(corpus),
    indexNotes: () => [],
    log: LOG,
  };
}
const DEPS = depsOver(RETRY_CODE, ['decide', 'Client.send', 'backoff', 'remember']);

interface FakeModel extends LanguageModel {
  readonly asked: (readonly Message[])[];
}

/** Says these things, and then throws, where one of them is an error. */
function modelSaying(...events: readonly (string | ModelEvent | Error)[]): FakeModel {
  const asked: (readonly Message[])[] = [];
  return {
    name: 'fake',
    asked,
    async *stream(messages) {
      asked.push(messages);
      for (const event of events) {
        if (event instanceof Error) throw event;
        yield typeof event === 'string' ? { kind: 'text', text: event } : event;
      }
    },
  };
}

const answerQuestion = (deps: AnswerDeps, request: AskRequest, options?: GenerateOptions) =>
  answerRequest(deps, { kind: 'ask', ...request }, options);
const explain = (request: ExplainRequest, deps = DEPS) => answerRequest(deps, { kind: 'explain', ...request });

const QUESTION: AskRequest = { question: 'where is it decided whether a request is retried?' };
const askModel = (model: LanguageModel, options: GenerateOptions = {}, request = QUESTION) =>
  answerQuestion({ ...DEPS, model }, request, options);

test('an answer carries what it cites, the name of the model and its tokens', async () => {
  const answer = await askModel(modelSaying('`decide` says so ', '[1].', { kind: 'usage', prompt: 900, completion: 9 }));
  assert.deepEqual(answer, {
    answer: '`decide` says so [1].',
    sources: [{ n: 1, path: 'src/net/retry.ts', startLine: 7, endLine: 10, symbol: 'decide' }],
    unverified: [],
    notSeen: answer.notSeen,
    model: 'fake',
    tokens: { prompt: 900, completion: 9 },
  } satisfies Answer);
});
test('text is handed on as it arrives', async () => {
  const pieces: string[] = [];
  await askModel(modelSaying('a', 'b [1]'), { onText: (text) => pieces.push(text) });
  assert.deepEqual(pieces, ['a', 'b [1]']);
});
test('tokens are estimated where the server does not count', async () => {
  const { tokens } = await askModel(modelSaying('It does [1].'));
  assert.ok(tokens.prompt > 300 && tokens.completion === 4, JSON.stringify(tokens));
});
test('a made-up source is told', async () => {
  const { unverified, sources } = await askModel(modelSaying('It does [1]. So it is [77].'));
  assert.deepEqual([unverified, sources.map((source) => source.n)], [['So it is [77].'], [1]]);
});
test('an answer that cites nothing says so, and shows what was sent', async () => {
  const { notSeen, sources } = await askModel(modelSaying('It just does.'));
  assert.match(notSeen[0], /cited none/);
  assert.ok(sources.length > 3);
});
test('the model is told question, frame and sources', async () => {
  const model = modelSaying('[1]');
  await askModel(model, {}, { ...QUESTION, frame: 'a payment gateway' });
  const [[system, user]] = model.asked;
  assert.deepEqual([system.role, user.role], ['system', 'user']);
  for (const text of ['a payment gateway', '[1] src/net/retry.ts:7-10 decide', QUESTION.question])
    assert.ok(user.content.includes(text), text);
});
test('what the index did not see is handed on', async () => {
  const deps = { ...DEPS, model: modelSaying('[1]'), indexNotes: () => ['12 files were too large.'] };
  const { notSeen } = await answerQuestion(deps, QUESTION);
  assert.equal(notSeen.at(-1), '12 files were too large.');
});
test('calls that lead nowhere are told', async () => {
  const { notSeen } = await askModel(modelSaying('[1]'));
  assert.ok(
    notSeen.some((note) => note.includes('`sleep`')),
    notSeen.join(),
  );
});
test('a file that changed since is told', async () => {
  const deps = { ...depsOver(RETRY_CODE, ['decide'], ['src/net/retry.ts']), model: modelSaying('[1]') };
  const { notSeen } = await answerQuestion(deps, QUESTION);
  assert.ok(
    notSeen.some((note) => note.startsWith('Changed since') && note.includes('src/net/retry.ts')),
    notSeen.join(),
  );
});
test('what the budget cut is told', async () => {
  const { notSeen } = await askModel(modelSaying('[1]'), {}, { ...QUESTION, budget: 200 });
  assert.ok(
    notSeen.some((note) => note.includes('budget of 200 tokens')),
    notSeen.join(),
  );
});

test('an answer that ends midway is thrown whole as far as it came', async () => {
  const cause = modelEndedEarly('http://x', 'the connection broke');
  const error = await askModel(modelSaying('It decides [1]. And th', cause)).catch((one) => one);
  assert.ok(error instanceof PartialAnswerError && isEngineError(error));
  assert.deepEqual([error.code, error.message], ['modelEndedEarly', cause.message]);
  assert.equal(error.partial.answer, 'It decides [1]. And th');
  assert.deepEqual(
    error.partial.sources.map((source) => source.n),
    [1],
  );
  assert.ok(error.partial.notSeen[0].startsWith('The answer is not whole'));
});
const fails = (promise: Promise<unknown>, code: string) =>
  assert.rejects(promise, (error) => isEngineError(error) && error.code === code && !('partial' in error));
test('before the first word the cause is thrown', () =>
  fails(askModel(modelSaying(modelUnreachable('http://x', 'refused'))), 'modelUnreachable'));
test('a model that says nothing', () => fails(askModel(modelSaying('', ' \n')), 'modelSaidNothing'));
test('a bug stays a bug', () => assert.rejects(askModel(modelSaying('half', new RangeError('ours'))), RangeError));
test('an empty question', () => fails(answerQuestion(DEPS, { question: ' ' }), 'questionEmpty'));
test('cancelled before the model is asked', async () => {
  const model = modelSaying('[1]');
  await fails(askModel(model, { signal: AbortSignal.abort() }), 'cancelled');
  assert.equal(model.asked.length, 0);
});
test('where nothing is found no model is asked', async () => {
  const model = modelSaying('guess');
  const answer = await answerQuestion({ ...depsOver(RETRY_CODE, []), model }, QUESTION);
  assert.deepEqual([answer.answer, answer.model, model.asked.length], ['Nothing in the index matches this question.', 'none', 0]);
});

async function golden(name: string, answer: Promise<Answer>) {
  const { answer: text, sources, notSeen, model } = await answer;
  assert.equal(model, 'none');
  const lines = text.trimEnd().split('\n');
  assert.match(lines.at(-1)!, /PARALLAX_BASE_URL/);
  assert.equal(lines.filter((line) => line.includes('PARALLAX_')).length, 1);
  const listed = sources.map((source) => `[${source.n}] ${source.path}:${source.startLine}-${source.endLine} ${source.symbol}`);
  matchesGolden(`ask/extract-${name}.md`, `${text}\n\n---\n${listed.join('\n')}\n---\n${notSeen.join('\n')}\n`);
}

test('without a model: a question', () => golden('question', answerQuestion(DEPS, QUESTION)));
test('without a model: a Chinese question', () =>
  golden('question-zh', answerQuestion(DEPS, { question: '在哪里决定请求是否重试？' })));
test('without a model: a function', () => golden('function', explain({ target: 'src/net/retry.ts#decide' })));
test('without a model: a class', () => golden('class', explain({ target: 'src/net/client.ts#Client' })));
test('without a model: a file, in Chinese', () =>
  golden('file-zh', explain({ target: 'src/net/retry.ts', question: '这个文件是做什么的？' })));
test('without a model: a folder', () => golden('folder', explain({ target: 'src/net' })));
test('without a model, nothing found', () => golden('nothing', answerQuestion(depsOver(RETRY_CODE, []), QUESTION)));
test('code cannot speak Markdown', () => {
  const hostile = {
    'x.ts':
      '/** ![x](http://evil/x.png) <img src=http://evil> [1] `tick` */\nexport function f(a: `b`) {\n  return "```\\n![y](http://evil/y.png)";\n}\n',
  };
  return golden(
    'hostile',
    answerQuestion(depsOver({ ...hostile, 'src/store/cache.ts': RETRY_CODE['src/store/cache.ts'] }, ['f']), {
      question: 'return f',
    }),
  );
});
test('an explanation uses the question where one is asked, and the standard one where none is', async () => {
  const model = modelSaying('[1]');
  await explain({ target: 'src/net/retry.ts#decide' }, { ...DEPS, model });
  await explain({ target: 'src/net/retry.ts#decide', question: 'why three?' }, { ...DEPS, model });
  await explain({ target: 'src/net', frame: '支付网关' }, { ...DEPS, model });
  const questions = model.asked.map(([, user]) => /^Question: (.*)$/m.exec(user.content)?.[1] ?? '');
  assert.match(questions[0], /^What is this code for/);
  assert.equal(questions[1], 'why three?');
  assert.match(questions[2], /^在这类系统中，这一部分/);
});
