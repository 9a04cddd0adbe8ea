/** The LanguageModel port over any OpenAI-compatible server, and the list of the models it has. */
import { setTimeout as sleep } from 'node:timers/promises';
import type OpenAI from 'openai';
import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import { cancelled, modelEndedEarly, modelGarbage, modelKeyMalformed, modelTimedOut, modelUrlInvalid } from '../engine/errors.ts';
import type { LanguageModel, Message, ModelEvent } from '../engine/ports.ts';
import { IdleWatch } from './idle-watch.ts';
import { type ModelAddress, modelErrorOf, refusesUsage, retryDelay } from './model-errors.ts';
import type { Fetch } from './network.ts';
import { openClient, readBaseUrl, readKey } from './openai-client.ts';

export interface LanguageModelOptions {
  /** Up to and including the version: `http://localhost:11434/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  /** Left out for servers that want none. */
  readonly apiKey?: string;
  /** Longest silence, in milliseconds, before the first byte and between bytes; 60,000 when left out. */
  readonly timeoutMs?: number;
  /** Further tries after 429 and 5xx, before the first word only; 4 when left out. */
  readonly maxRetries?: number;
  /** The first wait between tries, doubled each time; 500 ms when left out. */
  readonly backoffMs?: number;
  /** Through which the server is asked; Node's own when left out. */
  readonly fetch?: Fetch;
}

/** Throws modelUrlInvalid and modelKeyMalformed; contacts nobody until something is asked. */
export function openLanguageModel(options: LanguageModelOptions): LanguageModel {
  const address: ModelAddress = {
    url: shownUrl(options.baseUrl),
    model: options.model,
    apiKey: checkedKey(options.apiKey),
    timeoutMs: options.timeoutMs ?? 60_000,
  };
  const connection: Connection = {
    address,
    baseUrl: options.baseUrl,
    maxRetries: options.maxRetries ?? 4,
    backoffMs: options.backoffMs ?? 500,
    fetch: options.fetch,
  };
  return {
    name: options.model,
    stream: (messages, { signal, maxTokens }) => streamWithRetries(connection, { messages, maxTokens }, signal),
  };
}

/** Names of the server's models, sorted; as it has them, so embedding models may be among them. @throws as streaming does. */
export async function listModels(
  { baseUrl, apiKey, timeoutMs = 15_000, fetch }: Omit<LanguageModelOptions, 'model'>,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const address: ModelAddress = { url: shownUrl(baseUrl), model: '', apiKey: checkedKey(apiKey), timeoutMs };
  const watch = new IdleWatch(timeoutMs, signal, fetch);
  try {
    const { data } = await openClient(baseUrl, address.apiKey, watch).models.list({ signal: watch.signal });
    if (!Array.isArray(data)) throw modelGarbage(address.url);
    return data
      .map(({ id }) => id)
      .filter((id) => typeof id === 'string')
      .sort();
  } catch (error) {
    throw abortReason(watch, address) ?? modelErrorOf(error, address) ?? error;
  } finally {
    watch.close();
  }
}

interface Connection {
  readonly address: ModelAddress;
  readonly baseUrl: string;
  readonly maxRetries: number;
  readonly backoffMs: number;
  readonly fetch: Fetch | undefined;
}

interface Request {
  readonly messages: readonly Message[];
  readonly maxTokens: number | undefined;
}

function shownUrl(baseUrl: string): string {
  const { shown, usable } = readBaseUrl(baseUrl);
  if (!usable) throw modelUrlInvalid(shown);
  return shown;
}

function checkedKey(apiKey: string | undefined): string | undefined {
  const key = readKey(apiKey);
  if (key === false) throw modelKeyMalformed();
  return key;
}

async function* streamWithRetries(
  connection: Connection,
  request: Request,
  signal: AbortSignal | undefined,
): AsyncGenerator<ModelEvent> {
  let askUsage = true;
  for (let attempt = 0; ; attempt++) {
    const watch = new IdleWatch(connection.address.timeoutMs, signal, connection.fetch);
    let begun = false;
    try {
      const client = openClient(connection.baseUrl, connection.address.apiKey, watch);
      for await (const event of streamOnce(client, connection.address, request, askUsage, watch)) {
        begun = true;
        yield event;
      }
      return;
    } catch (error) {
      const failure = abortReason(watch, connection.address) ?? modelErrorOf(error, connection.address) ?? error;
      if (askUsage && refusesUsage(error)) {
        askUsage = false;
        continue;
      }
      const delay = begun || attempt >= connection.maxRetries ? undefined : retryDelay(error, attempt, connection.backoffMs);
      if (delay === undefined || watch.ended !== undefined) throw failure;
      await wait(delay, signal);
    } finally {
      watch.close();
    }
  }
}

async function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {
    throw cancelled();
  });
}

function abortReason(watch: IdleWatch, address: ModelAddress) {
  if (watch.ended === 'cancelled') return cancelled();
  if (watch.ended === 'idle') return modelTimedOut(address.url, address.timeoutMs / 1000);
  return watch.ended === 'flooded' ? modelGarbage(address.url) : undefined;
}

async function* streamOnce(
  client: OpenAI,
  address: ModelAddress,
  { messages, maxTokens }: Request,
  askUsage: boolean,
  watch: IdleWatch,
): AsyncGenerator<ModelEvent> {
  const chunks = await client.chat.completions.create(
    {
      model: address.model,
      messages: messages.map(({ role, content }) => ({ role, content })),
      stream: true,
      ...(askUsage ? { stream_options: { include_usage: true } } : {}),
      ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
    },
    { signal: watch.signal },
  );
  const end: StreamEnd = { events: 0, finish: undefined };
  try {
    for await (const chunk of chunks) yield* eventsOf(chunk, address, watch, end);
  } catch (error) {
    // A server that breaks off after its last word has still said it.
    if (end.finish === undefined) throw error;
  }
  checkEnd(end, watch, address);
}

interface StreamEnd {
  events: number;
  finish: string | undefined;
}

function* eventsOf(chunk: ChatCompletionChunk, address: ModelAddress, watch: IdleWatch, end: StreamEnd): Generator<ModelEvent> {
  if (typeof chunk !== 'object' || chunk === null || !(Array.isArray(chunk.choices) || chunk.usage))
    throw modelGarbage(address.url);
  watch.sawEvent();
  end.events++;
  const choice = chunk.choices?.[0];
  if (typeof choice?.delta?.content === 'string' && choice.delta.content !== '')
    yield { kind: 'text', text: choice.delta.content };
  end.finish = choice?.finish_reason ?? end.finish;
  if (chunk.usage)
    yield { kind: 'usage', prompt: chunk.usage.prompt_tokens ?? 0, completion: chunk.usage.completion_tokens ?? 0 };
}

const UNFINISHED: Readonly<Record<string, string>> = {
  length: "the model's length limit was reached",
  content_filter: "the server's content filter stopped it",
};

/** The package ends an aborted stream as if it were whole, so the reasons are asked for here. */
function checkEnd(end: StreamEnd, watch: IdleWatch, address: ModelAddress): void {
  if (watch.ended === 'cancelled') throw cancelled();
  if (end.finish === undefined) {
    const reason = abortReason(watch, address);
    throw (
      reason ??
      (end.events === 0 ? modelGarbage(address.url) : modelEndedEarly(address.url, 'the stream closed without saying so'))
    );
  }
  const unfinished = UNFINISHED[end.finish];
  if (unfinished !== undefined) throw modelEndedEarly(address.url, unfinished);
}
