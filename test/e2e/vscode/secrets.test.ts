/** A key goes to its server and to VS Code's secret storage, and nowhere else: not into logs, messages, conversations or the index. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { answerWith, type ModelServer, openModelServer, type Reply, refuseWith } from '../../support/model-server.ts';
import { smallRepository } from '../../support/small-repository.ts';
import { ask, chat, openChat, replyTo } from '../support/chat.ts';
import { indexWorkspace } from '../support/parallax.ts';
import { enter, runCommand } from '../support/quick-input.ts';
import { inVsCode } from '../support/scenario.ts';
import { notification, statusItem } from '../support/workbench.ts';

const KEY = 'sk-test-fedcba9876543210';

let server: ModelServer;
let chatReply: Reply = answerWith('It tries again.');

/** Refuses whoever has not the key, and repeats the key to whoever has another, as some servers do. */
const guarded: Reply = (response, request) => {
  const { authorization } = request.headers;
  if (authorization !== `Bearer ${KEY}`)
    return refuseWith(401, { error: { message: `${authorization} is no key` } })(response, request);
  if (request.url === '/v1/chat/completions') return chatReply(response, request);
  const data = [request.body?.input ?? []].flat().map((_, index) => ({ index, embedding: [1, 2, 3, index] }));
  const models = [{ id: 'large' }];
  const body = request.url === '/v1/embeddings' ? { data } : { data: models };
  return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

/** Code is embedded by the server too, in threads of the engine, which need the key. */
const scenario = inVsCode(async () => {
  server = await openModelServer(guarded);
  return {
    folders: { code: smallRepository },
    settings: {
      'parallax.model.source': 'endpoint',
      'parallax.model.baseUrl': server.url,
      'parallax.model.name': 'large',
      'parallax.embedding.source': 'endpoint',
      'parallax.embedding.model': 'vectors',
      'parallax.log.level': 'debug',
    },
  };
});
after(() => server?.close());

scenario('A key that is set is used by chat and embedding alike', async ({ page }) => {
  await statusItem(page, 'Parallax').waitFor();
  await runCommand(page, 'Parallax: Set API Key');
  await page.locator('.quick-input-widget:visible', { hasText: 'secret storage' }).waitFor();
  await enter(page, KEY);
  await notification(page, 'secret storage').waitFor();
  await indexWorkspace(page);
  await openChat(page);
  await ask(page, 'who tries again?');
  await replyTo(page, 'tries again');
  const used = server.requests.filter(({ headers }) => headers.authorization === `Bearer ${KEY}`).map(({ url }) => url);
  assert.ok(used.includes('/v1/embeddings'), used.join());
  assert.ok(used.includes('/v1/chat/completions'), used.join());
});

scenario('A server that repeats the key in its errors does not make us repeat it', async ({ page }) => {
  chatReply = refuseWith(403, { error: { message: `the key ${KEY} may not do this` } });
  await ask(page, 'and who calls it?');
  const refused = await replyTo(page, 'who calls it', 'failed');
  assert.ok(!(await refused.innerText()).includes(KEY));
  chatReply = refuseWith(400, { error: { message: `bad request with ${KEY}` } });
  await ask(page, 'and what then?');
  const failed = await replyTo(page, 'what then', 'failed');
  await failed.getByText('bad request with ***').first().waitFor();
});

scenario('Nothing on the disk and nothing on the screen holds the key', async (session) => {
  const { page, root } = session;
  await runCommand(page, 'Parallax: Show Network Activity');
  await page.locator('.tab.active', { hasText: 'Network Activity' }).waitFor();
  await page
    .locator('.view-line', { hasText: /embedding\s+code\s+and\s+questions/ })
    .first()
    .waitFor();
  await runCommand(page, 'Parallax: Show Logs');
  await page.waitForTimeout(1000); // Logs are written a little later.
  assert.ok(!(await page.locator('body').innerText()).includes(KEY));
  assert.ok(!(await chat(page).locator('body').innerText()).includes(KEY));
  assert.ok(!session.log().includes(KEY));
  const top = join(root, '..');
  // The browser's profile is where this VS Code keeps its secrets.
  const found = filesBelow(top, ['browser']).filter((path) => readFileSync(path).includes(KEY));
  assert.deepEqual(found, []);
  assert.ok(
    filesBelow(top, ['browser']).some((path) => path.includes('Parallax') && path.endsWith('.log')),
    'no log was looked at',
  );
});

function filesBelow(folder: string, except: readonly string[]): readonly string[] {
  return readdirSync(folder)
    .filter((name) => !except.includes(name))
    .flatMap((name) => {
      const path = join(folder, name);
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats?.isDirectory()) return name === 'extensions' ? [] : filesBelow(path, []);
      return stats?.isFile() ? [path] : [];
    });
}
