import { test } from 'node:test';
import { checksOf } from './check.ts';

const { units, doc, signature, bases, calls, imports } = checksOf('Order.cs');

const ORDER = `using System;
using System.Linq;
namespace Shop.Core;

/// <summary>An order.</summary>
[Serializable]
public sealed class Order<T> : Base<T>, IPriced where T : class
{
    public string Name { get; set; } = "x";
    public int Total { get { return Sum(1); } }
    public Order(int x) : base(x) { Init(); }
    public static async Task<int> AddAsync<U>(this IStore store, string line)
    {
        var f = store.Lines?.First();
        await Task.Delay(1);
        new Line(1);
        Generic<int>(2);
        int Local()
        {
            return 1;
        }
        return Local();
    }
    private class Inner { void Go() { } }
    [Fact] public void Adds() { Assert.Equal(1, 2); }
}
public interface IPriced { int Price(); }
public record Point(int X, int Y);
enum Color { Red }
public delegate int Visitor(int a);
`;

test('definitions', () =>
  units(ORDER, [
    '+class Shop.Core.Order 6-26',
    '+method Shop.Core.Order.Total 10-10',
    '+constructor Shop.Core.Order.Order 11-11',
    '+method Shop.Core.Order.AddAsync 12-23',
    '-function Shop.Core.Order.AddAsync.Local 18-21',
    '-class Shop.Core.Order.Inner 24-24',
    '-method Shop.Core.Order.Inner.Go 24-24',
    '+test Shop.Core.Order.Adds 25-25',
    '+interface Shop.Core.IPriced 27-27',
    '+method Shop.Core.IPriced.Price 27-27',
    '+class Shop.Core.Point 28-28',
    '-enum Shop.Core.Color 29-29',
    '+type Shop.Core.Visitor 30-30',
  ]));
test('documentation before attributes', () => doc(ORDER, 'Shop.Core.Order', '<summary>An order.</summary>'));
test('a signature', () =>
  signature(ORDER, 'Shop.Core.Order.AddAsync', 'public static async Task<int> AddAsync<U>(this IStore store, string line)'));
test('bases', () => bases(ORDER, 'Shop.Core.Order', ['Base<T>', 'IPriced']));
test('calls', () => calls(ORDER, 'Shop.Core.Order.AddAsync', ['store.Lines>First', 'Task>Delay', 'Line', 'Generic', 'Local']));
test('usings', () => imports(ORDER, ['System', 'System.Linq']));
test('a namespace with a body', () => units('namespace A.B {\n  class C { }\n}\n', ['-class A.B.C 2-2']));
