/** Compiles the kernel.wat of `vectors` and `embed` into kernel.ts, which is committed: neither a build nor a test needs this step. */
import { readFileSync, writeFileSync } from 'node:fs';
import openWabt from 'wabt';

const COLUMNS = 130;
const wabt = await openWabt();

for (const room of ['vectors', 'embed']) compile(room);

function compile(room) {
  const folder = new URL(`../src/engine/${room}/`, import.meta.url);
  const wat = wabt.parseWat('kernel.wat', readFileSync(new URL('kernel.wat', folder), 'utf8'), { simd: true });
  const bytes = [...wat.toBinary({}).buffer].map((byte) => `${byte},`);
  const head =
    '/** Made from kernel.wat by scripts/kernel.mjs; do not edit. It knows int8 rows in linear memory, and nothing else. */';
  writeFileSync(new URL('kernel.ts', folder), `${head}\nexport const KERNEL = new Uint8Array([\n${filled(bytes)}\n]);\n`);
}

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
