/** An engine in a thread of its own, behind the same interface: for hosts whose own thread must never wait. */
import type { Engine } from '../engine/engine.ts';
import type { Log } from '../engine/ports.ts';
import type { NoteRequest } from '../node/network.ts';
import type { EngineNotice, EngineProtocol } from './engine-thread.ts';
import type { EngineSetting } from './open-engine.ts';
import { startThread, type Thread } from './thread.ts';

/** What a host may hear of an engine's thread beside its answers. */
export interface ThreadNews {
  /** The thread makes a request to a server. */
  readonly onRequest?: NoteRequest;
  /** The thread had opened its engine and has ended by itself: this engine answers nothing any more. */
  readonly onEnded?: (reason: string) => void;
}

/** Opens the workspace's engine in a new thread. @throws what opening an engine throws, with code and words as they are. */
export async function openEngineThread(setting: EngineSetting, log: Log, news: ThreadNews = {}): Promise<Engine> {
  const onNotice = (notice: unknown) => {
    const said = notice as EngineNotice;
    if (said.kind === 'request') news.onRequest?.(said.note);
    else log[said.level](said.message);
  };
  let isOpen = false;
  const onEnded = (reason: string) => isOpen && news.onEnded?.(reason);
  const thread = startThread<EngineProtocol>({ role: 'engine', setting }, { onNotice, onEnded });
  try {
    await thread.call('open', undefined);
  } catch (error) {
    await thread.end('its engine did not open');
    throw error;
  }
  isOpen = true;
  return engineOver(thread);
}

/** An Engine whose methods are calls of `thread`; closing it ends the thread. */
export function engineOver(thread: Thread<EngineProtocol>): Engine {
  return {
    index: ({ rebuild, onProgress, signal } = {}) => thread.call('index', { rebuild }, { onEvent: onProgress, signal }),
    update: (paths, signal) => thread.call('update', paths, { signal }),
    search: (query) => thread.call('search', query),
    ask: (request, { onText, signal } = {}) => thread.call('ask', request, { onEvent: onText, signal }),
    explain: (request, { onText, signal } = {}) => thread.call('explain', request, { onEvent: onText, signal }),
    related: (target, angle, limit, words) => thread.call('related', { target, angle, limit, words }),
    callers: (target) => thread.call('callers', target),
    callees: (target) => thread.call('callees', target),
    doctor: () => thread.call('doctor', undefined),
    context: (request) => thread.call('context', request),
    glance: (path, line) => thread.call('glance', { path, line }),
    status: () => thread.call('status', undefined),
    setBuffer: (path, text) => thread.call('setBuffer', { path, text }),
    locate: (range) => thread.call('locate', range),
    hold: (held) => thread.call('hold', held),
    close: async () => {
      if (thread.alive) await thread.call('close', undefined);
      await thread.end('its engine was closed');
    },
  };
}
