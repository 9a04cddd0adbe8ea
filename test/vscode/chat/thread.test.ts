import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { Engine } from '../../../src/engine/engine.ts';
import { modelFailed, modelKeyRefused } from '../../../src/engine/errors.ts';
import type { Message, ModelEvent } from '../../../src/engine/ports.ts';
import type { Conversation } from '../../../src/vscode/chat/conversation.ts';
import type { ChatModel, SessionDeps, SessionSettings } from '../../../src/vscode/chat/session.ts';
import { Thread } from '../../../src/vscode/chat/thread.ts';
import type { Exchange, HostMessage } from '../../../src/webview/messages.ts';
import { memoryEngine } from '../../support/memory-engine.ts';

const CODE = {
  'src/client.ts': '/** Sends again after a failure. */\nexport function retry(times: number) {\n  return send(times - 1);\n}\n',
  'src/send.ts': '/** Sends one request over the wire. */\nexport function send(left: number) {\n  return left;\n}\n',
};

let engine: Engine;
before(async () => {
  ({ engine } = await memoryEngine(CODE));
});

/** A model that says these pieces; a function among them is called in its turn. */
function scripted(...script: readonly (string | (() => unknown))[]) {
  const prompts: string[] = [];
  const model: ChatModel = {
    name: 'scripted',
    maxInputTokens: undefined,
    countTokens: async (text) => text.length,
    async *stream(messages: readonly Message[], { signal }): AsyncIterable<ModelEvent> {
      prompts.push(messages.map(({ content }) => content).join('\n'));
      for (const piece of script) {
        if (typeof piece === 'string') yield { kind: 'text', text: piece };
        else await piece();
        if (signal?.aborted) throw modelFailed('here', 'aborted');
      }
      yield { kind: 'usage', prompt: 12, completion: 3 };
    },
  };
  return { model, prompts };
}

interface Options {
  readonly model?: ChatModel;
  readonly review?: SessionSettings['review'];
  readonly deps?: Partial<SessionDeps>;
}

function open({ model, review = { when: 'never', largeTokens: 0 }, deps = {} }: Options = {}) {
  const told: HostMessage[] = [];
  const saved: Conversation[] = [];
  const thread = new Thread({
    deps: {
      service: { hasIndex: true, ready: async () => engine },
      model: async () => model,
      settings: () => ({ frame: '', budget: 6000, language: undefined, review }),
      here: async () => 'src/client.ts:2',
      chooseAngle: async () => 'purpose',
      wayOutOf: (code) => (code === 'modelKeyRefused' ? 'parallax.model.setKey' : undefined),
      wordsOf: ({ message }) => `In words: ${message}`,
      log: { info: () => {}, warn: () => {}, error: () => {} },
      ...deps,
    },
    store: { save: async (conversation) => void saved.push(conversation) },
    tell: (message) => told.push(message),
    onExchange: () => {},
    onTrouble: (error) => assert.fail(error),
  });
  return { thread, told, saved };
}

const ask = (thread: Thread, text: string) => thread.ask({ text, attached: [] });
const last = (thread: Thread) => thread.conversation.exchanges.at(-1) as Exchange;
/** What the page saw happen, without repetitions. */
const steps = (told: readonly HostMessage[]) =>
  told
    .map((message) => (message.type === 'exchange' ? message.exchange.state.kind : message.type))
    .filter((step, i, all) => step !== all[i - 1]);

function answerOf(thread: Thread) {
  const { state } = last(thread);
  assert.equal(state.kind, 'answered');
  return (state as Extract<Exchange['state'], { kind: 'answered' }>).answer;
}

test('without a model the answer comes from the index, with its sources and no advice for the command line', async () => {
  const { thread, told, saved } = open();
  await ask(thread, 'What sends again?');
  assert.deepEqual(steps(told), ['preparing', 'answered']);
  const { text, sources, model } = answerOf(thread);
  assert.equal(model, 'none');
  assert.doesNotMatch(text, /PARALLAX_/);
  assert.ok(sources.some(({ path, cited, text: code }) => path === 'src/client.ts' && cited && code.includes('send(times - 1)')));
  assert.deepEqual(saved.at(-1), thread.conversation);
});

test('a model answers piece by piece, knowing its sources from the start', async () => {
  const { thread, told } = open({ model: scripted('It is ', '`retry` [1]. And [7].').model });
  await ask(thread, 'What sends again?');
  assert.deepEqual(steps(told), ['preparing', 'answering', 'text', 'answered']);
  const { text, unverified, tokens } = answerOf(thread);
  assert.equal(text, 'It is `retry` [1]. And [7].');
  assert.deepEqual(unverified, ['And [7].']);
  assert.deepEqual(tokens, { prompt: 12, completion: 3 });
});

test('what was cited and what was only sent is told apart', async () => {
  const { thread } = open({ model: scripted('It is [1].').model });
  await ask(thread, 'What sends a request again?');
  const { sources } = answerOf(thread);
  assert.ok(sources.length > 1);
  assert.deepEqual(
    sources.filter(({ cited }) => cited).map(({ n }) => n),
    [1],
  );
});

test('a stopped answer stays as far as it came', async () => {
  const { model } = scripted('It is ', () => void thread.stop(), 'never said');
  const { thread } = open({ model });
  await ask(thread, 'What sends again?');
  assert.equal(answerOf(thread).text, 'It is ');
  assert.match(answerOf(thread).cutShort ?? '', /aborted/);
  assert.ok(answerOf(thread).notSeen.every((note) => !note.includes('aborted')));
});

test('a failure before the first word shows with its way out', async () => {
  const fail = () => {
    throw modelKeyRefused('http://here', 401);
  };
  const { thread } = open({ model: scripted(fail).model });
  await ask(thread, 'What sends again?');
  const { state } = last(thread);
  assert.match(state.kind === 'failed' ? state.message : '', /^In words: .*401/);
  assert.deepEqual(state.kind === 'failed' && state.ways, ['parallax.model.setKey']);
});

test('a question to a workspace without an index makes one first, and says so', async () => {
  const { thread, told } = open({ deps: { service: { hasIndex: false, ready: async () => engine } } });
  await ask(thread, 'What sends again?');
  const preparing = told.flatMap((message) =>
    message.type === 'exchange' && message.exchange.state.kind === 'preparing' ? [message.exchange.state.step] : [],
  );
  assert.deepEqual(
    [preparing[0], [...new Set(preparing)].includes('indexing'), preparing.at(-1)],
    ['searching', true, 'searching'],
  );
});

test('while the index is made the question can be stopped', async () => {
  const { thread } = open({ deps: { service: { hasIndex: false, ready: () => new Promise(() => {}) } } });
  const asking = ask(thread, 'What sends again?');
  await thread.stop();
  await asking;
  assert.equal(last(thread).state.kind, 'stopped');
});

const always = { when: 'always', largeTokens: 0 } as const;

/** Resolves when the review shows. */
async function reviewing(thread: Thread) {
  for (;;) {
    const state = thread.conversation.exchanges.at(-1)?.state;
    if (state?.kind === 'reviewing') return state.review;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test('what the user drops is not sent, and what is pinned goes with the follow-up', async () => {
  const { model, prompts } = scripted('It is [1].');
  const { thread } = open({ model, review: always });
  const asking = ask(thread, 'What sends a request again?');
  const { chunks, frameTokens } = await reviewing(thread);
  assert.ok(chunks.length > 1 && frameTokens > 0);
  const kept = chunks.find(({ path }) => path === 'src/send.ts');
  assert.ok(kept);
  thread.decide(last(thread).id, { keep: [kept.n], pin: [kept.n] });
  await asking;
  assert.match(prompts[0], /function send\(left/);
  assert.doesNotMatch(prompts[0], /send\(times - 1\)/);
  assert.deepEqual(
    thread.conversation.pinned.map(({ target }) => target),
    [`src/send.ts:${kept.startLine}-${kept.endLine}`],
  );

  const following = ask(thread, 'Why?');
  const again = await reviewing(thread);
  assert.deepEqual(
    again.chunks.filter(({ pinned }) => pinned).map(({ path }) => path),
    ['src/send.ts'],
  );
  assert.equal(again.chunks[0].attached, true);
  thread.decide(last(thread).id, { keep: again.chunks.map(({ n }) => n), pin: [] });
  await following;
  assert.match(prompts[1], /What sends a request again\?/);
  assert.deepEqual(thread.conversation.pinned, []);
});

test('a review that is cancelled sends nothing', async () => {
  const { model, prompts } = scripted('never');
  const { thread } = open({ model, review: always });
  const asking = ask(thread, 'What sends again?');
  await reviewing(thread);
  thread.decide(last(thread).id, undefined);
  await asking;
  assert.deepEqual([last(thread).state.kind, prompts], ['stopped', []]);
});

test('a large context is reviewed, a small one is not', async () => {
  for (const [largeTokens, expected] of [
    [1, true],
    [1_000_000, false],
  ] as const) {
    const { thread, told } = open({ model: scripted('It is [1].').model, review: { when: 'whenLarge', largeTokens } });
    const asking = ask(thread, 'What sends again?');
    if (expected) {
      await reviewing(thread);
      thread.decide(last(thread).id, { keep: [1], pin: [] });
    }
    await asking;
    assert.equal(steps(told).includes('reviewing'), expected);
  }
});

test('a search shows places with reasons and asks no model', async () => {
  const { model, prompts } = scripted('never');
  const { thread } = open({ model });
  await ask(thread, '/search send a request');
  const { state } = last(thread);
  assert.ok(state.kind === 'found' && state.hits[0].path === 'src/send.ts' && state.hits[0].why.length > 0);
  assert.deepEqual(prompts, []);
});

test('an explanation is of what is attached, or of the place in the editor', async () => {
  const { thread } = open();
  await ask(thread, '/explain');
  assert.ok(answerOf(thread).sources.some(({ path }) => path === 'src/client.ts'));
  assert.deepEqual(last(thread).attached, [{ kind: 'lines', label: 'client.ts:2', target: 'src/client.ts:2' }]);
  assert.equal(thread.conversation.title, '/explain client.ts:2');
  await thread.ask({ text: '/explain', attached: [{ kind: 'file', label: 'send.ts', target: 'src/send.ts' }] });
  assert.equal(answerOf(thread).sources[0].path, 'src/send.ts');
});

test('a target that is gone shows in words', async () => {
  const { thread } = open();
  await thread.ask({ text: '/explain', attached: [{ kind: 'file', label: 'x', target: 'src/gone.ts' }] });
  assert.equal(last(thread).state.kind, 'failed');
});

test('the last question is asked again in its place, an earlier one anew', async () => {
  const { thread } = open();
  await ask(thread, 'What sends again?');
  await ask(thread, 'What is sent?');
  await thread.retry(last(thread).id);
  assert.deepEqual(inputs(thread), ['What sends again?', 'What is sent?']);
  await thread.retry(thread.conversation.exchanges[0].id);
  assert.deepEqual(inputs(thread), ['What sends again?', 'What is sent?', 'What sends again?']);
});

test('an edited question takes the place of the old one and of all that followed', async () => {
  const { thread } = open();
  await ask(thread, 'What sends again?');
  await ask(thread, 'What is sent?');
  await thread.resend(thread.conversation.exchanges[0].id, { text: 'Who sends?', attached: [] });
  assert.deepEqual(inputs(thread), ['Who sends?']);
});

test('the copied prompt is the one that was sent', async () => {
  const { model, prompts } = scripted('It is [1].');
  const { thread } = open({ model });
  await ask(thread, 'What sends again?');
  const copied = (await thread.prompt(last(thread).id)) ?? '';
  assert.equal(copied.replace(/\s+/g, ' '), prompts[0].replace(/\s+/g, ' '));
});

test("a draft's prompt is what asking would send", async () => {
  const { thread } = open();
  assert.match(await thread.promptOfDraft({ text: 'What sends again?', attached: [] }), /Question: What sends again\?/);
});

function inputs(thread: Thread): readonly string[] {
  return thread.conversation.exchanges.map(({ input }) => input);
}
