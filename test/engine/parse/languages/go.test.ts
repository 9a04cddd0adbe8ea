import { test } from 'node:test';
import { checksOf } from './check.ts';

const { units, doc, signature, bases, calls, imports } = checksOf('order.go');

const ORDER = `// Package shop sells.
package shop

import (
	"fmt"
	j "encoding/json"
)

// Handler handles.
type Handler func(*Order)

type (
	// Line is a line.
	Line struct {
		Base
		id int
	}
	Priced interface{ Price() int }
)

const Max = 3
const (
	New = iota
	paid
)

var ErrEmpty = errors.New("empty")
var local = 1
var rates = map[string]int{
	"a": 1,
}

// Total sums up.
func (o *Order[T]) Total(rate ...int) (sum int, err error) {
	each := func(l Line) {
		sum += l.Price()
	}
	return j.Marshal(rate).Sum(), fmt.Errorf("x")
}

func plain[T any](x T) T { return x }
func TestTotal(t *testing.T) { t.Run("a", nil) }
`;

test('definitions', () =>
  units(ORDER, [
    '+type Handler 10-10',
    '+class Line 14-17',
    '+interface Priced 18-18',
    '+constant Max 21-21',
    '+constant New 22-25',
    '+schema ErrEmpty 27-27',
    '-schema rates 29-31',
    '+method Order.Total 34-39',
    '-function Order.Total.each 35-37',
    '-function plain 41-41',
    '+test TestTotal 42-42',
  ]));
test('documentation', () => doc(ORDER, 'Order.Total', 'Total sums up.'));
test('documentation inside a group', () => doc(ORDER, 'Line', 'Line is a line.'));
test('a signature', () => signature(ORDER, 'Order.Total', 'func (o *Order[T]) Total(rate ...int) (sum int, err error)'));
test('embedded types are bases', () => bases(ORDER, 'Line', ['Base']));
test('calls', () => calls(ORDER, 'Order.Total', ['j>Marshal', 'j.Marshal(rate)>Sum', 'fmt>Errorf']));
test('calls of a nested function are its own', () => calls(ORDER, 'Order.Total.each', ['l>Price']));
test('imports', () => imports(ORDER, ['fmt', 'encoding/json']));
