/**
 * The one file format of the index: named typed arrays in one buffer. Knows bytes; not what they mean. Reading shares
 * the buffer's memory with the arrays it returns; nothing is copied.
 *
 * Layout, little-endian: magic `PLXI`, u32 format version, u64 xxHash64 of everything behind it, 8 bytes kind (ASCII),
 * u32 section count, u32 zero, f64 byte length of the file; then per section 40 bytes: 24 bytes name, u32 element type,
 * u32 zero, f64 element count; then the arrays in that order, each starting at a multiple of 8.
 *
 * Format history: 1, the first; 2, the manifest names the company matrices.
 */
import { indexDamaged, indexNewer, indexOlder } from '../errors.ts';

export const FORMAT_VERSION = 2;

const MAGIC = 0x49584c50; // 'PLXI' read as a little-endian u32
const HEADER_BYTES = 40;
const ENTRY_BYTES = 40;
const NAME_BYTES = 24;
const KIND_BYTES = 8;
const CHECKSUM_AT = 8;
const CHECKED_FROM = 16;
const KIND_AT = 16;
const COUNT_AT = 24;
const LENGTH_AT = 32;

const ELEMENT_TYPES = [Uint8Array, Int8Array, Uint16Array, Uint32Array, Int32Array, Float32Array, Float64Array] as const;
export type SectionArray = Uint8Array | Int8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array;
export type Sections = Readonly<Record<string, SectionArray>>;

/** xxHash64 of bytes as 16 hex digits. */
export type Hasher = (bytes: Uint8Array) => string;

/** By division, because files may pass 2 GiB and bit operations are 32 bits wide. */
const aligned = (offset: number) => Math.ceil(offset / 8) * 8;

export function encodeContainer(kind: string, sections: Sections, hash: Hasher): Uint8Array {
  const entries = Object.entries(sections);
  const tableEnd = HEADER_BYTES + entries.length * ENTRY_BYTES;
  const length = entries.reduce((offset, [, array]) => aligned(offset + array.byteLength), aligned(tableEnd));
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, FORMAT_VERSION, true);
  putAscii(bytes, KIND_AT, kind, KIND_BYTES);
  view.setUint32(COUNT_AT, entries.length, true);
  view.setFloat64(LENGTH_AT, length, true);
  let offset = aligned(tableEnd);
  entries.forEach(([name, array], i) => {
    const entry = HEADER_BYTES + i * ENTRY_BYTES;
    putAscii(bytes, entry, name, NAME_BYTES);
    view.setUint32(entry + NAME_BYTES, typeOf(array), true);
    view.setFloat64(entry + NAME_BYTES + 8, array.length, true);
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset);
    offset = aligned(offset + array.byteLength);
  });
  view.setBigUint64(CHECKSUM_AT, BigInt(`0x${hash(bytes.subarray(CHECKED_FROM))}`), true);
  return bytes;
}

/**
 * Reads a container. `file` names it in errors.
 * @throws EngineError indexDamaged for a foreign, truncated or altered file; indexNewer and indexOlder for another format.
 */
export function decodeContainer(file: string, kind: string, buffer: ArrayBuffer, hash: Hasher): Sections {
  const bytes = new Uint8Array(buffer);
  const sectionCount = checkHeader(file, kind, buffer, hash);
  const view = new DataView(buffer);
  const sections: Record<string, SectionArray> = {};
  let offset = aligned(HEADER_BYTES + sectionCount * ENTRY_BYTES);
  for (let i = 0; i < sectionCount; i++) {
    const entry = HEADER_BYTES + i * ENTRY_BYTES;
    const ElementArray = ELEMENT_TYPES[view.getUint32(entry + NAME_BYTES, true)];
    const length = view.getFloat64(entry + NAME_BYTES + 8, true);
    const array = new ElementArray(buffer, offset, length);
    sections[getAscii(bytes, entry, NAME_BYTES)] = array;
    offset = aligned(offset + array.byteLength);
  }
  return sections;
}

function checkHeader(file: string, kind: string, buffer: ArrayBuffer, hash: Hasher): number {
  if (buffer.byteLength < HEADER_BYTES) throw indexDamaged(file, `${buffer.byteLength} bytes`, `at least ${HEADER_BYTES}`);
  const view = new DataView(buffer);
  const bytes = new Uint8Array(buffer);
  if (view.getUint32(0, true) !== MAGIC) throw indexDamaged(file, 'another kind of file', 'a Parallax index');
  const version = view.getUint32(4, true);
  if (version > FORMAT_VERSION) throw indexNewer(file, version, FORMAT_VERSION);
  if (version < FORMAT_VERSION) throw indexOlder(file, version, FORMAT_VERSION);
  const length = view.getFloat64(LENGTH_AT, true);
  if (length !== buffer.byteLength) throw indexDamaged(file, `${buffer.byteLength} bytes`, `${length} bytes`);
  const found = getAscii(bytes, KIND_AT, KIND_BYTES);
  if (found !== kind) throw indexDamaged(file, `a ${found} file`, `a ${kind} file`);
  const checksum = view.getBigUint64(CHECKSUM_AT, true).toString(16).padStart(16, '0');
  const actual = hash(bytes.subarray(CHECKED_FROM));
  if (checksum !== actual) throw indexDamaged(file, `checksum ${actual}`, checksum);
  return view.getUint32(COUNT_AT, true);
}

function typeOf(array: SectionArray): number {
  return ELEMENT_TYPES.findIndex((ElementArray) => array instanceof ElementArray);
}

function putAscii(bytes: Uint8Array, at: number, text: string, room: number): void {
  if (text.length > room) throw new RangeError(`${text} is longer than ${room} bytes`);
  for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
}

function getAscii(bytes: Uint8Array, at: number, room: number): string {
  let text = '';
  for (let i = 0; i < room && bytes[at + i] !== 0; i++) text += String.fromCharCode(bytes[at + i]);
  return text;
}
