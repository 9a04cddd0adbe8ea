import { test } from 'node:test';
import { checksOf } from './check.ts';

const { units, doc, signature, calls, imports } = checksOf('shop.ex');

const ORDER = `defmodule Shop.Order do
  @moduledoc """
  An order.
  """
  use Ecto.Schema
  alias Shop.{Money, Line}
  import Ecto.Query, only: [from: 2]
  @behaviour Access

  @type t :: %__MODULE__{}
  @limit 100

  defstruct [:id, lines: []]

  @doc """
  Sums up.
  """
  @spec total(t, atom) :: Money.t()
  def total(order, currency \\\\ :eur) when is_atom(currency) do
    rate = Money.rate(currency)
    order.lines |> Enum.map(&price/1) |> sum(rate)
  end

  @doc false
  def add(order, []), do: order

  def add(order, [line | rest]) do
    order |> append(line) |> add(rest)
  end

  defp audit(order), do: log(order)

  defmacro trace(expr) do
    quote do: unquote(expr)
  end

  defguard is_open(order) when order.state == :open

  defdelegate empty?(order), to: Line

  @callback price(t) :: integer
end
`;

test('clauses are one function', () =>
  units(ORDER, [
    '+module Shop.Order 1-42',
    '+type Shop.Order.t 10-10',
    '+type Shop.Order.defstruct 13-13',
    '+function Shop.Order.total 18-22',
    '+function Shop.Order.add 24-29',
    '-function Shop.Order.audit 31-31',
    '+macro Shop.Order.trace 33-35',
    '+function Shop.Order.is_open 37-37',
    '+function Shop.Order.empty? 39-39',
    '+type Shop.Order.price 41-41',
  ]));

test('documentation of a module', () => doc(ORDER, 'Shop.Order', 'An order.'));
test('documentation of a function', () => doc(ORDER, 'Shop.Order.total', 'Sums up.'));
test('no documentation', () => doc(ORDER, 'Shop.Order.add', ''));
test('a signature with its types', () =>
  signature(
    ORDER,
    'Shop.Order.total',
    '@spec total(t, atom) :: Money.t() def total(order, currency \\\\ :eur) when is_atom(currency)',
  ));
test('calls through pipes', () => calls(ORDER, 'Shop.Order.audit', ['log']));
test('imports and aliases', () => imports(ORDER, ['Ecto.Schema', 'Shop: Money Line', 'Ecto.Query']));

test('protocols, their implementations and tests', () =>
  units(
    `defprotocol Shop.Priced do
  @doc "The price."
  def price(item)
end

defimpl Shop.Priced, for: Shop.Line do
  def price(line), do: line.price
end

defmodule Shop.OrderTest do
  use ExUnit.Case

  describe "add" do
    test "adds a line", %{order: order} do
      assert Shop.Order.add(order, [1])
    end
  end
end
`,
    [
      '+interface Shop.Priced 1-4',
      '+method Shop.Priced.price 3-3',
      '+class Shop.Line.Shop.Priced 6-8',
      '+method Shop.Line.Shop.Priced.price 7-7',
      '+test Shop.OrderTest.add 13-17',
      '-test Shop.OrderTest.add.adds a line 14-16',
    ],
  ));
