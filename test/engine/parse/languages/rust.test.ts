import { test } from 'node:test';
import { checksOf } from './check.ts';

const { units, doc, signature, bases, calls, imports } = checksOf('order.rs');

const ORDER = `//! Orders.
use std::{io, fmt::Display};
use crate::line::Line as OrderLine;
mod inner;

/// An order.
/// It has lines.
#[derive(Debug, Clone)]
pub struct Order<T> {
    pub lines: Vec<T>,
}

impl<T: Clone> Order<T> {
    /// Makes one.
    pub fn new(a: T) -> Self { Self { lines: vec![a] } }
}

impl<T> Display for Order<T> {
    fn fmt(&self, f: &mut Formatter) -> Result {
        write!(f, "{}", total(self))?;
        helper::<T>(1);
        self.lines.iter().map(line::price)
    }
}

pub trait Priced: Send {
    fn price(&self) -> u32;
    fn twice(&self) -> u32 { 2 * self.price() }
}
enum State { New, Paid(u32) }
macro_rules! each { ($x:expr) => { $x } }
pub const MAX: usize = 10;
pub type Lines = Vec<Line>;
pub(crate) async fn total(x: u32) -> u32 { x }

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn adds() { assert_eq!(total(1), 2); }
}
`;

test('definitions', () =>
  units(ORDER, [
    '+class Order 8-11',
    '+constructor Order.new 15-15',
    '-method Order.fmt 19-23',
    '+interface Priced 26-29',
    '+method Priced.price 27-27',
    '+method Priced.twice 28-28',
    '-enum State 30-30',
    '-macro each 31-31',
    '+constant MAX 32-32',
    '+type Lines 33-33',
    '+function total 34-34',
    '-test tests.adds 39-40',
  ]));
test('documentation before attributes', () => doc(ORDER, 'Order', 'An order.\nIt has lines.'));
test('a signature', () => signature(ORDER, 'Order', '#[derive(Debug, Clone)] pub struct Order<T>'));
test('bases', () => bases(ORDER, 'Priced', ['Send']));
test('calls, also inside macros', () =>
  calls(ORDER, 'Order.fmt', ['write', 'total', 'helper', 'self.lines>iter', 'self.lines.iter()>map']));
test('imports', () => imports(ORDER, ['std: io fmt Display', 'crate::line::Line: Line', 'inner', 'super::*']));
