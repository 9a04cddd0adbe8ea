/** The whole benchmark of quality on a small folder: that it asks, that it hides what it asks by, and that it counts. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { measureQuality, type QualityResult } from '../../bench/quality.ts';

async function measured(files: Readonly<Record<string, string>>): Promise<QualityResult | undefined> {
  const home = await mkdtemp(join(tmpdir(), 'parallax-quality-'));
  const root = join(home, 'code');
  try {
    await mkdir(root);
    for (const [name, text] of Object.entries(files)) await writeFile(join(root, name), text);
    return await measureQuality({ root, home });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

const retry = `
# Sends a failed request again with growing pauses until the policy gives up.
`;

test('documented functions are asked for, in an index that no longer has the documentation', async () => {
  const result = await measured({
    'retry.py': `def retry(policy, request):\n    """Sends a failed request again with growing pauses."""\n    return policy.request(request)\n`,
    'parse.go':
      'package parse\n\n// Number reads a decimal number and stops at the first other character.\nfunc Number(text string) int { return scan(text) }\n',
    'plain.js': 'export function undocumented(a) {\n  return a + 1;\n}\n',
  });
  assert.equal(result?.functions, 2);
  assert.equal(result.leaked, 0);
  assert.deepEqual(Object.keys(result.byLanguage).sort(), ['go', 'python']);
  assert.equal(result.all.fileRecall10, 1);
});

test('a sentence that documents two functions asks for neither', async () => {
  const twice = `${retry}def a(x):\n    return x\n${retry}def b(x):\n    return x\n`;
  assert.equal(await measured({ 'twice.py': twice }), undefined);
});
