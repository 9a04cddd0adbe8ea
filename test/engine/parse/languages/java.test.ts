import { test } from 'node:test';
import { checksOf } from './check.ts';

const { units, doc, signature, bases, calls, imports } = checksOf('Order.java');

const ORDER = `/* Copyright (C) 2008 Nobody. */
package shop.core;

import java.util.List;
import static java.util.Map.entry;
import java.io.*;

/** An order. */
@Deprecated
public final class Order<T> extends Base<T> implements Priced, Sized<T> {
  static final int MAX = 3;
  private final Function<A, B> mapper = a -> { return go(a); };
  public Order() { this(1); }
  /**
   * Sums up.
   * @return cents
   */
  @Override
  public <U> int total(String s, Class<U> c) throws X {
    return new Parser(s).parse(Foo::bar, this.rate.of(1));
  }
  interface Inner extends X, Y { void a(); default void b() {} }
  enum State { NEW, PAID; int code() { return 1; } }
  record Point(int x) { Point { check(x); } }
  @Test void adds() { assertTrue(true); }
}
`;

test('definitions', () =>
  units(ORDER, [
    '+class Order 9-26',
    '-method Order.mapper 12-12',
    '+constructor Order.Order 13-13',
    '+method Order.total 18-21',
    '-interface Order.Inner 22-22',
    '-method Order.Inner.a 22-22',
    '-method Order.Inner.b 22-22',
    '-enum Order.State 23-23',
    '-method Order.State.code 23-23',
    '-class Order.Point 24-24',
    '-constructor Order.Point.Point 24-24',
    '-test Order.adds 25-25',
  ]));
test('documentation before annotations', () => doc(ORDER, 'Order.total', 'Sums up.\n@return cents'));
test('a signature with its annotation', () =>
  signature(ORDER, 'Order.total', '@Override public <U> int total(String s, Class<U> c) throws X'));
test('bases', () => bases(ORDER, 'Order', ['Base<T>', 'Priced', 'Sized<T>']));
test('calls', () => calls(ORDER, 'Order.total', ['Parser', 'Parser(s)>parse', 'Foo>bar', 'this.rate>of']));
test('imports', () => imports(ORDER, ['java.util.List', 'java.util.Map.entry', 'java.io']));
