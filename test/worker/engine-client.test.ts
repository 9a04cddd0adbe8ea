import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Engine } from '../../src/engine/engine.ts';
import { isEngineError, PartialAnswerError, rootMissing } from '../../src/engine/errors.ts';
import type { Progress } from '../../src/engine/types.ts';
import { sourceEntry } from '../../src/node/assets.ts';
import { engineOver } from '../../src/worker/engine-client.ts';
import type { EngineProtocol } from '../../src/worker/engine-thread.ts';
import { startThread } from '../../src/worker/thread.ts';
import { answer, context, doctor, edge, hit, report } from '../support/fake-engine.ts';

const entry = sourceEntry(new URL('fixtures/fake-engine-thread.ts', import.meta.url));

async function withEngine(use: (engine: Engine) => Promise<void>): Promise<void> {
  const engine = engineOver(startThread<EngineProtocol>({}, { entry }));
  try {
    await use(engine);
  } finally {
    await engine.close().catch(() => {}); // Some of these tests kill it first.
  }
}

const coded = (code: string) => (error: unknown) => isEngineError(error) && error.code === code;

test('every method answers as the engine does', () =>
  withEngine(async (engine) => {
    assert.deepEqual(await engine.index(), report);
    assert.equal(await engine.update(['a.c']), undefined);
    assert.deepEqual(await engine.search({ text: 'q' }), { query: 'q', hits: [hit], strength: 0.5, elapsedMs: 1.5 });
    assert.deepEqual(await engine.explain({ target: 'a.c:1' }), answer);
    assert.deepEqual(await engine.related('a.c:1', 'place', 3), [hit]);
    assert.deepEqual(await engine.callees('a.c:1'), [edge]);
    assert.deepEqual(await engine.doctor(), doctor);
    assert.deepEqual(await engine.context({ kind: 'ask', question: 'q' }), context);
    assert.deepEqual(await engine.glance('a.c', 3), { unit: edge.to, callers: 2, callees: 1, relatives: [hit] });
    assert.equal((await engine.status())?.units, doctor.units);
    assert.equal(await engine.setBuffer('a.c', 'text'), undefined);
    const place = { path: 'a.c', startLine: 2, endLine: 3 };
    assert.deepEqual(await engine.locate(place), { startLine: 2, endLine: 3, moved: false });
    assert.equal(await engine.hold(true), undefined);
  }));

test('text arrives as it is written', () =>
  withEngine(async (engine) => {
    const texts: string[] = [];
    assert.deepEqual(await engine.ask({ question: 'q' }, { onText: (text) => texts.push(text) }), answer);
    assert.deepEqual(texts, ['In the ', 'client [1].']);
  }));

test('progress arrives, and an abort reaches the engine', () =>
  withEngine(async (engine) => {
    const controller = new AbortController();
    const seen: Progress[] = [];
    const onProgress = (progress: Progress) => {
      seen.push(progress);
      controller.abort();
    };
    await assert.rejects(engine.index({ onProgress, signal: controller.signal }), coded('cancelled'));
    assert.equal(seen[0].phase, 'walking');
  }));

test('a signal that was aborted before stops the call', () =>
  withEngine((engine) => assert.rejects(engine.index({ signal: AbortSignal.abort() }), coded('cancelled'))));

test('an error keeps its code and its words', () =>
  withEngine((engine) =>
    assert.rejects(engine.callers('/gone'), (error: Error) => {
      assert.equal(error.message, rootMissing('/gone').message);
      return coded('rootMissing')(error);
    }),
  ));

test('an answer that was cut short arrives with its error', () =>
  withEngine((engine) =>
    assert.rejects(engine.callers('half'), (error) => {
      assert.ok(error instanceof PartialAnswerError);
      assert.deepEqual(error.partial, answer);
      return coded('cancelled')(error);
    }),
  ));

test('a bug stays a bug, with the place where it is', () =>
  withEngine((engine) =>
    assert.rejects(engine.callers('bug'), (error: Error) => {
      assert.match(error.stack ?? '', /fake-engine-thread/);
      return !isEngineError(error) && error.message === 'x is not a function';
    }),
  ));

test('a thread that dies fails what waits for it, and all that follows', () =>
  withEngine(async (engine) => {
    await assert.rejects(engine.callers('exit'), coded('threadEnded'));
    await assert.rejects(engine.doctor(), coded('threadEnded'));
  }));
