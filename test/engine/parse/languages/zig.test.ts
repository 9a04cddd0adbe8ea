import { test } from 'node:test';
import { checksOf } from './check.ts';

const { units, doc, signature, calls, imports } = checksOf('shop.zig');

const ORDER = `//! Orders.
const std = @import("std");
const Money = @import("money.zig").Money;

/// An order.
pub const Order = struct {
    id: u32 = 0,

    const Self = @This();

    pub fn init(id: u32) Order {
        return .{ .id = id };
    }

    /// Sums up.
    fn total(self: *Self, digits: u8) !Money {
        const rate = try rates.find(self.id);
        return round(rate).scale(digits);
    }
};

const State = enum { open, closed };
const Value = union(enum) { int: i32, none };
const Failure = error{ Closed, Missing };

pub const limit: u32 = 100;
pub const names = std.StaticStringMap(u8).initComptime(.{
    .{ "open", 1 },
});

fn Stack(comptime T: type) type {
    return struct {
        items: []T,

        pub fn pop(self: *@This()) T {
            return self.items[0];
        }
    };
}

extern fn now() f64;

test "adds a line" {
    try std.testing.expect(add(1) == 2);
}

test {
    std.testing.refAllDecls(@This());
}
`;

test('types bound to names, functions and tests', () =>
  units(ORDER, [
    '+class Order 6-20',
    '+constructor Order.init 11-13',
    '-method Order.total 16-19',
    '-enum State 22-22',
    '-class Value 23-23',
    '-enum Failure 24-24',
    '+constant limit 26-26',
    '+schema names 27-29',
    '-function Stack 31-39',
    '-function Stack.pop 35-37',
    '-function now 41-41',
    '-test adds a line 43-45',
    '-test test 47-49',
  ]));

test('documentation', () => doc(ORDER, 'Order.total', 'Sums up.'));
test('a signature', () => signature(ORDER, 'Order.init', 'pub fn init(id: u32) Order'));
test('calls with receivers', () => calls(ORDER, 'Order.total', ['rates>find', 'round', 'round(rate)>scale']));
test('imports and the names they get', () => imports(ORDER, ['std: std', 'money.zig: Money']));
