import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import type { Hasher } from '../../../src/engine/index/container.ts';
import { Library } from '../../../src/engine/index/library.ts';
import { MANIFEST_NAME, UNFINISHED_NAME } from '../../../src/engine/index/manifest.ts';
import { isUpToDate, type UpdateOptions, updateIndex } from '../../../src/engine/index/update.ts';
import { type CodeParser, openParser } from '../../../src/engine/parse/parser.ts';
import type { Digester } from '../../../src/engine/ports.ts';
import type { Progress } from '../../../src/engine/types.ts';
import { grammars } from '../../support/grammars.ts';
import { openHasher } from '../../support/hasher.ts';
import { inlineDigester, ListLog, MemoryFiles, MemoryStore } from '../../support/memory-ports.ts';
import { shippedModel } from '../../support/model.ts';

const model = shippedModel();
let hash: Hasher;
let parser: CodeParser;
before(async () => {
  hash = await openHasher();
  parser = await openParser(grammars);
});

interface Bench {
  readonly files: MemoryFiles;
  readonly store: MemoryStore;
  readonly log: ListLog;
  readonly digester: Digester;
}

function openBench(texts: Record<string, string> = {}): Bench {
  const files = new MemoryFiles(hash);
  for (const [path, text] of Object.entries(texts)) files.put(path, text);
  return { files, store: new MemoryStore(), log: new ListLog(), digester: inlineDigester(files, parser, model, hash) };
}

/** A process that opens the store, brings the index up to date and shows what it holds. */
async function run({ files, store, log, digester }: Bench, options: UpdateOptions = {}): Promise<Library> {
  const library = new Library({ store, hash, log, embedder: model.id });
  await library.openForWriting();
  await updateIndex({ library, files, digester, embedder: undefined, now: files.now }, options);
  return library;
}

/** Every live unit, as a person would tell them apart. */
function contents({ snapshot }: Library): string[] {
  const all: string[] = [];
  for (let id = 0; id < snapshot.unitCount; id++) {
    if (!snapshot.isLive(id)) continue;
    const { path, kind, scope, name, startLine, endLine, contentHash } = snapshot.unit(id);
    const calls = snapshot.calls(id).map((call) => call.name);
    all.push([path, kind, scope, name, startLine, endLine, contentHash, calls].join(' '));
  }
  return all.sort();
}

/** Which live units have a term, by path and line. */
function unitsWith({ snapshot }: Library, term: string): string[] {
  return snapshot.parts.flatMap(({ segment, firstUnit }) =>
    Array.from(segment.postings(segment.terms.find(term)).units, (unit) => firstUnit + unit)
      .filter((id) => snapshot.isLive(id))
      .map((id) => `${snapshot.unit(id).path}:${snapshot.unit(id).startLine} ${snapshot.unit(id).kind}`),
  );
}

const c = (name: string, callee = 'helper') => `/* Does ${name}. */\nint ${name}(void)\n{\n  return ${callee}();\n}\n`;

test('what is indexed is found by its terms', async () => {
  const library = await run(openBench({ 'a.c': c('open_socket') }));
  assert.ok(unitsWith(library, 'opensocket').includes('a.c:2 function'));
});

test('a second run over the same files reads none of them', async () => {
  const bench = openBench({ 'a.c': c('alpha'), 'b.c': c('beta') });
  await run(bench);
  const before = bench.files.reads;
  await run(bench);
  assert.equal(bench.files.reads, before);
});

test('a file from the future is not read again and again', async () => {
  const bench = openBench({ 'a.c': c('alpha') });
  const now = () => bench.files.now() - 3_600_000;
  const library = reader(bench);
  for (let i = 0; i < 2; i++) {
    await library.openForWriting();
    await updateIndex({ library, files: bench.files, digester: bench.digester, embedder: undefined, now }, {});
  }
  assert.equal(bench.files.reads, 1);
});

test('one changed file is read alone', async () => {
  const bench = openBench({ 'a.c': c('alpha'), 'b.c': c('beta') });
  await run(bench);
  const before = bench.files.reads;
  bench.files.put('b.c', c('gamma'));
  const library = await run(bench);
  assert.equal(bench.files.reads, before + 1);
  assert.deepEqual(library.snapshot.unitsNamed('beta'), []);
  assert.equal(library.snapshot.unitsNamed('gamma').length, 1);
});

test('a folder that is gone takes its files with it, and leaves those that only begin like it', async () => {
  const bench = openBench({ 'a/x.c': c('x'), 'a/b/y.c': c('y'), 'ab/z.c': c('z') });
  await run(bench);
  for (const path of ['a/x.c', 'a/b/y.c']) bench.files.delete(path);
  const library = await run(bench, { paths: ['a'] });
  assert.deepEqual([...library.snapshot.manifest.files.keys()], ['ab/z.c']);
});

test('contents that come back are not parsed again', async () => {
  const bench = openBench({ 'a.c': c('alpha'), 'b.c': c('beta'), 'c.c': c('delta') });
  await run(bench);
  bench.files.put('b.c', c('gamma'));
  await run(bench);
  bench.files.put('b.c', c('beta'));
  const library = await run(bench);
  assert.equal(library.snapshot.unitsNamed('beta').length, 1);
  assert.equal(library.snapshot.parts.length, 2, 'no third segment was made');
});

test('an index made with another embedding is made anew', async () => {
  const bench = openBench({ 'a.c': c('alpha') });
  await run(bench);
  const other = new Library({ store: bench.store, hash, log: bench.log, embedder: 'other' });
  await assert.rejects(other.open(), { code: 'indexOtherEmbedder' });
  assert.equal((await other.openForWriting()).unitCount, 0);
});

test('a reader sees a new generation', async () => {
  const bench = openBench({ 'a.c': c('alpha') });
  const reader = await run(bench);
  bench.files.put('a.c', c('omega'));
  await run(bench);
  assert.equal((await reader.open()).unitsNamed('omega').length, 1);
});

test('a damaged segment costs its files a second reading and nothing else', async () => {
  const bench = openBench({ 'a.c': c('alpha'), 'b.c': c('beta') });
  const whole = contents(await run(bench));
  const [name] = [...bench.store.files.keys()].filter((file) => file !== MANIFEST_NAME);
  const bytes = bench.store.files.get(name) as Uint8Array;
  bytes[bytes.length >> 1] ^= 4;
  assert.deepEqual(contents(await run(bench)), whole);
  assert.match(bench.log.lines.join(), /is damaged/);
});

test('a damaged manifest is never half-read', async () => {
  const bench = openBench({ 'a.c': c('alpha') });
  const whole = contents(await run(bench));
  bench.store.files.set(MANIFEST_NAME, (bench.store.files.get(MANIFEST_NAME) as Uint8Array).slice(0, 100));
  assert.deepEqual(contents(await run(bench)), whole);
});

test('what no generation needs is removed', async () => {
  const bench = openBench({ 'a.c': c('alpha') });
  bench.store.files.set('orphan.plx', new Uint8Array(3));
  await run(bench);
  assert.equal(bench.store.files.has('orphan.plx'), false);
});

const manyFiles = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}.c`, c(`function_${i}`).repeat(80)]));
const reader = ({ store, log }: Bench) => new Library({ store, hash, log, embedder: model.id });

/** Aborts when most files are read, and some batches are done. */
async function runMost(bench: Bench, options: UpdateOptions = {}): Promise<void> {
  const abort = new AbortController();
  const onProgress = ({ filesDone, filesTotal }: Progress) => filesDone > 0 && filesDone * 4 >= filesTotal * 3 && abort.abort();
  await assert.rejects(run(bench, { ...options, onProgress, signal: abort.signal }), { code: 'cancelled' });
}

test('an aborted update is read by nobody, and taken up again', async () => {
  const bench = openBench(manyFiles(90));
  await runMost(bench);
  await assert.rejects(reader(bench).open(), { code: 'indexMissing' });
  const before = bench.files.reads;
  const { snapshot } = await run(bench);
  assert.ok(bench.files.reads - before < 90, 'what was read is not read again');
  assert.deepEqual(contents(await run(bench)), contents(await run(openBench(manyFiles(90)))));
  assert.ok(await isUpToDate(snapshot, await bench.files.list(), model.id, bench.files));
  assert.equal(bench.store.files.has(UNFINISHED_NAME), false);
});

test('an aborted update or rebuild leaves the generation before to its readers', async () => {
  const bench = openBench(manyFiles(90));
  const whole = contents(await run(bench));
  const readerSees = async () => {
    const library = reader(bench);
    await library.open();
    return contents(library);
  };
  for (const [path] of Object.entries(manyFiles(90)).slice(0, 80)) bench.files.put(path, c(`other_${path[1]}`).repeat(80));
  await runMost(bench);
  assert.deepEqual(await readerSees(), whole);
  await runMost(bench, { rebuild: true });
  assert.deepEqual(await readerSees(), whole);
  const after = contents(await run(bench));
  assert.notDeepEqual(after, whole);
  assert.deepEqual(await readerSees(), after);
});

test('a file that was planned and not reached is read by the next update, though its time says it need not be', async () => {
  const bench = openBench(manyFiles(90));
  await run(bench);
  for (let i = 0; i < 90; i++) bench.files.put(`f${i}.c`, c(`later_${i}`).repeat(80));
  await runMost(bench);
  const library = reader(bench);
  const { manifest } = await library.openForWriting();
  const reached = [...manifest.files.values()].filter(({ mtimeMs }) => mtimeMs > 0).length;
  assert.ok(reached > 0 && reached < 90, `${reached} were reached`);
});

test('a company file that is damaged or gone is refused, and made again', async () => {
  const bench = openBench({ 'a.c': c('alpha', 'beta'), 'b.c': c('beta', 'gamma'), 'c.c': c('gamma') });
  const { manifest } = (await run(bench)).snapshot;
  const name = manifest.company.find((one) => one !== '') as string;
  const bytes = bench.store.files.get(name) as Uint8Array;
  bytes[bytes.length - 1] ^= 1;
  await assert.rejects(reader(bench).open(), { code: 'indexDamaged' });
  assert.deepEqual((await run(bench)).snapshot.manifest.company, manifest.company);
  assert.ok(await reader(bench).open());
  bench.store.files.delete(name);
  await assert.rejects(reader(bench).open(), { code: 'indexMissing' });
  await run(bench);
  assert.ok(await reader(bench).open());
});

test('a store that fails ends the update when all is still, and keeps what it had', async () => {
  const many = manyFiles(90);
  const bench = openBench({ 'a.c': c('alpha') });
  await run(bench);
  const before = [...bench.store.files.keys()];
  for (const [path, text] of Object.entries(many)) bench.files.put(path, text);
  const write = bench.store.write.bind(bench.store);
  let [writes, over] = [0, false];
  bench.store.write = async (name, bytes) => {
    assert.ok(!over, `${name} is written after the update has failed`);
    if (++writes === 2) throw new Error('full');
    await write(name, bytes);
  };
  await assert.rejects(run({ ...bench, digester: { ...bench.digester, width: 3 } }), /full/);
  over = true;
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(writes, 2);
  assert.deepEqual([...bench.store.files.keys()], before);
});

test('an index of a newer format is made anew', async () => {
  const bench = openBench({ 'a.c': c('alpha'), 'b.c': c('beta') });
  const whole = contents(await run(bench));
  for (const bytes of bench.store.files.values()) bytes[4]++;
  assert.deepEqual(contents(await run(bench)), whole);
  assert.match(bench.log.lines.join(), /newer Parallax/);
});

test('an index of an older format is made anew, and nobody is warned', async () => {
  const bench = openBench({ 'a.c': c('alpha') });
  const whole = contents(await run(bench));
  for (const bytes of bench.store.files.values()) bytes[4]--;
  bench.log.warn = (message) => assert.fail(message);
  assert.deepEqual(contents(await run(bench)), whole);
});

const paths = fc.constantFrom('a.c', 'b.c', 'lib/c.c', 'lib/d.c', 'e.go', 'notes.md');
const texts = fc.constantFrom(
  '',
  c('alpha'),
  c('beta', 'alpha'),
  c('alpha') + c('beta'),
  'package e\n\nfunc Run() { Stop() }\n',
  '# Notes\n\nSome words.\n',
);
const edit = fc.record({ path: paths, text: fc.option(texts) });
const edits = fc.array(fc.array(edit, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 });

test('after any edits the index equals one made at once', async () => {
  await fc.assert(
    fc.asyncProperty(edits, fc.boolean(), async (rounds, onlyPaths) => {
      const bench = openBench();
      const now = new Map<string, string>();
      let library = await run(bench);
      for (const round of rounds) {
        for (const { path, text } of round) {
          if (text === null) bench.files.delete(path);
          else bench.files.put(path, text);
          if (text === null) now.delete(path);
          else now.set(path, text);
        }
        library = await run(bench, onlyPaths ? { paths: round.map(({ path }) => path) } : {});
      }
      const fresh = await run(openBench(Object.fromEntries(now)));
      assert.deepEqual(contents(library), contents(fresh));
      for (const term of ['alpha', 'beta', 'stop', 'word'])
        assert.deepEqual(unitsWith(library, term).sort(), unitsWith(fresh, term).sort());
    }),
    { numRuns: 40 },
  );
});
