/** Where the page begins: listens to the host, checks what it says, and shows it. */
/** @jsxRuntime automatic @jsxImportSource preact */
import { render } from 'preact';
import * as z from 'zod/mini';
import { Chat } from './chat.tsx';
import { hostMessage, type PageMessage } from './messages.ts';
import { type PageState, reduce } from './state.ts';
import './style.css';

interface VsCodeApi {
  postMessage(message: PageMessage): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();
const root = document.createElement('div');
root.id = 'root';
document.body.append(root);
let state: PageState | undefined;

const tell = (message: PageMessage) => api.postMessage(message);

/** Survives the page: where the conversation in view was scrolled to. */
const scroll = {
  load: (id: string) => {
    const kept = api.getState() as { readonly id?: unknown; readonly top?: unknown } | undefined;
    return kept?.id === id && typeof kept.top === 'number' ? kept.top : undefined;
  },
  save: (id: string, top: number) => api.setState({ id, top }),
};

window.addEventListener('message', ({ data }) => {
  const parsed = hostMessage.safeParse(data);
  if (!parsed.success) {
    tell({ type: 'fault', words: `a message of the host cannot be understood: ${z.prettifyError(parsed.error).slice(0, 1000)}` });
    return;
  }
  state = reduce(state, parsed.data);
  if (state !== undefined) render(<Chat state={state} tell={tell} scroll={scroll} />, root);
});

window.addEventListener('error', ({ message }) => tell({ type: 'fault', words: message.slice(0, 1000) }));
tell({ type: 'ready' });
