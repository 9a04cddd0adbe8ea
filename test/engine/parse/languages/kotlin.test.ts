import { test } from 'node:test';
import { checksOf } from './check.ts';

const { units, doc, signature, bases, calls, imports, readsWithoutErrors } = checksOf('Order.kt');

const ORDER = `package shop.orders

import shop.Money
import shop.http.*
import shop.Line as Item

/** An order as the customer sees it. */
@Serializable
class Order<T>(private val id: Long, val lines: List<T>) : Base(id), Priced {
    constructor(id: Long) : this(id, emptyList())

    val total: Money
        get() = lines.sumOf { it.price }

    override fun price(currency: Currency): Money {
        val rate = rates.find(currency)
        return total?.convert(rate)
    }

    private fun audit() = log("read")

    companion object {
        const val LIMIT = 100
        fun empty() = Order<Line>(0)
    }
}
`;

test('a class with its members and companion', () =>
  units(ORDER, [
    '+class Order 8-26',
    '+constructor Order.constructor 10-10',
    '+method Order.total 12-13',
    '+method Order.price 15-18',
    '-method Order.audit 20-20',
    '+constant Order.LIMIT 23-23',
    '+method Order.empty 24-24',
  ]));

test('documentation before annotations', () => doc(ORDER, 'Order', 'An order as the customer sees it.'));
test('a signature ends at the body', () => signature(ORDER, 'Order.price', 'override fun price(currency: Currency): Money'));
test('parents, constructed or not', () => bases(ORDER, 'Order', ['Base', 'Priced']));
test('calls with receivers', () => calls(ORDER, 'Order.price', ['rates>find', 'total>convert']));
test('calls with type arguments', () => calls(ORDER, 'Order.empty', ['Order']));
test('imports and aliases', () => imports(ORDER, ['shop.Money', 'shop.http', 'shop.Line: Item']));

test('interfaces, enums, objects and aliases', () =>
  units(
    `sealed interface Event {
    fun name(): String
}

enum class State(val code: Int) {
    OPEN(1),
    CLOSED(2);

    fun isFinal() = this == CLOSED
}

object Registry : Closeable {
    override fun close() {
        orders.clear()
    }
}

typealias Handler = suspend (Event) -> Unit
`,
    [
      '+interface Event 1-3',
      '+method Event.name 2-2',
      '+enum State 5-10',
      '+method State.isFinal 9-9',
      '+class Registry 12-16',
      '+method Registry.close 13-15',
      '+type Handler 18-18',
    ],
  ));

test('the type that is extended is the scope', () =>
  units(
    `fun <T> List<Order<T>>.newest(): Order<T>? = maxByOrNull { it.id }

val Order<*>?.isEmpty: Boolean get() = lines.isEmpty()
`,
    ['+function List.newest 1-1', '+function Order.isEmpty 3-3'],
  ));

test('values and lambdas of the file', () =>
  units(
    `val RetryPlugin = createPlugin("Retry", ::RetryConfig) {
    on(Send) { request -> proceed(request) }
}

private val onError = { cause: Throwable ->
    report(cause)
}
`,
    ['+constant RetryPlugin 1-3', '-function onError 5-7'],
  ));

const NEWER = `class Render {
    fun sql(e: Expression): String = when (e) {
        is Literal if e.type is Json -> "json"
        is Literal -> "plain"
        else -> "other"
    }

    protected val transaction
        @OptIn(InternalApi::class)
        get() = current()

    fun update(where: Op?) = build {
        where?.let { append(it) }
    }
}
`;

test('guards, annotated accessors and a parameter named where', () => readsWithoutErrors(NEWER));
test('what is rewritten for the grammar stands as written', () =>
  calls(NEWER, 'Render.update', ['build', 'where>let', 'append']));

const SHORT = `class A { val x = 1 }
object B : I { override fun f() {} }
val c = object : I { override fun f() = map { it.x } }
enum class State(val code: Int) { OPEN(1), CLOSED(2); fun isFinal() = this == CLOSED }
fun last() = 1
`;

test('members on the line of their class', () => readsWithoutErrors(SHORT));
