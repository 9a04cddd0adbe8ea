/** A real HTTP server on the loopback that plays a language model, well or badly. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ModelRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  // biome-ignore lint/suspicious/noExplicitAny: tests read what they expect in it
  readonly body: any;
}

export interface ModelServer {
  /** The base URL, ending in /v1. */
  readonly url: string;
  readonly requests: readonly ModelRequest[];
  close(): Promise<void>;
}

export type Reply = (response: ServerResponse, request: ModelRequest) => unknown;

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text === '' ? undefined : JSON.parse(text);
}

/** Answers request i with `replies[i]`, and further ones with the last. */
export async function openModelServer(...replies: readonly Reply[]): Promise<ModelServer> {
  const requests: ModelRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const { method = '', url = '', headers } = incoming;
    const request = { method, url, headers, body: await bodyOf(incoming) };
    requests.push(request);
    await replies[Math.min(requests.length, replies.length) - 1](response, request);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((done) => server.close(() => done()));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, requests, close };
}

export function startStream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
}

export function sendData(response: ServerResponse, data: unknown): void {
  response.write(`data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`);
}

/** One event with a piece of the answer; `finish` in the last. */
export function sendText(response: ServerResponse, content: string, finish: string | null = null): void {
  sendData(response, { object: 'chat.completion.chunk', choices: [{ index: 0, delta: { content }, finish_reason: finish }] });
}

/** A whole answer, in one event per piece, with a count of tokens. */
export function answerWith(...pieces: readonly string[]): Reply {
  return (response) => {
    startStream(response);
    for (const piece of pieces) sendText(response, piece);
    sendText(response, '', 'stop');
    sendData(response, { choices: [], usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 } });
    sendData(response, '[DONE]');
    response.end();
  };
}

export function refuseWith(status: number, body: unknown = '', headers: Readonly<Record<string, string>> = {}): Reply {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}
