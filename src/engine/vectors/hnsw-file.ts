/**
 * hnswlib's index file with and without its vectors. The vectors are nine tenths of it, and the index has them already as
 * int8 rows; so what is kept is the links alone. This file knows that layout, and nothing of searching.
 *
 * hnswlib's layout as written by its 32-bit build, little-endian: a header of 56 bytes (u32 start of an element, capacity,
 * rows, bytes per element, offset of the label, offset of the vector, highest layer, entry point, …); then per row its
 * links in the lowest layer, its vector (f32 each) and its label (u32); then per row its links in the upper layers.
 * Ours: the same without vectors and labels, because labels are row numbers and rows lie in order.
 */
import { indexDamaged } from '../errors.ts';
import { dequantise, type Matrix } from './matrix.ts';

const HEADER_BYTES = 56;
const LABEL_BYTES = 4;

interface Layout {
  readonly rows: number;
  /** Bytes of a row's links in the lowest layer; the vector follows. */
  readonly linkBytes: number;
  readonly elementBytes: number;
}

/** hnswlib's file to ours. */
export function packGraph(file: Uint8Array, dimensions: number): Uint8Array {
  const { rows, linkBytes, elementBytes } = readLayout(file, dimensions);
  const upper = file.subarray(HEADER_BYTES + rows * elementBytes);
  const packed = new Uint8Array(HEADER_BYTES + rows * linkBytes + upper.length);
  packed.set(file.subarray(0, HEADER_BYTES));
  for (let row = 0; row < rows; row++) {
    const from = HEADER_BYTES + row * elementBytes;
    packed.set(file.subarray(from, from + linkBytes), HEADER_BYTES + row * linkBytes);
  }
  packed.set(upper, HEADER_BYTES + rows * linkBytes);
  return packed;
}

/**
 * Ours to hnswlib's, with the vectors put back.
 * @throws EngineError indexDamaged where the header is not that of a graph over such rows.
 */
export function unpackGraph(
  packed: Uint8Array,
  matrices: readonly Matrix[],
  dimensions: number,
): { file: Uint8Array; rows: number } {
  const { rows, linkBytes, elementBytes } = readLayout(packed, dimensions);
  const present = matrices.reduce((sum, matrix) => sum + matrix.rows, 0);
  if (rows > present) throw indexDamaged('HNSW graph', `${rows} rows`, `at most ${present} rows`);
  const upper = packed.subarray(HEADER_BYTES + rows * linkBytes);
  const file = new Uint8Array(HEADER_BYTES + rows * elementBytes + upper.length);
  file.set(packed.subarray(0, HEADER_BYTES));
  file.set(upper, HEADER_BYTES + rows * elementBytes);
  const words = new DataView(file.buffer);
  let row = 0;
  for (const matrix of matrices) {
    for (let i = 0; i < matrix.rows && row < rows; i++, row++) {
      const at = HEADER_BYTES + row * elementBytes;
      file.set(packed.subarray(HEADER_BYTES + row * linkBytes, HEADER_BYTES + (row + 1) * linkBytes), at);
      new Float32Array(file.buffer, at + linkBytes, dimensions).set(dequantise(matrix, i));
      words.setUint32(at + elementBytes - LABEL_BYTES, row, true);
    }
  }
  return { file, rows };
}

/** Both forms begin with the same header. */
function readLayout(bytes: Uint8Array, dimensions: number): Layout {
  if (bytes.length < HEADER_BYTES) throw indexDamaged('HNSW graph', `${bytes.length} bytes`, `at least ${HEADER_BYTES}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  const [start, , rows, elementBytes, labelAt, linkBytes] = Array.from({ length: 6 }, (_, i) => view.getUint32(4 * i, true));
  const vectorBytes = labelAt - linkBytes;
  if (start !== 0 || vectorBytes !== 4 * dimensions || elementBytes !== labelAt + LABEL_BYTES) {
    throw indexDamaged('HNSW graph', `${vectorBytes} bytes per vector`, `${4 * dimensions}`);
  }
  if (bytes.length < HEADER_BYTES + rows * linkBytes) throw indexDamaged('HNSW graph', `${bytes.length} bytes`, `${rows} rows`);
  return { rows, linkBytes, elementBytes };
}
