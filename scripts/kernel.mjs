/** Compiles src/engine/vectors/kernel.wat into kernel.ts, which is committed, so that neither a build nor a test needs this step. */
import { readFileSync, writeFileSync } from 'node:fs';
import openWabt from 'wabt';

const folder = new URL('../src/engine/vectors/', import.meta.url);
const COLUMNS = 130;

const wabt = await openWabt();
const wat = wabt.parseWat('kernel.wat', readFileSync(new URL('kernel.wat', folder), 'utf8'), { simd: true });
const bytes = wat.toBinary({}).buffer;

writeFileSync(
  new URL('kernel.ts', folder),
  `/** Made from kernel.wat by scripts/kernel.mjs; do not edit. It knows int8 rows in linear memory, and nothing else. */
export const KERNEL = new Uint8Array([
${filled([...bytes].map((byte) => `${byte},`))}
]);
`,
);

/** Words on lines of at most COLUMNS, indented by two. */
function filled(words) {
  const lines = [' '];
  for (const word of words) {
    const last = lines.length - 1;
    if (lines[last].length + 1 + word.length > COLUMNS) lines.push(`  ${word}`);
    else lines[last] += ` ${word}`;
  }
  return lines.join('\n');
}
