import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCall, readCalled, readName, readScope } from '../../../src/engine/parse/names.ts';

/** `source` up to `$0` is what stands before the arguments. */
function called(source: string, expected: string | undefined): void {
  const call = readCalled(source.replace('$0', ''), source.indexOf('$0'), 0);
  assert.equal(call && (call.receiver === '' ? call.name : `${call.receiver} > ${call.name}`), expected);
}

test('a name alone', () => called('x = total$0(1)', 'total'));
test('a method', () => called('this.lines.add$0(1)', 'this.lines > add'));
test('an arrow, a scope, an optional chain', () => {
  called('o->vt->price$0(1)', 'o->vt > price');
  called('std::move$0(x)', 'std > move');
  called('a?.b$0(x)', 'a > b');
});
test('type arguments', () => {
  called('make<Map<A, B>>$0(1)', 'make');
  called('parse::<T>$0(1)', 'parse');
});
test('a chain over several lines', () => called('z.object({ a: 1 })\n  .optional\n  $0()', 'z.object({ a: 1 }) > optional'));
test('a long chain loses its arguments', () => called(`a(${'x, '.repeat(60)}).b$0()`, 'a() > b'));
test('names with marks and beyond ASCII', () => {
  called('save!$0(1)', 'save!');
  called('数据.查询$0()', '数据 > 查询');
});
test('neither a range nor an operator is a receiver', () => {
  called('0..len$0()', 'len');
  called('a > b$0()', 'b');
  called('cond ? a : b$0()', 'b');
});
test('what has no name is no call', () => {
  called('f()$0()', undefined);
  called('table[i]$0()', undefined);
  called('new $0()', undefined);
});

function callee(source: string, expected: string | undefined): void {
  const call = readCall(source, 0, source.length, undefined, 0);
  assert.equal(call && (call.receiver === '' ? call.name : `${call.receiver} > ${call.name}`), expected);
}

test('a whole callee', () => {
  callee('total', 'total');
  callee('a.b.total', 'a.b > total');
  callee('ns::Order<T>', 'ns > Order');
  callee('f()', undefined);
});

test('scopes', () => {
  assert.deepEqual(readScope('*Order[T]'), ['Order']);
  assert.deepEqual(readScope('a::b<C::D>'), ['a', 'b']);
  assert.deepEqual(readScope('"a.b"'), ['a', 'b']);
});

test('names', () => {
  assert.equal(readName('"adds  up"').name, 'adds up');
  assert.equal(readName('`x`').name, 'x');
  assert.equal(readName("'it's'").name, "it's");
});
