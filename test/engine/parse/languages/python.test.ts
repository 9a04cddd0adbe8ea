import { test } from 'node:test';
import { checksOf } from './check.ts';

const { units, doc, signature, bases, calls, imports } = checksOf('order.py');

const ORDER = `#!/usr/bin/env python3
"""Orders."""
from __future__ import annotations
import os, sys as system
from .lines import (Line, total as sum_up)

__all__ = ["Order", "_total"]
_private = 3
LIMIT = 5
app = Flask(__name__)
OrderDict = TypedDict("OrderDict", {
    "id": int,
})

# Comments too.
@app.route("/orders")
@cached
async def handler(a, b=1, *args, **kw) -> str:
    """Handles it.

    * one
    """
    def inner():
        return helper(a)
    short = lambda x: x
    return inner().strip()

class Order(Base, mixin.Other, metaclass=Meta):
    """An order."""
    id: int = 3
    def __init__(self, x):
        super().__init__()
    @property
    def total(self): return self.x
    class Inner:
        pass

def _total(x): return x
def _hidden(): return 1
def test_total():
    assert _total(1)
double = lambda x: x * 2
`;

test('definitions', () =>
  units(ORDER, [
    '+schema __all__ 7-7',
    '+constant LIMIT 9-9',
    '+schema app 10-10',
    '+schema OrderDict 11-13',
    '+function handler 16-26',
    '-function handler.inner 23-24',
    '+class Order 28-36',
    '+constructor Order.__init__ 31-32',
    '+method Order.total 33-34',
    '+class Order.Inner 35-36',
    '+function _total 38-38',
    '-function _hidden 39-39',
    '+test test_total 40-41',
    '+function double 42-42',
  ]));
test('documentation before and inside', () => doc(ORDER, 'handler', 'Comments too.\nHandles it.\n\n* one'));
test('a signature with its decorators', () =>
  signature(ORDER, 'handler', '@app.route("/orders") @cached async def handler(a, b=1, *args, **kw) -> str'));
test('bases', () => bases(ORDER, 'Order', ['Base', 'mixin.Other']));
test('calls', () => calls(ORDER, 'handler', ['app>route', 'cached', 'inner', 'inner()>strip']));
test('imports', () => imports(ORDER, ['__future__: annotations', 'os', 'sys', '.lines: Line total']));
