/**
 * What the OpenAI API says a request may hold (its published reference: chat completions, embeddings), as schemas that refuse any
 * other name and any value out of range. The openai package's types, made from the same reference, hold them to it.
 */
import type { OpenAI } from 'openai';
import { z } from 'zod';

const text = z.strictObject({ type: z.literal('text'), text: z.string() });
const imageUrl = z.strictObject({ url: z.string(), detail: z.enum(['auto', 'low', 'high']).optional() });
const image = z.strictObject({ type: z.literal('image_url'), image_url: imageUrl });
const words = z.union([z.string(), z.array(text).min(1)]);
const name = z.string().optional();
const toolCall = z.strictObject({
  id: z.string(),
  type: z.literal('function'),
  function: z.strictObject({ name: z.string(), arguments: z.string() }),
});

const message = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('developer'), content: words, name }),
  z.strictObject({ role: z.literal('system'), content: words, name }),
  z.strictObject({ role: z.literal('user'), content: z.union([z.string(), z.array(z.union([text, image])).min(1)]), name }),
  z.strictObject({ role: z.literal('assistant'), content: words.nullish(), name, tool_calls: z.array(toolCall).optional() }),
  z.strictObject({ role: z.literal('tool'), content: words, tool_call_id: z.string() }),
]);

const tool = z.strictObject({
  type: z.literal('function'),
  function: z.strictObject({
    name: z.string().regex(/^[\w-]{1,64}$/),
    description: z.string().optional(),
    parameters: z.record(z.string(), z.unknown()).optional(),
    strict: z.boolean().nullish(),
  }),
});

const effort = z.enum(['none', 'minimal', 'low', 'medium', 'high']);
const penalty = z.number().min(-2).max(2).nullish();

export const chatRequest = z
  .strictObject({
    model: z.string().min(1),
    messages: z.array(message).min(1),
    frequency_penalty: penalty,
    presence_penalty: penalty,
    logit_bias: z.record(z.string(), z.number().min(-100).max(100)).nullish(),
    max_completion_tokens: z.int().positive().nullish(),
    max_tokens: z.int().positive().nullish(),
    metadata: z.record(z.string().max(64), z.string().max(512)).nullish(),
    n: z.int().min(1).max(128).nullish(),
    parallel_tool_calls: z.boolean().optional(),
    reasoning_effort: effort.nullish(),
    seed: z.int().nullish(),
    stop: z.union([z.string(), z.array(z.string()).max(4)]).nullish(),
    store: z.boolean().nullish(),
    stream: z.boolean().nullish(),
    stream_options: z.strictObject({ include_usage: z.boolean().optional() }).nullish(),
    temperature: z.number().min(0).max(2).nullish(),
    tool_choice: z.enum(['none', 'auto', 'required']).optional(),
    tools: z.array(tool).max(128).optional(),
    top_p: z.number().min(0).max(1).nullish(),
    user: z.string().optional(),
  })
  .refine(({ stream, stream_options }) => stream || !stream_options, 'stream_options are allowed when stream is true');

const input = z.union([
  z.string().min(1),
  z.array(z.string().min(1)).min(1).max(2048),
  z.array(z.int()).min(1).max(2048),
  z.array(z.array(z.int()).min(1)).min(1).max(2048),
]);

export const embeddingRequest = z.strictObject({
  model: z.string().min(1),
  input,
  dimensions: z.int().min(1).optional(),
  encoding_format: z.enum(['float', 'base64']).optional(),
  user: z.string().optional(),
});

// Whatever passes is a request by the package's types too.
chatRequest satisfies z.ZodType<OpenAI.ChatCompletionCreateParams>;
embeddingRequest satisfies z.ZodType<OpenAI.EmbeddingCreateParams>;
