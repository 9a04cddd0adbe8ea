import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { decodeContainer, encodeContainer, type Hasher, type Sections } from '../../../src/engine/index/container.ts';
import { openHasher } from '../../support/hasher.ts';

let hash: Hasher;
before(async () => {
  hash = await openHasher();
});

const encode = (sections: Sections) => encodeContainer('test', sections, hash).buffer as ArrayBuffer;
const decode = (buffer: ArrayBuffer) => decodeContainer('a.plx', 'test', buffer, hash);
const sample = () => encode({ a: Uint32Array.of(1, 2, 3), b: Int8Array.of(-1), c: new Float64Array(0), d: Uint16Array.of(7) });

test('what goes in comes out', () => {
  const sections = { a: Uint32Array.of(1, 2, 3), b: Int8Array.of(-1, 5), c: new Float64Array(0) };
  assert.deepEqual(decode(encode(sections)), sections);
});

test('reading shares the memory of the file', () => {
  const buffer = sample();
  assert.equal(decode(buffer).a.buffer, buffer);
});

const refused = (code: string, buffer: ArrayBuffer) => assert.throws(() => decode(buffer), { code });
test('an empty file is refused', () => refused('indexDamaged', new ArrayBuffer(0)));
test('a foreign file is refused', () => refused('indexDamaged', new TextEncoder().encode('x'.repeat(200)).buffer as ArrayBuffer));
test('another kind is refused', () => refused('indexDamaged', encodeContainer('other', {}, hash).buffer as ArrayBuffer));
test('a newer format is refused by name', () => {
  const buffer = sample();
  new DataView(buffer).setUint32(4, 99, true);
  refused('indexNewer', buffer);
});
test('every truncation is refused', () => {
  const buffer = sample();
  for (let length = 0; length < buffer.byteLength; length++) refused('indexDamaged', buffer.slice(0, length));
});
test('every flipped bit is refused', () => {
  fc.assert(
    fc.property(fc.nat(sample().byteLength * 8 - 1), (bit) => {
      const buffer = sample();
      new Uint8Array(buffer)[bit >> 3] ^= 1 << (bit & 7);
      assert.throws(() => decode(buffer), /index file a\.plx/);
    }),
    { numRuns: 500 },
  );
});
