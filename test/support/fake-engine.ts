/** An engine that answers from memory and writes down what it was asked. */
import type { Engine } from '../../src/engine/engine.ts';
import type { Answer, Context, DoctorReport, Edge, Hit, IndexReport, UnitRecord } from '../../src/engine/types.ts';

export const hit: Hit = {
  path: 'src/retry.ts',
  startLine: 12,
  endLine: 20,
  symbol: 'Client.retry',
  kind: 'method',
  language: 'typescript',
  score: 0.91,
  angles: { purpose: 0.8, construction: 0.5, place: 0.2, company: 0.1 },
  why: ['the name says retry', 'the documentation says policy'],
  signature: 'retry(times: number): void',
  doc: 'Tries again.',
  more: [{ symbol: 'Client.wait', startLine: 30, endLine: 33 }],
  unitId: 7,
};

export const report: IndexReport = {
  files: 1200,
  functions: 34567,
  languages: { typescript: 1200 },
  skipped: { ignored: 3, secret: 1 },
  problems: [{ path: 'a.c', kind: 'syntax', message: 'half of it is missing' }],
  elapsedMs: 2500,
  bytes: 12_300_000,
  generation: 4,
};

export const answer: Answer = {
  answer: 'In the client [1].',
  sources: [{ n: 1, path: 'src/retry.ts', startLine: 12, endLine: 20, symbol: 'Client.retry' }],
  unverified: ['It sleeps 30 s.'],
  notSeen: ['Generated files.'],
  model: 'tiny',
  tokens: { prompt: 10, completion: 4 },
};

export const context: Context = {
  question: 'Where is it tried again?',
  frame: '',
  language: 'en',
  history: [],
  chunks: [
    {
      n: 1,
      path: 'src/retry.ts',
      startLine: 12,
      endLine: 20,
      symbol: 'Client.retry',
      language: 'typescript',
      text: 'retry(times: number): void {}',
      reason: 'matches the question: name',
      tokens: 30,
      attached: false,
      masked: 0,
    },
  ],
  budget: 6000,
  notSeen: ['Generated files.'],
};

const unit = (name: string, path: string, startLine: number): UnitRecord => ({
  id: 1,
  fileId: 1,
  path,
  language: 'c',
  kind: 'function',
  name,
  scope: '',
  signature: `${name}()`,
  doc: '',
  startLine,
  endLine: startLine + 5,
  part: 0,
  parts: 1,
  exported: true,
  bases: [],
  contentHash: '0123456789abcdef',
});

export const edge: Edge = { from: unit('main', 'main.c', 3), to: unit('run', 'run.c', 40), line: 5, confidence: 0.75 };

export const doctor: DoctorReport = {
  root: '/code',
  location: '/cache/parallax/1',
  generation: 4,
  indexedAt: '2026-01-02T03:04:05.000Z',
  files: 1200,
  units: 50_000,
  functions: 34_567,
  languages: { c: 2, typescript: 1198 },
  skipped: { ignored: { count: 3, examples: ['a', 'b', 'c'] } },
  problems: [],
  bytes: 12_300_000,
  segments: 3,
  embedder: 'static',
  nearest: 'exact scan',
  selfTest: { query: 'Tries again.', expected: 'src/retry.ts:12', rank: 1, elapsedMs: 2.5 },
};

export interface FakeEngine {
  readonly engine: Engine;
  /** One line per call: the method and its plain arguments as JSON. */
  readonly asked: string[];
}

/** `overrides` replace methods whole. */
export function fakeEngine(overrides: Partial<Engine> = {}): FakeEngine {
  const asked: string[] = [];
  const note = (method: string, ...args: unknown[]) =>
    void asked.push([method, ...args.map((arg) => JSON.stringify(arg))].join(' '));
  const engine: Engine = {
    index: async ({ rebuild } = {}) => {
      note('index', { rebuild });
      return report;
    },
    update: async (paths) => note('update', paths),
    search: async (query) => {
      note('search', query);
      return { query: query.text, hits: [hit], strength: 0.5, elapsedMs: 1.5 };
    },
    ask: async (request, { onText } = {}) => {
      note('ask', request);
      onText?.('In the ');
      onText?.('client [1].');
      return answer;
    },
    explain: async (request) => {
      note('explain', request);
      return answer;
    },
    related: async (target, angle, limit) => {
      note('related', target, angle, limit ?? null);
      return [hit];
    },
    callers: async (target) => {
      note('callers', target);
      return [edge];
    },
    callees: async (target) => {
      note('callees', target);
      return [edge];
    },
    doctor: async () => {
      note('doctor');
      return doctor;
    },
    context: async (request) => {
      note('context', request);
      return context;
    },
    glance: async (path, line) => {
      note('glance', path, line);
      return { unit: edge.to, callers: 2, callees: 1, relatives: [hit] };
    },
    status: async () => {
      note('status');
      const { generation, files, units, functions, indexedAt, embedder } = doctor;
      return { generation, files, units, functions, indexedAt, embedder };
    },
    setBuffer: async (path, text) => note('setBuffer', path, text ?? null),
    locate: async (range) => {
      note('locate', range);
      return { startLine: range.startLine, endLine: range.endLine, moved: false };
    },
    hold: async (held) => note('hold', held),
    close: async () => note('close'),
    ...overrides,
  };
  return { engine, asked };
}
