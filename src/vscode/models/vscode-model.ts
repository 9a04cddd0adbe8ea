/** The LanguageModel port over one of VS Code's language models. Asking may show VS Code's consent dialog, so only what a user began asks. */
import * as vscode from 'vscode';
import { cancelled, modelGone } from '../../engine/errors.ts';
import type { Message, ModelEvent } from '../../engine/ports.ts';
import type { NetworkActivity } from '../network/activity.ts';
import type { ChosenModel } from './models.ts';
import { withoutSystemRole } from './roles.ts';
import { vscodeModelError } from './vscode-trouble.ts';

/** `vendor/id`, as the settings name a model. */
export function settingNameOf({ vendor, id }: vscode.LanguageModelChat): string {
  return `${vendor}/${id}`;
}

/** The model that the settings name; the first there is where they name none. @throws EngineError modelGone */
export async function findVsCodeModel(name: string): Promise<vscode.LanguageModelChat> {
  const slash = name.indexOf('/');
  const selector = name === '' ? {} : { vendor: name.slice(0, slash), id: name.slice(slash + 1) };
  const [model] = await vscode.lm.selectChatModels(selector);
  if (model === undefined) throw modelGone(name);
  return model;
}

export function overVsCodeModel(chat: vscode.LanguageModelChat, network: NetworkActivity): ChosenModel {
  return {
    name: chat.name,
    maxInputTokens: chat.maxInputTokens,
    countTokens: async (text) => chat.countTokens(text),
    stream: (messages, { signal }) => noted(chat, network, messages, signal),
  };
}

async function* noted(
  chat: vscode.LanguageModelChat,
  network: NetworkActivity,
  messages: readonly Message[],
  signal: AbortSignal | undefined,
): AsyncGenerator<ModelEvent> {
  const at = new Date().toISOString();
  let said = '';
  let used = { prompt: 0, completion: 0 };
  let end: { readonly outcome: 'done' | 'failed' | 'stopped'; readonly detail: string } = { outcome: 'stopped', detail: '' };
  try {
    for await (const text of streamText(chat, messages, signal)) {
      said += text;
      yield { kind: 'text', text };
    }
    end = { outcome: 'done', detail: '' };
  } catch (error) {
    const failure = signal?.aborted ? cancelled() : vscodeModelError(error, chat.name);
    if (failure.code !== 'cancelled') end = { outcome: 'failed', detail: failure.code };
    throw failure;
  } finally {
    used = await usage(chat, messages, said);
    network.add({ kind: 'model', model: chat.id, vendor: chat.vendor, at, ...used, ...end });
  }
  yield { kind: 'usage', ...used };
}

/** Zeros where the model is gone that would count. */
async function usage(chat: vscode.LanguageModelChat, messages: readonly Message[], said: string) {
  const counting = Promise.all([promptTokens(chat, messages), chat.countTokens(said)]);
  const [prompt, completion] = await counting.catch(() => [0, 0]);
  return { prompt, completion };
}

async function promptTokens(chat: vscode.LanguageModelChat, messages: readonly Message[]): Promise<number> {
  const counts = await Promise.all(messages.map(({ content }) => chat.countTokens(content)));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function* streamText(
  chat: vscode.LanguageModelChat,
  messages: readonly Message[],
  signal: AbortSignal | undefined,
): AsyncGenerator<string> {
  const source = new vscode.CancellationTokenSource();
  const stopped = stopOf(signal, source);
  try {
    const justification = vscode.l10n.t('Parallax answers your questions about this code with the language model you chose.');
    const response = await Promise.race([
      chat.sendRequest(chatMessages(messages), { justification }, source.token),
      stopped.promise,
    ]);
    const parts = response.stream[Symbol.asyncIterator]();
    for (;;) {
      // A provider may go on, or go silent, after it was told to stop.
      const { done, value } = await Promise.race([parts.next(), stopped.promise]);
      if (done) return;
      if (value instanceof vscode.LanguageModelTextPart) yield value.value;
    }
  } finally {
    stopped.dispose();
    source.cancel();
    source.dispose();
  }
}

function chatMessages(messages: readonly Message[]): vscode.LanguageModelChatMessage[] {
  const { User, Assistant } = vscode.LanguageModelChatMessage;
  return withoutSystemRole(messages).map(({ role, content }) => (role === 'user' ? User(content) : Assistant(content)));
}

/** A promise that fails when the signal is aborted, and then cancels the source too. */
function stopOf(
  signal: AbortSignal | undefined,
  source: vscode.CancellationTokenSource,
): { promise: Promise<never>; dispose(): void } {
  const { promise, reject } = withReject();
  const stop = () => {
    source.cancel();
    reject(cancelled());
  };
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  return { promise, dispose: () => signal?.removeEventListener('abort', stop) };
}

function withReject(): { readonly promise: Promise<never>; readonly reject: (error: Error) => void } {
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<never>((_, fail) => {
    reject = fail;
  });
  promise.catch(() => {}); // It may fail after nobody waits for it any more.
  return { promise, reject };
}
