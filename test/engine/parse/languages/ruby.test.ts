import { test } from 'node:test';
import { checksOf } from './check.ts';

const { units, doc, signature, bases, calls, imports } = checksOf('shop.rb');

const ORDER = `require 'json'
require_relative 'shop/money'

# An order.
class Shop::Order < Base
  include Priced
  extend Shop::Finder

  LIMIT = 100
  attr_reader :id, :lines

  def initialize(id)
    @id = id
  end

  # Sums up.
  def total(currency = nil)
    lines.sum { |line| line.price(currency) }
    round(2)
  end

  def self.empty = new(0)

  class << self
    def find(id)
      store.fetch(id)
    end
  end

  scope :recent, -> { where(state: :open) }
  define_method(:shout) { |x| x.upcase }
  Line = Struct.new(:sku) do
    def name
      sku.to_s
    end
  end

  private def audit
    log(:read)
  end

  def empty?; lines.none?; end
  def total=(value); @total = value; end
end
`;

test('methods however they are defined', () =>
  units(ORDER, [
    '+class Shop.Order 5-44',
    '+constant Shop.Order.LIMIT 9-9',
    '+constructor Shop.Order.initialize 12-14',
    '+method Shop.Order.total 17-20',
    '+method Shop.Order.empty 22-22',
    '+method Shop.Order.find 25-27',
    '+method Shop.Order.recent 30-30',
    '+method Shop.Order.shout 31-31',
    '+class Shop.Order.Line 32-36',
    '+method Shop.Order.Line.name 33-35',
    '-method Shop.Order.audit 38-40',
    '+method Shop.Order.empty? 42-42',
    '+method Shop.Order.total= 43-43',
  ]));

test('documentation of a class', () => doc(ORDER, 'Shop.Order', 'An order.'));
test('documentation of a method', () => doc(ORDER, 'Shop.Order.total', 'Sums up.'));
test('a signature ends at the body', () => signature(ORDER, 'Shop.Order.total', 'def total(currency = nil)'));
test('superclass and mixed-in modules', () => bases(ORDER, 'Shop.Order', ['Base', 'Priced', 'Shop::Finder']));
test('calls with receivers', () => calls(ORDER, 'Shop.Order.total', ['lines>sum', 'line>price', 'round']));
test('imports', () => imports(ORDER, ['json', 'shop/money']));

test('modules, lambdas, tests, routes and tasks', () =>
  units(
    `module Shop
  # Helpers for all.
  module Helpers
    def money(value)
      Money.new(value)
    end
  end
end

on_error = ->(cause) {
  report(cause)
}

describe Shop::Order do
  it 'adds a line' do
    expect(order.add(1)).to eq(2)
  end
end

get '/orders/:id' do
  show(params)
end

task :build => [:clean] do
  sh 'make'
end
`,
    [
      '+module Shop.Helpers 3-7',
      '+function Shop.Helpers.money 4-6',
      '+function on_error 10-12',
      '+test Shop::Order 14-18',
      '-test Shop::Order.adds a line 15-17',
      '+function /orders/:id 20-22',
      '+function build 24-26',
    ],
  ));
