import { test } from 'node:test';
import { checksOf } from './check.ts';

const { units, doc, signature, bases, calls, imports } = checksOf('shop.jl');

const ORDER = `"""
Orders.
"""
module Shop

using Base: push!, pop!
import LinearAlgebra
export total, Order

"""
    total(order)

Sums up.
"""
function total(order::Order; digits=2)::Money where T
    rate = Rates.find(order.currency)
    map(order.lines) do line
        price(line, rate)
    end
    round.(rate)
end

short(x) = twice(x) + 1

Base.show(io::IO, o::Order) = print(io, o.id)

function Base.push!(o::Order, l) where {T}
    append!(o.lines, l)
end

(f::Converter)(x) = f.rate * x

macro trace(ex)
    esc(ex)
end

struct Order{T} <: AbstractOrder{T}
    id::Int
    Order(id) = new(id)
end

abstract type AbstractOrder{T} end

const LIMIT = 100
const twice = x -> 2x

@enum State open closed

@inline function fast(x)
    x
end

_hidden(x) = x

@testset "orders" begin
    @test total(o) == 2
end

end
`;

test('functions in every form, types, macros and tests', () =>
  units(ORDER, [
    '+module Shop 4-59',
    '+function Shop.total 15-21',
    '+function Shop.short 23-23',
    '+function Shop.Base.show 25-25',
    '+function Shop.Base.push! 27-29',
    '+function Shop.Converter 31-31',
    '+macro Shop.trace 33-35',
    '+class Shop.Order 37-40',
    '+constructor Shop.Order.Order 39-39',
    '+interface Shop.AbstractOrder 42-42',
    '+constant Shop.LIMIT 44-44',
    '+function Shop.twice 45-45',
    '+enum Shop.State 47-47',
    '+function Shop.fast 49-51',
    '-function Shop._hidden 53-53',
    '+test Shop.orders 55-57',
  ]));

test('documentation of a module', () => doc(ORDER, 'Shop', 'Orders.'));
test('documentation of a function', () => doc(ORDER, 'Shop.total', 'total(order)\n\nSums up.'));
test('a signature', () => signature(ORDER, 'Shop.total', 'function total(order::Order; digits=2)::Money where T'));
test('supertypes', () => bases(ORDER, 'Shop.Order', ['AbstractOrder{T}']));
test('calls, blocks and broadcasts', () => calls(ORDER, 'Shop.total', ['Rates>find', 'map', 'price', 'round']));
test('a definition does not call itself by its head', () => calls(ORDER, 'Shop.short', ['twice']));
test('imports', () => imports(ORDER, ['Base: push! pop!', 'LinearAlgebra']));
