import assert from 'node:assert/strict';
import { copyFile, mkdir, readdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { CLI, withBench } from '../support/command.ts';
import { smallRepository } from '../support/small-repository.ts';
import { writeTinyModel } from '../support/tiny-model.ts';

const OUT = dirname(CLI);
const PACKAGE = dirname(OUT);

/** What is shipped, far from any node_modules: bundles copied, because Node follows links to them; folders linked. */
async function shipInto(folder: string): Promise<string> {
  await mkdir(join(folder, 'out'), { recursive: true });
  await copyFile(join(PACKAGE, 'package.json'), join(folder, 'package.json'));
  await symlink(join(PACKAGE, 'media'), join(folder, 'media'));
  for (const entry of await readdir(OUT, { withFileTypes: true })) {
    const [from, to] = [join(OUT, entry.name), join(folder, 'out', entry.name)];
    if (entry.isDirectory()) await symlink(from, to);
    else await copyFile(from, to);
  }
  return join(folder, 'out', 'cli.js');
}

test('what is built runs without node_modules', () =>
  withBench(smallRepository, async ({ top, root, run }) => {
    const cli = await shipInto(join(top, 'parallax'));
    const { out, err } = await run(['search', 'who tries again after a failure', '--root', root, '--json'], { cli });
    assert.equal(err, '');
    assert.equal(JSON.parse(out).hits[0].path, 'client/retry.go');
  }));

test('so do transformer models', () =>
  withBench(smallRepository, async ({ top, root, run }) => {
    const cli = await shipInto(join(top, 'parallax'));
    writeTinyModel(join(top, 'tiny'));
    const env = { PARALLAX_EMBEDDER: `transformers:${join(top, 'tiny')}` };
    const { code, err } = await run(['index', '--root', root], { cli, env });
    assert.deepEqual({ code, err }, { code: 0, err: '' });
  }));
