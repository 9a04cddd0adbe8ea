import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openResolver } from '../../../src/engine/graph/resolve.ts';
import { idOf, tinyCorpus } from '../../support/tiny-corpus.ts';

/** Candidates of the first call of unit `from`, as `path#symbol confidence`, to one digit. */
function resolved(description: string, from: string) {
  const corpus = tinyCorpus(description);
  const id = idOf(corpus, from);
  return openResolver(corpus)(corpus.unit(id), corpus.calls(id)[0]).map(({ unit, confidence }) => {
    return { to: `${unit.path}#${unit.scope === '' ? '' : `${unit.scope}.`}${unit.name}`, confidence };
  });
}

/** The first call of `from` surely (more than 0.5) means `to`; '' for nothing likely. */
function check(description: string, from: string, to: string) {
  const [best] = resolved(description, from);
  if (to === '') return assert.ok(best === undefined || best.confidence < 0.3, `${best?.to} ${best?.confidence}`);
  assert.equal(best?.to, to);
  assert.ok(best.confidence > 0.5, `${best.to} only ${best.confidence}`);
}

test('the same file comes first', () => check('a.py: f calls g; g\nb.py: g', 'f', 'a.py#g'));
test('an imported name comes before the same folder', () =>
  check('a/x.ts: imports ../b/y {g}; f calls g\na/z.ts: g\nb/y.ts: g', 'f', 'b/y.ts#g'));
test('an included header brings in its implementation', () =>
  check('a.c: imports "lib/q.h"; f calls g\nlib/q.c: g\nother/r.c: g', 'f', 'lib/q.c#g'));
test('a static C function of another file is no candidate', () => check('a.c: f calls g\nb.c: -g', 'f', ''));
test('a static inline function of a header is one', () => check('a.c: imports "b.h"; f calls g\nb.h: -g', 'f', 'b.h#g'));
test('an unexported Go function is seen in its own package only', () => {
  check('p/a.go: f calls g\np/b.go: -g\nq/c.go: -g', 'f', 'p/b.go#g');
  check('p/a.go: f calls g\nq/c.go: -g', 'f', '');
});
test('another language is no candidate', () => check('a.py: f calls g\nb.c: g', 'f', ''));
test('C++ may call C', () => check('a.cc: f calls g\nb.c: g', 'f', 'b.c#g'));
test('TypeScript may call JavaScript', () => check('a.ts: imports ./b {g}; f calls g\nb.js: g', 'f', 'b.js#g'));

test('this means the own class', () => check('a.ts: A.f calls this.g; A.g; B.g\nb.ts: C.g', 'A.f', 'a.ts#A.g'));
test('self in Python', () => check('a.py: A.f calls self.g; g; A.g', 'A.f', 'a.py#A.g'));
test('an inherited method is found through the bases', () =>
  check(
    'a.ts: imports ./b {Base}; class A < Base; A.f calls this.g\nb.ts: class Base; Base.g\nc.ts: Other.g',
    'A.f',
    'b.ts#Base.g',
  ));
test("a method inherited from outside is not somebody else's", () => check('a.ts: A.f calls this.emit\nb.ts: B.emit', 'A.f', ''));
test('implicit this in Java', () => check('A.java: A.f calls g; A.g\nB.java: B.g', 'A.f', 'A.java#A.g'));
test('no implicit this in TypeScript', () => check('a.ts: A.f calls g; A.g\nb.ts: g', 'A.f', 'b.ts#g'));
test('a variable named after a class speaks of it', () =>
  check(
    'a.ts: imports ./http {HttpClient}; f calls client.dial\nhttp.ts: HttpClient.dial\nfile.ts: Phone.dial',
    'f',
    'http.ts#HttpClient.dial',
  ));
test('a package name speaks of its folder', () =>
  check('a.go: imports "m/store"; f calls store.Load\nstore/s.go: Load\nx/y.go: Load', 'f', 'store/s.go#Load'));
test('a module name speaks of its file', () =>
  check('a.py: imports retry; f calls retry.decide\nretry.py: decide\nb.py: decide', 'f', 'retry.py#decide'));
test('a path of scopes', () =>
  check('a.rs: f calls net::tcp.connect\nnet.rs: net.tcp.connect\nx.rs: connect', 'f', 'net.rs#net.tcp.connect'));

test('calling a class means its constructor', () =>
  check('a.ts: imports ./b {B}; f calls B\nb.ts: class B; B.constructor', 'f', 'b.ts#B.constructor'));
test('or the class, where none is written', () => check('a.py: imports b {B}; f calls B\nb.py: class B', 'f', 'b.py#B'));
test('Ruby constructs with new', () =>
  check('a.rb: f calls Client.new\nclient.rb: class Client; Client.initialize', 'f', 'client.rb#Client.initialize'));

test('a name imported from outside stays outside', () =>
  check('a.ts: imports node:fs {readFile}; f calls readFile\nb.ts: readFile', 'f', ''));
test('a method of an outside module stays outside', () =>
  check('a.ts: imports node:fs; f calls fs.readFile\nb.ts: Disk.readFile', 'f', ''));
test('a common name on an unknown object is not guessed', () => check('a.ts: f calls x.get\nfar/b.ts: Cache.get', 'f', ''));
test('an uncommon one may be meant', () =>
  assert.ok(resolved('a.ts: f calls x.frobnicate\nb.ts: Gear.frobnicate', 'f')[0].confidence > 0.3));
test('a type, a window and a test are not called', () => check('a.ts: f calls g\nb.ts: module g', 'f', ''));

test('ambiguity is kept, and adds up to at most one', () => {
  const found = resolved('a.c: f calls g\nb.c: g\nc.c: g\nd.c: g', 'f');
  assert.equal(found.length, 3);
  assert.ok(found.reduce((sum, one) => sum + one.confidence, 0) <= 1);
  assert.ok(found.every((one) => one.confidence > 0.25 && one.confidence < 0.34));
});
test('no more than five', () => {
  const files = [...'bcdefghij'].map((name) => `${name}.c: g`).join('\n');
  assert.equal(resolved(`a.c: f calls g\n${files}`, 'f').length, 5);
});

const THOUSAND = Array.from({ length: 1000 }, (_, i) => `many/m${i}.ts: class M${i}; M${i}.load`).join('\n');
test('a name defined a thousand times stays weak', () => check(`a.ts: f calls x.load\n${THOUSAND}`, 'f', ''));
test('unless the class says which', () => check(`a.ts: A.f calls this.load; A.load\n${THOUSAND}`, 'A.f', 'a.ts#A.load'));
test('or an import does', () => check(`a.ts: imports ./many/m7 {M7}; f calls M7.load\n${THOUSAND}`, 'f', 'many/m7.ts#M7.load'));
