/**
 * `@parallax` in VS Code's own chat: the engine chooses the code, the chat's own model writes, the program checks. It is thin:
 * everything but the showing is what the rest of the extension uses.
 */
import * as vscode from 'vscode';
import { completeAnswer } from '../../engine/ask/complete.ts';
import { fitted } from '../../engine/ask/fit.ts';
import { renderNotes } from '../../engine/ask/markdown.ts';
import { isEngineError, PartialAnswerError } from '../../engine/errors.ts';
import type { Answer, Context, ContextRequest } from '../../engine/types.ts';
import { hereOf } from '../commands/here.ts';
import type { Host } from '../host.ts';
import { overVsCodeModel } from '../models/vscode-model.ts';
import { contextBudget, domainFrame, languageFor } from '../settings.ts';
import { wordsOf } from '../words.ts';
import { AnswerWriter } from './answer-writer.ts';
import { attachedOf, turnsOf } from './chat-request.ts';

const ID = 'parallax.participant';

export function registerParticipant(host: Host): vscode.Disposable {
  const participant = vscode.chat.createChatParticipant(ID, (request, context, stream, token) =>
    respond(host, request, context, stream, token),
  );
  participant.iconPath = vscode.Uri.joinPath(host.context.extensionUri, 'media', 'parallax.svg');
  participant.followupProvider = { provideFollowups: followups };
  return participant;
}

async function respond(
  host: Host,
  request: vscode.ChatRequest,
  chat: vscode.ChatContext,
  stream: vscode.ChatResponseStream,
  token: vscode.CancellationToken,
): Promise<vscode.ChatResult> {
  const stop = new AbortController();
  const listening = token.onCancellationRequested(() => stop.abort());
  try {
    if (!vscode.workspace.isTrusted) return refuseUntrusted(stream);
    if (!host.service.hasIndex) return offerIndex(stream);
    stream.progress(vscode.l10n.t('Looking for the code'));
    const model = overVsCodeModel(request.model, host.network);
    const engine = await host.service.engine();
    const context = await fitted(model, await engine.context(await contextRequest(host, request, chat)));
    await write(host, context, (onText) => completeAnswer(model, context, { onText, signal: stop.signal }), stream);
    return {};
  } catch (error) {
    return resultOf(host, error);
  } finally {
    listening.dispose();
  }
}

function refuseUntrusted(stream: vscode.ChatResponseStream): vscode.ChatResult {
  stream.markdown(vscode.l10n.t('This workspace is not trusted, so none of its code is sent to a model.'));
  return {};
}

function offerIndex(stream: vscode.ChatResponseStream): vscode.ChatResult {
  const { l10n } = vscode;
  stream.markdown(l10n.t('This workspace has no index yet. Building one reads your files on this machine only.'));
  stream.button({ command: 'parallax.index.start', title: l10n.t('Index Workspace') });
  return {};
}

async function contextRequest({ service }: Host, request: vscode.ChatRequest, chat: vscode.ChatContext): Promise<ContextRequest> {
  const question = request.prompt.trim();
  const attached = attachedOf(request.references, service.folders);
  const common = {
    budget: contextBudget(),
    frame: domainFrame() || undefined,
    language: languageFor(question),
    history: turnsOf(chat),
  };
  if (request.command !== 'explain' && question !== '') return { kind: 'ask', question, attached, ...common };
  const target = attached[0] ?? (await hereOf(service, [])).target;
  return { kind: 'explain', target, question: question || undefined, ...common };
}

/** The answer as it arrives, then what could not be verified and what was not seen; of one that breaks off, as much as came. */
async function write(
  { service, log }: Host,
  context: Context,
  answering: (onText: (text: string) => void) => Promise<Answer>,
  stream: vscode.ChatResponseStream,
): Promise<void> {
  const writer = new AnswerWriter(stream, context, service.folders);
  const finish = (answer: Answer) => {
    writer.finish(answer.sources);
    stream.markdown(`\n\n${renderNotes(answer, context.language)}`);
  };
  try {
    finish(await answering((text) => writer.write(text)));
  } catch (error) {
    if (!(error instanceof PartialAnswerError)) throw error;
    // VS Code shows an error in the place of the answer; the notes below what had come say what happened.
    log.warn(error.message);
    finish(error.partial);
  }
}

function resultOf({ log }: Host, error: unknown): vscode.ChatResult {
  const { message, stack } = error as Error;
  if (isEngineError(error) && error.code === 'cancelled') return {};
  log.error(isEngineError(error) ? message : (stack ?? message));
  return { errorDetails: { message: isEngineError(error) ? wordsOf(error) : vscode.l10n.t('Parallax failed: {0}', message) } };
}

function followups({ errorDetails }: vscode.ChatResult): vscode.ChatFollowup[] {
  const { l10n } = vscode;
  if (errorDetails !== undefined) return [];
  return [l10n.t('What would break if this were changed?'), l10n.t('Which tests cover this?')].map((prompt) => ({ prompt }));
}
