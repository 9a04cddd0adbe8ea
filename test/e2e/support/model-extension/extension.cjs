/**
 * Two language models, "Scripted One" and "Scripted Two", that do what reply.json says at the moment of a request, and write each
 * request as a line of requests.jsonl. Both files lie in the folder that PARALLAX_E2E_MODEL names; model-script.ts is the other end.
 */
const { appendFileSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const vscode = require('vscode');

const FOLDER = process.env.PARALLAX_E2E_MODEL;
const PAUSE_MS = 20;

exports.activate = ({ subscriptions }) => {
  subscriptions.push(
    vscode.lm.registerLanguageModelChatProvider('scripted', {
      provideLanguageModelChatInformation: () => [describe('one', 'Scripted One'), describe('two', 'Scripted Two')],
      provideLanguageModelChatResponse: respond,
      provideTokenCount: async (_model, text) => countWords(typeof text === 'string' ? text : textOf(text)),
    }),
    vscode.commands.registerCommand('scripted.callTools', callTools),
  );
  // VS Code asks for the models of a provider when somebody selects them; its own Chat view then offers them too.
  vscode.lm.selectChatModels({ vendor: 'scripted' });
};

/** What an agent does with tools: those of calls.json, one after the other, each result a line of requests.jsonl. */
async function callTools() {
  for (const { name, input } of JSON.parse(readFileSync(join(FOLDER, 'calls.json'), 'utf8'))) {
    const parts = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined }).then(
      ({ content }) => content.map((part) => part.value).join(''),
      (error) => `error: ${error.message}`,
    );
    record({ tool: name, said: parts });
  }
  record({ tools: vscode.lm.tools.map(({ name }) => name) });
}

function describe(id, name) {
  const limits = { maxInputTokens: 8_000, maxOutputTokens: 2_000 };
  return { id, name, family: 'scripted', version: '1', ...limits, capabilities: { toolCalling: true } };
}

async function respond(model, messages, options, progress, token) {
  const { kind = 'answer', text = '' } = JSON.parse(readFileSync(join(FOLDER, 'reply.json'), 'utf8'));
  const said = messages.map((message) => ({ role: message.role, text: textOf(message) }));
  record({ model: model.id, messages: said, modelOptions: options.modelOptions });
  const prompt = said.map((one) => one.text).join('\n');
  for (const word of cite(text, prompt).match(/\s*\S+\s*/g) ?? []) {
    if (token.isCancellationRequested) return record({ cancelled: true });
    progress.report(new vscode.LanguageModelTextPart(word));
    await sleep(PAUSE_MS);
  }
  if (kind === 'stall') return untilCancelled(token);
  if (kind !== 'answer') throw failure(kind);
}

const textOf = ({ content }) => content.map((part) => part.value ?? '').join('');

/** `[@Name]` becomes the number under which the prompt shows the definition of that name. */
function cite(text, prompt) {
  return text.replace(/\[@(\w+)\]/g, (_, name) => prompt.match(new RegExp(`^(\\[\\d+\\]) \\S+ ${name} \\(`, 'm'))?.[1] ?? '[99]');
}

/** Unlike any estimate of ours, so that a test sees whose count is used. */
const countWords = (text) => text.split(/\s+/).filter(Boolean).length;

function record(line) {
  appendFileSync(join(FOLDER, 'requests.jsonl'), `${JSON.stringify(line)}\n`);
}

function untilCancelled(token) {
  return new Promise((resolve) => {
    token.onCancellationRequested(() => {
      record({ cancelled: true });
      resolve();
    });
  });
}

function failure(kind) {
  if (kind === 'not-found') return vscode.LanguageModelError.NotFound('There is no such model.');
  if (kind === 'refused') return vscode.LanguageModelError.Blocked('The content filter refused this.');
  if (kind === 'no-permission') return vscode.LanguageModelError.NoPermissions('The user has not consented.');
  if (kind !== 'quota') return new Error('The model broke.');
  // What Copilot's provider throws when a month's requests are used up.
  return Object.assign(new vscode.LanguageModelError('You have used up your requests.'), { name: 'ChatQuotaExceeded' });
}
