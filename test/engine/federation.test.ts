/** Two real engines over files in memory, behind one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Engine } from '../../src/engine/engine.ts';
import { indexMissing, isEngineError } from '../../src/engine/errors.ts';
import { federate } from '../../src/engine/federation.ts';
import type { Progress } from '../../src/engine/types.ts';
import { fakeEngine } from '../support/fake-engine.ts';
import { memoryEngine } from '../support/memory-engine.ts';

const SHOP = {
  'src/retry.ts': `/** Decides whether a failed payment is tried again. */
export function shouldRetry(attempt: number): boolean {
  return attempt < 3;
}

/** Pays, and again where that failed. */
export function pay(sum: number): void {
  for (let attempt = 0; shouldRetry(attempt); attempt++) charge(sum);
}
`,
  'src/cart.ts':
    '/** Adds an article to the shopping cart. */\nexport function addToCart(article: string): void {\n  cart.push(article);\n}\n',
};
const GAME = {
  'engine/physics.ts': `/** Moves every body by its speed, and lets gravity pull. */
export function stepPhysics(bodies: Body[]): void {
  for (const body of bodies) body.y += body.speed;
}
`,
  'engine/render.ts':
    '/** Draws every sprite of the scene. */\nexport function renderScene(scene: Scene): void {\n  scene.sprites.forEach(draw);\n}\n',
};

async function both(): Promise<Engine> {
  const [shop, game] = [await memoryEngine(SHOP), await memoryEngine(GAME)];
  return federate([
    { name: 'shop', engine: shop.engine },
    { name: 'game', engine: game.engine },
  ]);
}
const firstPath = async (engine: Engine, text: string) => (await engine.search({ text })).hits[0]?.path;

test('one part is its engine', () => {
  const { engine } = fakeEngine();
  assert.equal(federate([{ name: 'only', engine }]), engine);
});
test('the part that the question is about comes first', async () => {
  const engine = await both();
  assert.equal(await firstPath(engine, 'whether a failed payment is tried again'), 'shop/src/retry.ts');
  assert.equal(await firstPath(engine, 'how does gravity move bodies'), 'game/engine/physics.ts');
  assert.equal(await firstPath(engine, 'renderScene'), 'game/engine/render.ts');
  assert.equal(await firstPath(engine, 'addToCart'), 'shop/src/cart.ts');
});
test('scores descend from 1', async () => {
  const { hits } = await (await both()).search({ text: 'how does gravity move bodies' });
  const scores = hits.map(({ score }) => score);
  assert.equal(scores[0], 1);
  assert.deepEqual(
    scores,
    [...scores].sort((a, b) => b - a),
  );
});
test('by angle, cosines compare as they are', async () => {
  const { hits } = await (await both()).search({ text: 'gravity pulls bodies', angle: 'purpose' });
  assert.equal(hits[0].path, 'game/engine/physics.ts');
  assert.equal(hits[0].score, hits[0].angles.purpose > 0 ? Math.round(hits[0].score * 1e4) / 1e4 : 0);
});
test('a limit holds for all together', async () => {
  assert.equal((await (await both()).search({ text: 'scene payment', limit: 2 })).hits.length, 2);
});
test('a pattern with the name of a part means that part', async () => {
  const engine = await both();
  const paths = async (path: string) => (await engine.search({ text: 'payment gravity', path })).hits.map((hit) => hit.path);
  assert.ok((await paths('game/**')).every((path) => path.startsWith('game/')));
  assert.deepEqual(await paths('src/retry.ts'), ['shop/src/retry.ts']);
});

test('targets with the name of their part, and without', async () => {
  const engine = await both();
  for (const target of ['shop/src/retry.ts#shouldRetry', 'src/retry.ts#shouldRetry', 'retry.ts:3']) {
    const [edge] = await engine.callers(target);
    assert.deepEqual([edge.from.path, edge.to.path], ['shop/src/retry.ts', 'shop/src/retry.ts'], target);
  }
  const hits = await engine.related('game/engine/physics.ts#stepPhysics', 'purpose');
  assert.ok(hits.length > 0 && hits.every(({ path }) => path.startsWith('game/')));
});
test('a target that no part has', () =>
  assert.rejects(
    async () => (await both()).callees('src/nothing.ts'),
    (error) => isEngineError(error) && error.code === 'targetNotFound',
  ));
test('an explanation of a part as a whole', async () => {
  const { sources } = await (await both()).explain({ target: 'game' });
  assert.ok(sources.length > 0 && sources.every(({ path }) => path.startsWith('game/')));
});

test('a context is numbered anew, within the budget, the stronger part first', async () => {
  const engine = await both();
  const { chunks, budget, notSeen } = await engine.context({
    kind: 'ask',
    question: 'payment attempts and gravity of bodies',
    budget: 900,
  });
  assert.deepEqual(
    chunks.map(({ n }) => n),
    chunks.map((_, i) => i + 1),
  );
  assert.equal(budget, 900);
  assert.ok(chunks.reduce((sum, { tokens }) => sum + tokens, 0) <= 900);
  assert.deepEqual([...new Set(chunks.map(({ path }) => path.split('/')[0]))].sort(), ['game', 'shop']);
  assert.ok(
    notSeen.every((note) => /^(shop|game): /.test(note)),
    notSeen.join('\n'),
  );
});
test('what is attached comes first, from whatever part', async () => {
  const engine = await both();
  const attached = ['game/engine/render.ts#renderScene', 'src/cart.ts#addToCart'];
  const { chunks } = await engine.context({ kind: 'ask', question: 'is a failed payment tried again?', attached });
  const marked = chunks.filter((chunk) => chunk.attached);
  assert.deepEqual(marked.map(({ symbol }) => symbol).sort(), ['addToCart', 'renderScene']);
  assert.ok(marked.every(({ n }) => n <= 2));
});
test('an answer from several parts cites each by a number of its own', async () => {
  const { answer, sources } = await (await both()).ask({ question: 'payment attempts and gravity of bodies' });
  const numbers = sources.map(({ n }) => n);
  assert.equal(new Set(numbers).size, numbers.length);
  const paths = new Map(sources.map(({ n, path }) => [n, path]));
  const [, cited] = /`stepPhysics` \[(\d+)\]/.exec(answer) ?? [];
  assert.equal(paths.get(Number(cited)), 'game/engine/physics.ts');
  assert.equal(answer.split('PARALLAX_BASE_URL').length, 2);
});

test('buffers, places and glances reach their part', async () => {
  const engine = await both();
  await engine.setBuffer('shop/src/retry.ts', `// new\n${SHOP['src/retry.ts']}`);
  const located = await engine.locate({ path: 'shop/src/retry.ts', startLine: 2, endLine: 4 });
  assert.deepEqual(located, { startLine: 3, endLine: 5, moved: true });
  const glance = await engine.glance('shop/src/retry.ts', 4);
  assert.deepEqual([glance?.unit.path, glance?.unit.name, glance?.callers], ['shop/src/retry.ts', 'shouldRetry', 1]);
  assert.ok(glance?.relatives.every(({ path }) => path.startsWith('shop/')));
  assert.equal(await engine.glance('elsewhere/a.ts', 1), undefined);
});
test('reports add up', async () => {
  const engine = await both();
  const seen: Progress[] = [];
  const report = await engine.index({ rebuild: true, onProgress: (progress) => void seen.push(progress) });
  assert.deepEqual([report.files, report.functions, report.languages], [4, 5, { typescript: 4 }]);
  assert.deepEqual([seen.at(-1)?.filesDone, Math.max(...seen.map(({ filesTotal }) => filesTotal))], [2, 4]);
  const [status, doctor] = [await engine.status(), await engine.doctor()];
  assert.deepEqual([status?.files, status?.functions, doctor.files], [4, 5, 4]);
  assert.equal(doctor.skipped.ignored?.count, 4);
  assert.deepEqual(doctor.skipped.ignored?.examples, ['shop/dist', 'game/dist']);
});

test('updates go to the parts whose files they name', async () => {
  const [one, two] = [fakeEngine(), fakeEngine()];
  const engine = federate([
    { name: 'shop', engine: one.engine },
    { name: 'shop/admin', engine: two.engine },
  ]);
  await engine.update(['shop/a.ts', 'shop/admin/b.ts', 'c.ts']);
  assert.deepEqual([one.asked, two.asked], [['update ["a.ts"]'], ['update ["b.ts"]']]);
});
test('a part without an index does not keep the others from answering', async () => {
  const { engine: shop } = await memoryEngine(SHOP);
  const missing = async () => {
    throw indexMissing('there');
  };
  const { engine: bare } = fakeEngine({ search: missing, context: missing, related: missing, status: async () => undefined });
  const engine = federate([
    { name: 'bare', engine: bare },
    { name: 'shop', engine: shop },
  ]);
  assert.equal(await firstPath(engine, 'payment'), 'shop/src/retry.ts');
  assert.equal((await engine.status())?.files, 2);
  const { chunks } = await engine.context({ kind: 'ask', question: 'is a failed payment tried again?' });
  assert.ok(chunks.length > 0 && chunks.every(({ path }) => path.startsWith('shop/')));
});
test('a part that fails does not keep the others from being indexed', async () => {
  const [one, two] = [fakeEngine({ index: () => Promise.reject(new Error('no disk')) }), fakeEngine()];
  const engine = federate([
    { name: 'a', engine: one.engine },
    { name: 'b', engine: two.engine },
  ]);
  await assert.rejects(engine.index(), /no disk/);
  assert.deepEqual(two.asked, ['index {}']);
});
test('held and closed together', async () => {
  const [one, two] = [fakeEngine(), fakeEngine()];
  const engine = federate([
    { name: 'a', engine: one.engine },
    { name: 'b', engine: two.engine },
  ]);
  await engine.hold(true);
  await engine.close();
  assert.deepEqual(
    [one.asked, two.asked],
    [
      ['hold true', 'close'],
      ['hold true', 'close'],
    ],
  );
});
