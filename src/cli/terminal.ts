/** What the command line touches of its process, so that tests can stand in for it. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Colours on standard output. */
  readonly colours: boolean;
  /** The stream for a progress bar, or undefined where nobody would see it. */
  readonly bar: NodeJS.WriteStream | undefined;
  /** Aborted by Ctrl-C, by SIGTERM, and when the reader of standard output has gone. */
  readonly signal: AbortSignal;
  out(text: string): void;
  err(text: string): void;
  /** The whole of a file or of an open descriptor, as text. */
  read(source: string | number): string;
  /** Standard input, line by line as it comes. */
  lines(): AsyncIterable<string>;
}
