import { test } from 'node:test';
import { checksOf } from './check.ts';

const { units, doc, signature, bases, calls, imports, readsWithoutErrors } = checksOf('Orders.scala');

const ORDERS = `package shop
package orders

import cats.effect.IO
import cats.data.{NonEmptyList => Nel, Validated}
import scala.util._

/** An order. */
sealed abstract class Order[A](val id: Long) extends Base[A](id) with Priced {
  def this() = this(0)
  def price(c: Currency): Money = rates.find(c).convert[Money](total)
  def total: Money
  private[orders] def audit = log append "read"
  val byName = (o: Order[A]) => o.name
  type Id = Long
  implicit val show: Show[Order[A]] = new Show[Order[A]] {
    def render(o: Order[A]): String = text(o)
  }
}

object Order extends OrderInstances {
  val Limit = 100
  def apply(id: Long) = new Closed(id)
  case class Line(sku: String)
}

trait Repo[F[_]] {
  def find(id: Long): F[Order]
}
`;

test('classes, objects, traits and their members', () =>
  units(ORDERS, [
    '+class Order 9-19',
    '+constructor Order.this 10-10',
    '+method Order.price 11-11',
    '+method Order.total 12-12',
    '-method Order.audit 13-13',
    '+method Order.byName 14-14',
    '+type Order.Id 15-15',
    '+class Order.show 16-18',
    '+method Order.show.render 17-17',
    '+class Order 21-25',
    '+constant Order.Limit 22-22',
    '+method Order.apply 23-23',
    '+class Order.Line 24-24',
    '+interface Repo 27-29',
    '+method Repo.find 28-28',
  ]));

test('documentation before a class', () => doc(ORDERS, 'Order', 'An order.'));
test('a signature ends at the body', () => signature(ORDERS, 'Order.price', 'def price(c: Currency): Money'));
test('every parent type', () => bases(ORDERS, 'Order', ['Base[A]', 'Priced']));
test('calls with type arguments and receivers', () => calls(ORDERS, 'Order.price', ['rates>find', 'rates.find(c)>convert']));
test('calls between operands', () => calls(ORDERS, 'Order.audit', ['append']));
test('calls of constructors', () => calls(ORDERS, 'Order.apply', ['Closed']));
test('import paths as one module', () => imports(ORDERS, ['cats.effect.IO', 'cats.data: NonEmptyList Validated', 'scala.util']));

const THREE = `enum State(val code: Int):
  case Open extends State(1)
  case Closed extends State(2)
  def isFinal = this == Closed

given ordering: Ordering[State] with
  def compare(a: State, b: State) = a.code - b.code

extension (s: String)
  def shout: String =
    s.toUpperCase
  def twice = s + s

def topLevel(a: Int): Int =
  helper(a)
`;

test('Scala 3 by indentation', () =>
  units(THREE, [
    '+enum State 1-4',
    '+method State.isFinal 4-4',
    '+class ordering 6-7',
    '+method ordering.compare 7-7',
    '+method String.shout 10-11',
    '+method String.twice 12-12',
    '+function topLevel 14-15',
  ]));
test('Scala 3 parses', () => readsWithoutErrors(THREE));

test('tests are named by their text', () =>
  units(
    `class OrderSuite extends FunSuite {
  test("adds a line") {
    assert(add(1))
  }
}
class OrderSpec extends AnyFlatSpec {
  "an order" should "add" in {
    add(1)
  }
}
`,
    [
      '+class OrderSuite 1-5',
      '+test OrderSuite.adds a line 2-4',
      '+class OrderSpec 6-10',
      '+test OrderSpec.an order should add 7-9',
    ],
  ));
