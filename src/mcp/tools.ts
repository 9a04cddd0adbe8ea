/** The tools: a name, a schema, one call of the engine, and its result as text and as data. */
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import type { Engine } from '../engine/engine.ts';
import { ANGLES } from '../engine/types.ts';
import { edgesText, explanation, hitsText, statusText } from '../node/result-text.ts';
import { edgeShape, hitShape, searchShape } from '../node/shapes.ts';
import type { Freshness } from './freshness.ts';

/** Nothing is changed and nobody is contacted. */
const LOCAL = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };
/** As above, but a language model is contacted where the user has set one up. */
const MAY_ASK_MODEL = { ...LOCAL, idempotentHint: false, openWorldHint: true };

const target = z.string().min(1).describe('path:line, path:start-end or path#symbol');
const limit = z.int().min(1).max(100).optional().describe('how many results; 10 when left out');
const angle = z.enum(ANGLES).optional();

const place = { path: z.string(), startLine: z.int(), endLine: z.int(), symbol: z.string() };
const unit = z.object({ ...place, kind: z.string(), language: z.string() });
const hit = unit.extend({ score: z.number(), angles: z.record(z.enum(ANGLES), z.number()), why: z.array(z.string()) });
const edges = { edges: z.array(z.object({ from: unit, to: unit, line: z.int(), confidence: z.number() })) };

/** What a tool is made of. */
interface Bench {
  readonly server: McpServer;
  readonly engine: Engine;
  readonly fresh: Freshness;
}

export function registerTools(bench: Bench): void {
  for (const register of [searchCode, explainCode, relatedCode, callers, callees, indexStatus]) register(bench);
}

function searchCode({ server, engine, fresh }: Bench): void {
  server.registerTool(
    'search_code',
    {
      title: 'Search code',
      description: 'Finds the code that a question is about, by meaning and by words. Best file first, with reasons.',
      inputSchema: {
        question: z.string().min(1).describe('in plain words or as an identifier, in any language'),
        limit,
        angle: angle.describe('rank by one angle: what code is for, how it is made, where it is, what it works with'),
        language: z.string().optional().describe('only this language: typescript, c, …'),
        path: z.string().optional().describe('only paths that match this pattern: src/**'),
      },
      outputSchema: { query: z.string(), hits: z.array(hit), elapsedMs: z.number() },
      annotations: LOCAL,
    },
    async ({ question, ...filter }) => {
      await fresh.ready();
      const result = await engine.search({ text: question, ...filter });
      return both(hitsText(result.hits), searchShape(result));
    },
  );
}

function explainCode({ server, engine, fresh }: Bench): void {
  server.registerTool(
    'explain_code',
    {
      title: 'Explain code',
      description:
        'Explains a function, file or folder with its callers, callees and kin; sources are numbered and checked. Without a language ' +
        'model of its own it hands over the numbered code instead.',
      inputSchema: {
        target: z.string().min(1).describe('path:line, path:start-end, path#symbol, a file or a folder'),
        question: z.string().optional(),
        frame: z.string().optional().describe('what kind of system this is'),
        budget: z.int().min(1).optional().describe('tokens of code to read; 6000 when left out'),
      },
      outputSchema: {
        answer: z.string(),
        sources: z.array(z.object({ n: z.int(), ...place })),
        unverified: z.array(z.string()),
        notSeen: z.array(z.string()),
        model: z.string(),
        tokens: z.object({ prompt: z.int(), completion: z.int() }),
        // Clients that take structured results do not look at the text, which has this too.
        code: z.string().optional().describe('the numbered sources themselves, where no language model has read them'),
      },
      annotations: MAY_ASK_MODEL,
    },
    async (request, { signal }) => {
      await fresh.ready();
      const { text, answer, code } = await explanation(engine, request, signal);
      return both(text, code === undefined ? answer : { ...answer, code });
    },
  );
}

function relatedCode({ server, engine, fresh }: Bench): void {
  server.registerTool(
    'related_code',
    {
      title: 'Related code',
      description: 'Lists code near a place, seen from one angle: same purpose, construction, place or company.',
      inputSchema: { target, angle: angle.describe('purpose when left out'), limit },
      outputSchema: { hits: z.array(hit) },
      annotations: LOCAL,
    },
    async ({ target, angle = 'purpose', limit }) => {
      await fresh.ready();
      const hits = await engine.related(target, angle, limit);
      return both(hitsText(hits), { hits: hits.map(hitShape) });
    },
  );
}

function callers({ server, engine, fresh }: Bench): void {
  server.registerTool(
    'callers',
    {
      title: 'Callers',
      description: 'Lists who calls a function, with how sure each is.',
      inputSchema: { target },
      outputSchema: edges,
      annotations: LOCAL,
    },
    async ({ target }) => {
      await fresh.ready();
      const found = await engine.callers(target);
      return both(edgesText(found, 'from'), { edges: found.map(edgeShape) });
    },
  );
}

function callees({ server, engine, fresh }: Bench): void {
  server.registerTool(
    'callees',
    {
      title: 'Callees',
      description: 'Lists what a function calls, with how sure each is.',
      inputSchema: { target },
      outputSchema: edges,
      annotations: LOCAL,
    },
    async ({ target }) => {
      await fresh.ready();
      const found = await engine.callees(target);
      return both(edgesText(found, 'to'), { edges: found.map(edgeShape) });
    },
  );
}

function indexStatus({ server, engine, fresh }: Bench): void {
  server.registerTool(
    'index_status',
    {
      title: 'Index status',
      description: 'Says what is in the index, what is not and why, and how far an update under way has come.',
      annotations: LOCAL,
    },
    async () => {
      const { progress } = fresh;
      if (progress) return both(statusText(progress), { indexing: progress });
      await fresh.ready();
      const report = await engine.doctor();
      return both(JSON.stringify(report), { report });
    },
  );
}

function both(text: string, value: object) {
  return { content: [{ type: 'text' as const, text }], structuredContent: { ...value } };
}
