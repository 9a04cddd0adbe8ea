import { test } from 'node:test';
import { checksOf } from './check.ts';

const { units, doc, signature, bases, calls, imports } = checksOf('shop.dart');

const ORDER = `library shop;

import 'package:shop/money.dart' as money show Money, Rate;
import 'line.dart';
export 'state.dart';
part 'order.g.dart';

/// An order.
/// It has lines.
abstract class Order<T> extends Base<T> with Audited implements Priced, Sized {
  Order(this.id, {required this.lines});
  Order.empty() : id = 0, super(1) {
    init();
  }
  factory Order.of(int id) => Registry.find(id);
  const Order._();

  static const limit = 100;
  final int id = 3;

  int get total => lines.fold(0, add);
  set total(int value) {
    store<int>(value);
  }

  Future<void> send(int times) async {
    await client.post(url);
    log(times)..flush()..close();
    x?.go();
  }

  void cancel();
  Order operator +(Order other) => merge(other);
}
`;

test('constructors, accessors, operators and methods', () =>
  units(ORDER, [
    '+class Order 10-34',
    '+constructor Order.Order 11-11',
    '+constructor Order.empty 12-14',
    '+constructor Order.of 15-15',
    '-constructor Order._ 16-16',
    '+constant Order.limit 18-18',
    '+method Order.total 21-21',
    '+method Order.total 22-24',
    '+method Order.send 26-30',
    '+method Order.cancel 32-32',
    '+method Order.+ 33-33',
  ]));

test('documentation', () => doc(ORDER, 'Order', 'An order.\nIt has lines.'));
test('a signature ends at the body beside it', () => signature(ORDER, 'Order.send', 'Future<void> send(int times)'));
test('parents, mixins and interfaces', () => bases(ORDER, 'Order', ['Base', 'Audited', 'Priced', 'Sized']));
test('calls, cascades included', () => calls(ORDER, 'Order.send', ['client>post', 'log', 'flush', 'close', 'x>go']));
test('imports, exports and parts', () =>
  imports(ORDER, ['package:shop/money.dart: Money Rate', 'line.dart', 'state.dart', 'order.g.dart']));

const REST = `mixin Audited on Order {
  void audit() {}
}

extension Shout on String {
  String shout() => toUpperCase();
}

enum State { open, closed; bool get isFinal => this == closed; }

typedef Handler = void Function(int);

int topLevel(int a) {
  return helper<int>(a);
}

final onError = (Object error) {
  report(error);
};

const retries = 3;

class _Hidden {
  void run() {}
}

void main() {
  group('orders', () {
    test('adds a line', () {
      expect(add(1), 2);
    });
  });
}
`;

test('mixins, extensions, enums, functions and tests', () =>
  units(REST, [
    '+class Audited 1-3',
    '+method Audited.audit 2-2',
    '+class Shout 5-7',
    '+method Shout.shout 6-6',
    '+enum State 9-9',
    '+method State.isFinal 9-9',
    '+type Handler 11-11',
    '+function topLevel 13-15',
    '+function onError 17-19',
    '+constant retries 21-21',
    '-class _Hidden 23-25',
    '-method _Hidden.run 24-24',
    '+function main 27-33',
    '-test main.orders 28-32',
    '-test main.orders.adds a line 29-31',
  ]));

test('calls with type arguments', () => calls(REST, 'topLevel', ['helper']));
