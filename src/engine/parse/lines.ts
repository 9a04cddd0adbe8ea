/** Offsets to rows and back. Lines end at `\n`, so a CRLF file counts the same; rows are 0-based here, lines 1-based outside. */

export interface Lines {
  readonly count: number;
  /** Where a row begins; the text's length for the row after the last. */
  start(row: number): number;
  row(offset: number): number;
}

export function linesOf(text: string): Lines {
  const starts = lineStarts(text);
  const count = starts.length;
  return {
    count,
    start: (row) => (row < count ? starts[row] : text.length),
    row: (offset) => lastAtMost(starts, offset),
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  return starts;
}

/** Index of the last value that is not above `limit`, in ascending values; -1 when all are. */
export function lastAtMost(values: readonly number[], limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle] <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Index of the last item that begins before `offset`, in items sorted by start; -1 when none does. */
export function lastBefore(items: readonly { readonly start: number }[], offset: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (items[middle].start < offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
