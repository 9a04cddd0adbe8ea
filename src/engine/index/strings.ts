/** Tables of strings as bytes: what a segment keeps of names, paths, signatures and documentation. */

export interface StringSections {
  /** UTF-8 of all strings, one behind the other. */
  readonly bytes: Uint8Array;
  /** Where each string starts, and the end of the last: count + 1 entries. */
  readonly starts: Uint32Array;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export function encodeStrings(strings: readonly string[]): StringSections {
  const encoded = strings.map((text) => encoder.encode(text));
  const starts = new Uint32Array(strings.length + 1);
  encoded.forEach((bytes, i) => {
    starts[i + 1] = starts[i] + bytes.length;
  });
  const bytes = new Uint8Array(starts[strings.length]);
  for (let i = 0; i < encoded.length; i++) bytes.set(encoded[i], starts[i]);
  return { bytes, starts };
}

/** Gathers distinct strings and numbers them in order of arrival. */
export class StringSet {
  readonly #numbers = new Map<string, number>();

  get size(): number {
    return this.#numbers.size;
  }

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  values(): string[] {
    return [...this.#numbers.keys()];
  }
}

export class StringTable {
  readonly #bytes: Uint8Array;
  readonly #starts: Uint32Array;

  constructor({ bytes, starts }: StringSections) {
    this.#bytes = bytes;
    this.#starts = starts;
  }

  get count(): number {
    return this.#starts.length - 1;
  }

  at(i: number): string {
    return decoder.decode(this.#bytes.subarray(this.#starts[i], this.#starts[i + 1]));
  }

  /** The number of `text` in a table sorted by UTF-8 bytes, or -1. */
  find(text: string): number {
    const wanted = encoder.encode(text);
    let low = 0;
    let high = this.count - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const order = this.#compare(middle, wanted);
      if (order === 0) return middle;
      if (order < 0) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  #compare(i: number, wanted: Uint8Array): number {
    const start = this.#starts[i];
    const length = this.#starts[i + 1] - start;
    const shared = Math.min(length, wanted.length);
    for (let b = 0; b < shared; b++) {
      const difference = this.#bytes[start + b] - wanted[b];
      if (difference !== 0) return difference;
    }
    return length - wanted.length;
  }
}

/** Order by UTF-8 bytes, which differs from JavaScript's order of UTF-16 units beyond U+FFFF only. */
export function compareUtf8(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x === y) continue;
    return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1;
  }
  return a.length - b.length;
}

const isSurrogate = (code: number) => code >= 0xd800 && code <= 0xdfff;
