/** xxHash64 for the index, from WebAssembly. */
import xxhash from 'xxhash-wasm';
import type { Hasher } from '../engine/index/container.ts';

export async function openHasher(): Promise<Hasher> {
  const { h64Raw } = await xxhash();
  return (bytes) => h64Raw(bytes).toString(16).padStart(16, '0');
}
