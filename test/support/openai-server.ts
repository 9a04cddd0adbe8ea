/** An OpenAI-compatible server on the loopback that answers only requests which are right by the API's reference. */
import type { ServerResponse } from 'node:http';
import type { z } from 'zod';
import { answerWith, type ModelRequest, openModelServer, type Reply, refuseWith, sendText, startStream } from './model-server.ts';
import { chatRequest, embeddingRequest } from './openai-requests.ts';

export interface OpenAiServer {
  /** The base URL, ending in /v1. */
  readonly url: string;
  readonly requests: readonly ModelRequest[];
  /** What was wrong with requests, in words; tests assert that there is nothing. */
  readonly complaints: readonly string[];
  /** How chat requests that are right are answered from now on. */
  setReply(reply: Reply): void;
  close(): Promise<void>;
}

const MODEL = 'test-model';
const DIMENSIONS = 8;

export async function openOpenAiServer(reply: Reply = answerWith('Yes.')): Promise<OpenAiServer> {
  const complaints: string[] = [];
  const routes: Readonly<Record<string, Route>> = {
    'GET /v1/models': { answer: listModels },
    'POST /v1/chat/completions': { schema: chatRequest, answer: (...exchange) => reply(...exchange) },
    'POST /v1/embeddings': { schema: embeddingRequest, answer: embed },
  };
  const answer: Reply = (response, request) => {
    const route = routes[`${request.method} ${request.url}`];
    const wrong = route ? faults(route, request) : `there is no ${request.method} ${request.url}`;
    if (!wrong) return route.answer(response, request);
    complaints.push(wrong);
    return refuseWith(route ? 400 : 404, { error: { message: wrong, type: 'invalid_request_error' } })(response, request);
  };
  const { url, requests, close } = await openModelServer(answer);
  const setReply = (next: Reply) => {
    reply = next;
  };
  return { url, requests, complaints, setReply, close };
}

interface Route {
  readonly schema?: z.ZodType;
  readonly answer: Reply;
}

function faults({ schema }: Route, { headers, body }: ModelRequest): string | undefined {
  if (!schema) return undefined;
  if (!headers['content-type']?.startsWith('application/json')) return `the content type is ${headers['content-type']}`;
  const { error } = schema.safeParse(body);
  return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
}

const sendJson = (response: ServerResponse, value: unknown) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));

const listModels: Reply = (response) =>
  sendJson(response, { object: 'list', data: [{ id: MODEL, object: 'model', created: 0, owned_by: 'tests' }] });

/** Vectors that say how often each of a few letters occurs: alike texts are near each other. */
const embed: Reply = (response, { body }) => {
  const texts: readonly string[] = [body.input].flat();
  const data = texts.map((text, index) => ({
    object: 'embedding',
    index,
    embedding: encode(lettersOf(text), body.encoding_format),
  }));
  sendJson(response, { object: 'list', data, model: body.model, usage: { prompt_tokens: 1, total_tokens: 1 } });
};

function lettersOf(text: string): number[] {
  const counts = Array.from({ length: DIMENSIONS }, () => 1);
  for (const letter of text) counts[(letter.codePointAt(0) as number) % DIMENSIONS]++;
  const length = Math.hypot(...counts);
  return counts.map((count) => count / length);
}

function encode(vector: readonly number[], format: unknown): readonly number[] | string {
  return format === 'base64' ? Buffer.from(Float32Array.from(vector).buffer).toString('base64') : vector;
}

/** Streams `text` word by word, then does what `then` does with the stream that is open. */
export function streamThen(text: string, then: (response: ServerResponse) => unknown): Reply {
  return (response) => {
    startStream(response);
    for (const word of text.match(/\s*\S+\s*/g) ?? []) sendText(response, word);
    return then(response);
  };
}

/** Says `text`, and then nothing more, with the connection open. */
export const stallAfter = (text: string): Reply => streamThen(text, () => undefined);

/** Says `text`, and then the connection is gone. */
export const cutOffAfter = (text: string): Reply => streamThen(text, (response) => setTimeout(() => response.destroy(), 50));
