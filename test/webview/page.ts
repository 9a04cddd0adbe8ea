/** The page in a DOM of its own, for tests: what it shows, and what it tells the host. */
import { JSDOM } from 'jsdom';
import { h, render } from 'preact';
import type { Exchange, HostMessage, PageMessage, ShownConversation } from '../../src/webview/messages.ts';
import { type PageState, reduce } from '../../src/webview/state.ts';

const { window } = new JSDOM('<!doctype html><body></body>', { pretendToBeVisual: true });
const { document } = window;

/** What a browser has and jsdom has not: sizes and scrolling. */
class NoSizes {
  observe() {}
  disconnect() {}
}
Object.assign(window, { ResizeObserver: NoSizes });
Object.assign(window.Element.prototype, { scrollIntoView() {}, scrollTo() {} });
const { requestAnimationFrame, cancelAnimationFrame, ResizeObserver } = window as never as typeof globalThis;
Object.assign(globalThis, { window, document, requestAnimationFrame, cancelAnimationFrame, ResizeObserver });

// They look for a window when they are loaded.
const { Chat } = await import('../../src/webview/chat.tsx');

export interface TestPage {
  readonly root: HTMLElement;
  readonly told: PageMessage[];
  /** As the host says it; resolves when the page has shown it. */
  say(...messages: readonly HostMessage[]): Promise<void>;
  find<T extends HTMLElement>(selector: string): T;
  type(text: string): Promise<void>;
  press(target: HTMLElement, key: string, more?: KeyboardEventInit): Promise<void>;
  click(target: HTMLElement): Promise<void>;
}

export const exchange = (id: string, state: Exchange['state'], input = 'Why?'): Exchange => ({ id, input, attached: [], state });

export function begin(conversation: Partial<ShownConversation> = {}): HostMessage {
  return {
    type: 'begin',
    language: 'en',
    strings: {},
    commands: [
      { name: 'explain', description: 'Explains.' },
      { name: 'search', description: 'Searches.' },
    ],
    status: { index: 'ready' },
    conversation: { id: 'c', title: '', exchanges: [], pinned: [], ...conversation },
    draft: { text: '', attached: [] },
  };
}

export async function openPage(...messages: readonly HostMessage[]): Promise<TestPage> {
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const told: PageMessage[] = [];
  let state: PageState | undefined;
  const scroll = { load: () => undefined, save: () => {} };
  const tell = (message: PageMessage) => void told.push(message);
  const say: TestPage['say'] = async (...more) => {
    for (const message of more) {
      state = reduce(state, message);
      if (state !== undefined) render(h(Chat, { state, tell, scroll }), root);
    }
    await settled();
  };
  const find: TestPage['find'] = (selector) => {
    const found = root.querySelector(selector);
    if (found === null) throw new Error(`the page has no ${selector}:\n${root.innerHTML}`);
    return found as never;
  };
  const act = async (target: HTMLElement, event: Event) => {
    target.dispatchEvent(event);
    await settled();
  };
  await say(...messages);
  return {
    root,
    told,
    say,
    find,
    type: async (text) => {
      const area = find<HTMLTextAreaElement>('footer textarea');
      area.value = text;
      area.setSelectionRange(text.length, text.length);
      await act(area, new window.Event('input', { bubbles: true }));
    },
    press: (target, key, more) =>
      act(target, new window.KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })),
    click: (target) => act(target, new window.MouseEvent('click', { bubbles: true, cancelable: true })),
  };
}

/** Effects run after a frame. */
async function settled(): Promise<void> {
  for (let i = 0; i < 2; i++) await new Promise((resolve) => window.requestAnimationFrame(() => setTimeout(resolve)));
}
