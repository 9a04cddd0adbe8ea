import { test } from 'node:test';
import { checksOf } from './check.ts';

const { units, doc, signature, bases, calls, imports } = checksOf('shop.php');

const ORDER = `<?php

namespace App\\Shop;

use App\\Money;
use App\\Http\\{Request, Response as Reply};
use function App\\Support\\tap;

require_once 'helpers.php';

/**
 * An order.
 *
 * @template T
 */
#[Entity]
abstract class Order extends Base implements Priced, \\Countable
{
    use Audited, SoftDeletes;

    const LIMIT = 100;

    public function __construct(private int $id)
    {
        parent::__construct($id);
    }

    public function total(Currency $currency): Money
    {
        $rate = $this->rates->find($currency);
        return tap(new Money($rate), fn ($m) => Money::round($m));
    }

    private static function audit(): void
    {
        self::log('read')?->flush();
    }

    abstract protected function name(): string;
}
`;

test('a class in a namespace', () =>
  units(ORDER, [
    '+class App.Shop.Order 16-40',
    '+constant App.Shop.Order.LIMIT 21-21',
    '+constructor App.Shop.Order.__construct 23-26',
    '+method App.Shop.Order.total 28-32',
    '-method App.Shop.Order.audit 34-37',
    '+method App.Shop.Order.name 39-39',
  ]));

test('documentation', () => doc(ORDER, 'App.Shop.Order', 'An order.\n\n@template T'));
test('a signature ends at the body', () =>
  signature(ORDER, 'App.Shop.Order.total', 'public function total(Currency $currency): Money'));
test('parents, interfaces and traits', () =>
  bases(ORDER, 'App.Shop.Order', ['Base', 'Priced', '\\Countable', 'Audited', 'SoftDeletes']));
test('calls of methods, functions, constructors and statics', () =>
  calls(ORDER, 'App.Shop.Order.total', ['$this->rates>find', 'tap', 'Money', 'Money>round']));
test('imports, groups and files', () =>
  imports(ORDER, ['App\\Money: Money', 'App\\Http: Request Response', 'App\\Support\\tap: tap', 'helpers.php']));

test('interfaces, traits, enums, functions, constants and tests', () =>
  units(
    `<?php
interface Priced extends Sized
{
    public function price(): int;
}

trait Audited
{
    public function audits() { return helper($this); }
}

enum State: string implements HasName
{
    case Open = 'open';
    public function isFinal(): bool { return false; }
}

function top_level(int $a): int
{
    return \\strlen($a);
}

$onError = function (\\Throwable $cause) use ($log) {
    report($cause);
};

const RETRIES = 3;
define('DEBUG', true);

it('adds a line', function () {
    expect(add(1))->toBe(2);
});
`,
    [
      '+interface Priced 2-5',
      '+method Priced.price 4-4',
      '+class Audited 7-10',
      '+method Audited.audits 9-9',
      '+enum State 12-16',
      '+method State.isFinal 15-15',
      '+function top_level 18-21',
      '+function onError 23-25',
      '+constant RETRIES 27-27',
      '+constant DEBUG 28-28',
      '+test adds a line 30-32',
    ],
  ));
