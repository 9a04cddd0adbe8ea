/**
 * A transformer model small enough to write by hand: the vectors of a text's tokens are rows of one table. Its ONNX file is
 * protobuf (onnx.proto3): a field is its number and wire type, then a varint or a length with that many bytes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const TINY_DIMENSIONS = 8;
export const TINY_WORDS = ['[PAD]', '[UNK]', 'retry', 'policy', 'decides', 'when', 'again'];
/** What the tokenizer keeps of a text. */
export const TINY_MOST_TOKENS = 6;

/** The table's row of a word, any two of which point in different directions. */
export function tinyRow(word: string): number[] {
  const at = Math.max(TINY_WORDS.indexOf(word), 1);
  return Array.from({ length: TINY_DIMENSIONS }, (_, i) => Math.fround(Math.sin(at * 5 + i * 1.7)));
}

export interface TinyModel {
  /** What the graph's result is called. */
  readonly output?: string;
  readonly onnxName?: string;
}

/** Writes the model into `folder`, as model hubs lay it out. */
export function writeTinyModel(folder: string, { output = 'last_hidden_state', onnxName = 'model.onnx' }: TinyModel = {}): void {
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  writeFileSync(join(folder, 'onnx', onnxName), Uint8Array.from(onnxModel(output)));
  writeJson(folder, 'config.json', { model_type: 'bert', architectures: ['BertModel'], hidden_size: TINY_DIMENSIONS });
  writeJson(folder, 'tokenizer_config.json', {
    tokenizer_class: 'PreTrainedTokenizerFast',
    model_max_length: TINY_MOST_TOKENS,
    pad_token: '[PAD]',
    unk_token: '[UNK]',
  });
  writeJson(folder, 'tokenizer.json', {
    version: '1.0',
    added_tokens: [special(0, '[PAD]'), special(1, '[UNK]')],
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: { type: 'Whitespace' },
    post_processor: null,
    decoder: null,
    model: { type: 'WordLevel', vocab: Object.fromEntries(TINY_WORDS.map((word, i) => [word, i])), unk_token: '[UNK]' },
  });
}

function writeJson(folder: string, name: string, value: unknown): void {
  writeFileSync(join(folder, name), JSON.stringify(value));
}

function special(id: number, content: string): object {
  return { id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
}

type Bytes = readonly number[];

const FLOAT = 1;
const INT64 = 7;

/** ModelProto: ir_version 1, graph 7, opset_import 8. */
function onnxModel(output: string): Bytes {
  const gather = [...text(1, 'table'), ...text(1, 'input_ids'), ...text(2, output), ...text(4, 'Gather')];
  const graph = [
    ...message(1, gather),
    ...text(2, 'tiny'),
    ...message(5, tensor('table', [TINY_WORDS.length, TINY_DIMENSIONS], TINY_WORDS.flatMap(tinyRow))),
    ...message(11, value('input_ids', INT64, ['texts', 'tokens'])),
    ...message(11, value('attention_mask', INT64, ['texts', 'tokens'])),
    ...message(12, value(output, FLOAT, ['texts', 'tokens', TINY_DIMENSIONS])),
  ];
  return [...integer(1, 8), ...message(7, graph), ...message(8, [...text(1, ''), ...integer(2, 13)])];
}

/** TensorProto: dims 1, data_type 2, name 8, raw_data 9. */
function tensor(name: string, dims: readonly number[], values: readonly number[]): Bytes {
  const raw = [...new Uint8Array(Float32Array.from(values).buffer)];
  return [...dims.flatMap((dim) => integer(1, dim)), ...integer(2, FLOAT), ...text(8, name), ...message(9, raw)];
}

/** ValueInfoProto: name 1, type 2, in which tensor_type 1 with elem_type 1 and shape 2, whose dims are numbers 1 or names 2. */
function value(name: string, type: number, dims: readonly (string | number)[]): Bytes {
  const shape = dims.flatMap((dim) => message(1, typeof dim === 'string' ? text(2, dim) : integer(1, dim)));
  return [...text(1, name), ...message(2, message(1, [...integer(1, type), ...message(2, shape)]))];
}

function integer(field: number, value: number): Bytes {
  return [...varint(field << 3), ...varint(value)];
}

function text(field: number, value: string): Bytes {
  return message(field, [...new TextEncoder().encode(value)]);
}

function message(field: number, bytes: Bytes): Bytes {
  return [...varint((field << 3) | 2), ...varint(bytes.length), ...bytes];
}

/** Seven bits a byte, lowest first, the top bit saying that more follow. */
function varint(value: number): Bytes {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)];
}
