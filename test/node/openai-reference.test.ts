/** What we send is what the OpenAI API's published reference allows, so that every compatible server takes it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openOpenAIEmbedder } from '../../src/node/embedders/openai.ts';
import { openLanguageModel } from '../../src/node/language-model.ts';
import { answerWith } from '../support/model-server.ts';
import { type OpenAiServer, openOpenAiServer } from '../support/openai-server.ts';

async function withServer(use: (server: OpenAiServer) => Promise<void>): Promise<void> {
  const server = await openOpenAiServer(answerWith('Be', 'cause.'));
  try {
    await use(server);
  } finally {
    await server.close();
  }
}

test('a question to a language model', () =>
  withServer(async ({ url, complaints }) => {
    const messages = ['system', 'user', 'assistant', 'user'].map((role) => ({ role: role as 'user', content: 'why?' }));
    let text = '';
    for await (const event of openLanguageModel({ baseUrl: url, model: 'm', apiKey: 'k' }).stream(messages, {}))
      if (event.kind === 'text') text += event.text;
    assert.deepEqual({ text, complaints }, { text: 'Because.', complaints: [] });
  }));

test('texts to embed', () =>
  withServer(async ({ url, complaints }) => {
    const embedder = await openOpenAIEmbedder({ baseUrl: url, model: 'm', apiKey: 'k' });
    const rows = await embedder.embed(['one', 'two'], 'code');
    assert.deepEqual({ rows: rows.length, complaints }, { rows: 2, complaints: [] });
  }));

test('a request that the reference does not know is refused', () =>
  withServer(async ({ url, complaints }) => {
    const body = JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'why?' }], temprature: 1 });
    const { status } = await fetch(`${url}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    assert.deepEqual({ status, complaints: complaints.length }, { status: 400, complaints: 1 });
  }));
