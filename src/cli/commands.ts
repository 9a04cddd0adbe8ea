/** An order to the engine, and its result to the terminal. No logic of its own: what it prints is what the engine says. */
import { languageOf } from '../engine/ask/language.ts';
import { renderAnswer, renderApparatus } from '../engine/ask/markdown.ts';
import type { AnswerOptions, Engine } from '../engine/engine.ts';
import { PartialAnswerError, queriesUnreadable } from '../engine/errors.ts';
import type { Answer, AnswerLanguage, SearchQuery } from '../engine/types.ts';
import { edgeShape, hitShape, searchShape } from '../node/shapes.ts';
import type { Messages } from './messages.ts';
import type { Order, Task } from './order.ts';
import { openPrinter, type Printer } from './print.ts';
import { openProgressBar, silentProgress } from './progress.ts';
import { json, line, openPaint, plain } from './style.ts';
import type { Terminal } from './terminal.ts';

/** All tasks but `mcp`, which talks a protocol instead of printing. */
export type PrintedTask = Exclude<Task, { readonly name: 'mcp' }>;

interface Desk {
  readonly engine: Engine;
  readonly order: Order;
  readonly terminal: Terminal;
  readonly messages: Messages;
  readonly printer: Printer;
  readonly questions: Iterable<string> | AsyncIterable<string>;
}

type Command<N extends PrintedTask['name']> = (desk: Desk, task: Extract<PrintedTask, { readonly name: N }>) => Promise<void>;

const commands: { readonly [N in PrintedTask['name']]: Command<N> } = {
  index: async (desk, { rebuild }) => {
    const report = await index(desk, rebuild);
    print(desk, report, () => desk.printer.report(report));
  },
  search: async (desk, { questions, filter }) => {
    for await (const text of desk.questions) {
      if (desk.terminal.signal.aborted) return;
      if (text.trim() !== '') await search(desk, { ...filter, text: text.trim() }, questions.kind === 'file');
    }
  },
  ask: (desk, { request }) => answer(desk, languageOf(request.question), (options) => desk.engine.ask(request, options)),
  explain: (desk, { request }) =>
    answer(desk, languageOf(request.question ?? request.frame ?? ''), (options) => desk.engine.explain(request, options)),
  context: async (desk, { request }) => {
    const context = await desk.engine.context(request);
    print(desk, context, () => desk.printer.context(context));
  },
  related: async (desk, { target, filter }) => {
    const hits = await desk.engine.related(target, filter.angle ?? 'purpose', filter.limit);
    print(desk, hits.map(hitShape), () => desk.printer.hits(hits));
  },
  callers: async (desk, { target }) => {
    const edges = await desk.engine.callers(target);
    print(desk, edges.map(edgeShape), () => desk.printer.edges(edges, 'from'));
  },
  callees: async (desk, { target }) => {
    const edges = await desk.engine.callees(target);
    print(desk, edges.map(edgeShape), () => desk.printer.edges(edges, 'to'));
  },
  doctor: async (desk) => {
    const report = await desk.engine.doctor();
    print(desk, report, () => desk.printer.doctor(report));
  },
};

/** Commands that make the index themselves, or report on it as it is. */
const LEFT_ALONE: ReadonlySet<Task['name']> = new Set(['index', 'doctor']);

export async function carryOut(
  order: Order,
  task: PrintedTask,
  engine: Engine,
  terminal: Terminal,
  messages: Messages,
): Promise<void> {
  const printer = openPrinter(messages, openPaint(terminal.colours));
  const desk: Desk = { engine, order, terminal, messages, printer, questions: questionsOf(task, terminal) };
  if (order.update && !LEFT_ALONE.has(task.name)) await index(desk, false);
  await (commands[task.name] as Command<typeof task.name>)(desk, task);
}

async function index({ engine, terminal, messages }: Desk, rebuild: boolean) {
  const view = terminal.bar ? openProgressBar(terminal.bar, messages) : silentProgress;
  try {
    return await engine.index({ rebuild, onProgress: view.show, signal: terminal.signal });
  } finally {
    view.clear();
  }
}

async function search(desk: Desk, query: SearchQuery, oneOfMany: boolean): Promise<void> {
  const result = await desk.engine.search(query);
  const heading = oneOfMany ? `# ${line(query.text)}\n` : '';
  print(desk, searchShape(result), () => heading + desk.printer.hits(result.hits));
}

/** Text appears as it arrives; JSON waits for the whole. What has come of an answer that fails midway is shown, then the failure. */
async function answer(desk: Desk, language: AnswerLanguage, ask: (options: AnswerOptions) => Promise<Answer>): Promise<void> {
  let said = '';
  const onText = (text: string) => {
    said += text;
    if (!desk.order.json) desk.terminal.out(plain(text));
  };
  try {
    showAnswer(desk, await ask({ onText, signal: desk.terminal.signal }), language, said);
  } catch (error) {
    if (error instanceof PartialAnswerError) showAnswer(desk, error.partial, language, said);
    throw error;
  }
}

/** `said` is what the user has read of it already. */
function showAnswer({ order, terminal }: Desk, answer: Answer, language: AnswerLanguage, said: string): void {
  if (order.json) terminal.out(jsonLine(answer));
  else if (said === '') terminal.out(`${plain(renderAnswer(answer, language))}\n`);
  else terminal.out(`\n\n${plain(renderApparatus(answer, language))}\n`);
}

function print({ order, terminal }: Desk, value: unknown, words: () => string): void {
  terminal.out(order.json ? jsonLine(value) : words());
}

function jsonLine(value: unknown): string {
  return `${json(value)}\n`;
}

/** Read before the index is made, so that a wrong file name is said at once. */
function questionsOf(task: PrintedTask, terminal: Terminal): Iterable<string> | AsyncIterable<string> {
  if (task.name !== 'search') return [];
  const { questions } = task;
  if (questions.kind === 'one') return [questions.text];
  if (questions.path === '-') return terminal.lines();
  try {
    return terminal
      .read(questions.path)
      .replace(/^\ufeff/, '')
      .split('\n');
  } catch (error) {
    throw queriesUnreadable(questions.path, (error as Error).message);
  }
}
