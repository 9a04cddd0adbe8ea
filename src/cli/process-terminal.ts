/** The real terminal: this process's streams and signals. */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Messages } from './messages.ts';
import type { Terminal } from './terminal.ts';

/** `npm run` passes on a Ctrl-C that the terminal has already sent, so two close together are one. */
const SAME_KEYPRESS_MS = 300;

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

export interface ProcessTerminal extends Terminal {
  /** What the process ends with when it was told to stop; undefined when it was not. */
  stopCode(): number | undefined;
  /** Resolves when everything written has left the process. */
  flush(): Promise<void>;
}

export function openProcessTerminal(messages: Messages): ProcessTerminal {
  const controller = new AbortController();
  let stopCode: number | undefined;
  let stoppedAt = 0;

  for (const [signal, code] of Object.entries(SIGNALS)) process.on(signal, () => stop(code));
  for (const stream of [process.stdout, process.stderr]) stream.on('error', (error) => readerGone(error));

  /** The first asks, so that what is indexed is kept; the second does not. */
  function stop(code: number): void {
    if (stopCode !== undefined && performance.now() - stoppedAt > SAME_KEYPRESS_MS) leaveAtOnce(code);
    if (stopCode !== undefined) return;
    stopCode = code;
    stoppedAt = performance.now();
    if (process.stderr.isTTY) process.stderr.write(`\n${messages.stopping}\n`);
    controller.abort();
  }

  /** `parallax search … | head -1` is no failure. */
  function readerGone(error: NodeJS.ErrnoException): void {
    if (error.code !== 'EPIPE') throw error;
    stopCode ??= 0;
    controller.abort();
  }

  return {
    env: process.env,
    cwd: process.cwd(),
    colours: wantsColours(process.env, process.stdout.isTTY),
    bar: process.stderr.isTTY ? process.stderr : undefined,
    signal: controller.signal,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    read: (source) => readFileSync(source, 'utf8'),
    lines: inputLines,
    stopCode: () => stopCode,
    flush: async () => {
      await Promise.all(
        [process.stdout, process.stderr].map((stream) => new Promise<void>((done) => stream.write('', () => done()))),
      );
    },
  };
}

/** A progress bar cut short would leave the cursor hidden and long lines cut. */
function leaveAtOnce(code: number): never {
  if (process.stderr.isTTY) process.stderr.write('\u001b[?25h\u001b[?7h\n');
  process.exit(code);
}

/** Opened at the first line asked for: an interface that nobody listens to yet lets lines go by. */
async function* inputLines(): AsyncGenerator<string> {
  yield* createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
}

/** https://no-color.org: any value but the empty one turns colours off. */
function wantsColours(env: NodeJS.ProcessEnv, isTty: boolean): boolean {
  return isTty && !env.NO_COLOR && env.TERM !== 'dumb';
}
