import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  inverseFrequency,
  lowerBound,
  measureLengths,
  type SparseShape,
  scoreTerms,
  scoreUnits,
} from '../../../src/engine/sparse/bm25f.ts';
import { BODY, counted, countIn, DOC, FIELD_MAX, FIELDS, NAME } from '../../../src/engine/sparse/fields.ts';
import { PostingsBuilder } from '../../../src/engine/sparse/postings.ts';

type UnitTerms = Partial<Record<number, string>>;

/** Files of units, each a text per field, as one source. */
function shapeOf(files: readonly (readonly UnitTerms[])[], live: readonly number[] = files.map(() => 1)): SparseShape {
  const builder = new PostingsBuilder();
  const terms: string[] = [];
  const numberOf = (term: string) => (terms.includes(term) ? terms.indexOf(term) : terms.push(term) - 1);
  for (const unit of files.flat()) {
    for (const [field, text] of Object.entries(unit)) {
      for (const term of (text as string).split(' ')) {
        builder.addWord(Number(field));
        builder.add(numberOf(term), Number(field));
      }
    }
    builder.endUnit();
  }
  const { postingStart, postingUnit, postingCounts, fieldLength } = builder.finish(Int32Array.from(terms.keys()), terms.length);
  const postings = (term: string) => {
    const [from, to] = terms.includes(term) ? [postingStart[terms.indexOf(term)], postingStart[terms.indexOf(term) + 1]] : [0, 0];
    return { units: postingUnit.subarray(from, to), counts: postingCounts.subarray(from, to) };
  };
  const fileOfUnit = Int32Array.from(files.flatMap((units, file) => units.map(() => file)));
  return { sources: [{ firstUnit: 0, fieldLength, postings }], fileOfUnit, liveFiles: Uint8Array.from(live) };
}

function scores(files: readonly (readonly UnitTerms[])[], question: string, live?: readonly number[]) {
  const shape = shapeOf(files, live);
  const lengths = measureLengths(shape);
  const terms = new Map(question.split(' ').map((term) => [term, 1]));
  return { shape, lengths, terms, ...scoreTerms(terms, shape, lengths) };
}

const body = (text: string): UnitTerms => ({ [BODY]: text });

test('a file with the term comes before one without', () => {
  const { file } = scores([[body('a b')], [body('c d')]], 'c');
  assert.ok(file[1] > 0 && file[0] === 0);
});
test('a rare term weighs more than a common one', () => {
  const { file } = scores([[body('x rare')], [body('x common')], [body('x common')], [body('x y')]], 'rare common');
  assert.ok(file[0] > file[1]);
});
test('a name weighs more than a body', () => {
  const { file } = scores([[{ [NAME]: 'open' }], [{ [BODY]: 'open' }], [body('z')]], 'open');
  assert.ok(file[0] > file[1]);
});
test('two units of a file add up before they saturate', () => {
  const { file } = scores([[body('t q'), body('t q')], [body('t q q q')], [body('z z z z')]], 't');
  assert.ok(file[0] > file[1] && file[0] < 2 * file[1]);
});
test('a longer file counts less for the same word', () => {
  const { file } = scores([[body('t q')], [body('t q q q q q q q')], [body('z')]], 't');
  assert.ok(file[0] > file[1]);
});
test('files that are not live do not count, nor does their frequency', () => {
  const { file, idf } = scores([[body('t')], [body('t')], [body('z')]], 't', [1, 0, 1]);
  assert.equal(file[1], 0);
  assert.equal(idf.get('t'), inverseFrequency(2, 1));
});
test('coverage is the share of the question that a file has', () => {
  const { coverage } = scores([[body('a b')], [body('a')], [body('z')], [body('z')]], 'a b');
  assert.equal(coverage[0], 1);
  assert.ok(coverage[1] > 0 && coverage[1] < 1);
});
test('a unit scores by itself', () => {
  const { shape, lengths, terms, idf } = scores([[body('a')], [body('q'), body('a a')]], 'a');
  const [other, own] = scoreUnits(terms, idf, shape, lengths, 1, 3);
  assert.ok(own > 0 && other === 0);
});

test('counts are packed per field and stop at the largest', () => {
  let packed = counted(counted(0, NAME), DOC);
  for (let i = 0; i < 1000; i++) packed = counted(packed, BODY);
  assert.deepEqual(
    [NAME, DOC, BODY].map((field) => countIn(packed, field)),
    [1, 1, FIELD_MAX[BODY]],
  );
});
test('every field has room of its own', () => {
  const full = FIELDS.reduce((packed, _, field) => {
    let next = packed;
    for (let i = 0; i < 300; i++) next = counted(next, field);
    return next;
  }, 0);
  assert.deepEqual(
    FIELDS.map((_, field) => countIn(full, field)),
    [...FIELD_MAX],
  );
});

const bound = (wanted: number, expected: number) => assert.equal(lowerBound(Uint32Array.of(2, 4, 4, 9), wanted), expected);
test('the first place that is not below', () => {
  for (const [wanted, expected] of [
    [0, 0],
    [2, 0],
    [3, 1],
    [4, 1],
    [5, 3],
    [10, 4],
  ])
    bound(wanted, expected);
});
