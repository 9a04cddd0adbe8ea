/** Words of a command line to an order. Reads nothing but the words; what is wrong with them is said with exit code 2. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { ANGLES, type Angle } from '../engine/types.ts';
import type { Messages } from './messages.ts';
import type { Filter, Order, Questions, Task, Understood } from './order.ts';

const MOST_HITS = 1000;
const WRONG_ARGUMENTS = 2;

/** Every option as commander hands it over; each command declares those that it knows. */
interface Options {
  /** One for each time it is given, where several are taken. */
  readonly root: string | readonly string[];
  readonly json?: boolean;
  readonly update?: boolean;
  readonly rebuild?: boolean;
  readonly queries?: string;
  readonly limit?: number;
  readonly angle?: Angle;
  readonly language?: string;
  readonly path?: string;
  readonly budget?: number;
  readonly frame?: string;
  readonly showContext?: boolean;
  readonly baseUrl?: string;
  readonly model?: string;
  readonly apiKeyFd?: number;
  readonly embedder?: string;
}

type MakeTask = (options: Options, words: readonly string[]) => Task;

export function understand(argv: readonly string[], version: string, messages: Messages): Understood {
  let order: Order | undefined;
  let out = '';
  let err = '';
  const program = describe(messages, (task, options) => {
    order = orderOf(task, options);
  });
  program.version(version, '-V, --version', messages.help.version);
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => {
        out += text;
      },
      writeErr: (text) => {
        err += text;
      },
      // What may have been meant stands on a line of its own.
      outputError: (text, write) => write(text.replace(/^error: /, 'parallax: ').replace(/\n(?=\()/, ' ')),
    });
  }
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof WrongWords)
      return { kind: 'answered', exitCode: WRONG_ARGUMENTS, out, err: `parallax: ${messages[error.what]}\n` };
    if (!(error instanceof CommanderError)) throw error;
    return { kind: 'answered', exitCode: error.exitCode === 0 ? 0 : WRONG_ARGUMENTS, out, err };
  }
  if (!order) return { kind: 'answered', exitCode: WRONG_ARGUMENTS, out: '', err: program.helpInformation() };
  return { kind: 'order', order };
}

function describe({ help }: Messages, accept: (task: Task, options: Options) => void): Command {
  const program = new Command('parallax').description(help.parallax).helpOption('-h, --help', help.help).helpCommand(false);

  const add = (usage: string, description: string, options: readonly Option[], make: MakeTask) => {
    const command = program.command(usage).description(description).helpOption('-h, --help', help.help);
    for (const option of options) command.addOption(option);
    command.action(() => accept(make(command.opts<Options>(), command.args), command.opts<Options>()));
  };

  const root = new Option('--root <folder>', help.root).default('.', help.here).argParser(folder);
  const json = new Option('--json', help.json);
  const noUpdate = new Option('--no-update', help.noUpdate);
  const limit = new Option('--limit <count>', help.limit).argParser(upTo(MOST_HITS));
  const angle = new Option('--angle <angle>', help.angle).choices(ANGLES);
  const language = new Option('--language <id>', help.language);
  const path = new Option('--path <glob>', help.path);
  const embedder = new Option('--embedder <embedder>', help.embedder);
  const common = [root, json, embedder];
  const reading = [...common, noUpdate];
  const filter = [limit, angle, language, path];
  const answering = [
    new Option('--budget <tokens>', help.budget).argParser(upTo(1_000_000)),
    new Option('--frame <words>', help.frame),
    new Option('--show-context', help.showContext),
    new Option('--base-url <url>', help.baseUrl),
    new Option('--model <name>', help.model),
    new Option('--api-key-fd <number>', help.apiKeyFd).argParser(descriptor),
  ];

  add('index', help.index, [...common, new Option('--rebuild', help.rebuild)], ({ rebuild = false }) => ({
    name: 'index',
    rebuild,
  }));
  add('search [question...]', help.search, [...reading, ...filter, new Option('--queries <file>', help.queries)], searchTask);
  add('ask <question...>', help.ask, [...reading, ...answering], ({ budget, frame, showContext }, words) => {
    const request = { question: textOf(words), budget, frame };
    return showContext ? { name: 'context', request: { kind: 'ask', ...request } } : { name: 'ask', request };
  });
  add('explain <target> [question...]', help.explain, [...reading, ...answering], (options, [target, ...words]) => {
    const { budget, frame, showContext } = options;
    const request = { target, question: words.length > 0 ? textOf(words) : undefined, budget, frame };
    return showContext ? { name: 'context', request: { kind: 'explain', ...request } } : { name: 'explain', request };
  });
  add('related <target>', help.related, [...reading, limit, angle], (options, [target]) => ({
    name: 'related',
    target,
    filter: filterOf(options),
  }));
  add('callers <target>', help.callers, reading, (_, [target]) => ({ name: 'callers', target }));
  add('callees <target>', help.callees, reading, (_, [target]) => ({ name: 'callees', target }));
  add('doctor', help.doctor, common, () => ({ name: 'doctor' }));
  const roots = new Option('--root <folder>', help.roots).default(HERE, help.here).argParser(oneMoreFolder);
  add('mcp', help.mcp, [roots, embedder, ...answering.slice(3)], (options) => ({ name: 'mcp', roots: [options.root].flat() }));
  return program;
}

function orderOf(task: Task, options: Options): Order {
  const { root, json = false, update = true, baseUrl, model, apiKeyFd, embedder } = options;
  return { task, root: [root].flat()[0], json, update, flags: { baseUrl, model, embedder }, apiKeyFd };
}

function searchTask(options: Options, words: readonly string[]): Task {
  return { name: 'search', questions: questionsOf(options.queries, words), filter: filterOf(options) };
}

function questionsOf(queries: string | undefined, words: readonly string[]): Questions {
  if (queries !== undefined && words.length > 0) throw new WrongWords('questionAndFile');
  return queries === undefined ? { kind: 'one', text: textOf(words) } : { kind: 'file', path: queries };
}

function textOf(words: readonly string[]): string {
  const text = words.join(' ').trim();
  if (text === '') throw new WrongWords('noQuestion');
  return text;
}

function filterOf({ limit, angle, language, path }: Options): Filter {
  return { limit, angle, language, path };
}

function upTo(most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (Number.isInteger(number) && number >= 1 && number <= most) return number;
    throw new InvalidArgumentError(`A whole number from 1 to ${most} was expected.`);
  };
}

/** An empty name is a script's variable that was never set, and not this folder. */
function folder(text: string): string {
  if (text !== '') return text;
  throw new InvalidArgumentError('The name of a folder was expected.');
}

const HERE: readonly string[] = ['.'];

function oneMoreFolder(text: string, before: readonly string[]): readonly string[] {
  return before === HERE ? [folder(text)] : [...before, folder(text)];
}

function descriptor(text: string): number {
  if (/^\d{1,4}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('The number of an open file descriptor was expected, never the key itself.');
}

/** Words that commander lets through and that still make no order. */
class WrongWords extends Error {
  constructor(readonly what: 'noQuestion' | 'questionAndFile') {
    super(what);
  }
}
