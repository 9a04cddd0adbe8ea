/** The head of a definition on one line. */

const MAX_SIGNATURE = 300;
/** Enough text for a signature whose white space has not been collapsed yet. */
const MAX_RAW = 4 * MAX_SIGNATURE;

interface Head {
  readonly start: number;
  /** The definition less decorators and other wrappers. */
  readonly head: number;
  readonly nameAt: number;
  /** -1 when it has no body. */
  readonly bodyStart: number;
  readonly end: number;
}

/** From the start to the body. Decorators too long to leave room for the name are left out; a name behind the body is added. */
export function signatureOf(text: string, head: Head, name: string): string {
  const signature = headOf(text, head);
  return head.bodyStart >= 0 && head.bodyStart < head.nameAt ? `${signature} ${name}` : signature;
}

function headOf(text: string, { start, head, nameAt, bodyStart, end }: Head): string {
  const to = bodyStart >= 0 ? bodyStart : end;
  const from =
    [start, head].find((at) => nameAt - at < MAX_SIGNATURE / 2) ?? Math.min(text.lastIndexOf('\n', nameAt) + 1, nameAt);
  const raw = withoutDocs(text.slice(from, Math.min(to, from + MAX_RAW)));
  const whole = collapsed(raw);
  if (bodyStart >= 0 || whole.length <= MAX_SIGNATURE) return whole.slice(0, MAX_SIGNATURE);
  const firstLine = /[^\n]*/.exec(raw.slice(nameAt - from))![0];
  return collapsed(raw.slice(0, nameAt - from) + firstLine).slice(0, MAX_SIGNATURE);
}

/** Overloads are documented one by one. */
function withoutDocs(raw: string): string {
  return raw.includes('/**') ? raw.replace(/\/\*\*[\s\S]*?(?:\*\/|$)/g, '') : raw;
}

/** On one line, without what only opens the body. */
function collapsed(raw: string): string {
  const line = (/[^\S ]| {2}/.test(raw) ? raw.replace(/\s+/g, ' ') : raw).trim();
  const opener = OPENERS.find((one) => line.endsWith(one));
  return opener ? line.slice(0, -opener.length).trimEnd() : line;
}

const OPENERS = ['{', '=>', '->', ':', '=', ';', ' do', ' begin', ' where', ' is'];
