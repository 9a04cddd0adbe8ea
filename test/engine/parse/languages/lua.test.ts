import { test } from 'node:test';
import { checksOf } from './check.ts';

const { units, doc, signature, calls, imports } = checksOf('shop.lua');

const ORDER = `local json = require("cjson")
local util = require "shop.util"

local M = {}

M.defaults = {
  limit = 100,
  on_error = function(cause)
    report(cause)
  end,
}

--- Sums up.
--- @param currency string
function M.total(currency)
  local rate = rates.find(currency)
  return util.round(rate)
end

function M:add(line)
  self:check(line)
  table.insert(self.lines, line)
end

M.cancel = function(reason)
  log(reason)
end

local function hidden(a)
  return a
end

local later = function(a)
  return json.encode(a)
end

describe("orders", function()
  it("adds a line", function()
    assert.same(2, M.total())
  end)
end)

return M
`;

test('functions in tables, methods, locals and tests', () =>
  units(ORDER, [
    '+constant M.defaults 6-11',
    '+function M.defaults.on_error 8-10',
    '+function M.total 15-18',
    '+method M.add 20-23',
    '+function M.cancel 25-27',
    '-function hidden 29-31',
    '-function later 33-35',
    '+test orders 37-41',
    '-test orders.adds a line 38-40',
  ]));

test('documentation', () => doc(ORDER, 'M.total', 'Sums up.\n@param currency string'));
test('a signature', () => signature(ORDER, 'M.add', 'function M:add(line)'));
test('calls with receivers', () => calls(ORDER, 'M.add', ['self>check', 'table>insert']));
test('modules and the names they get', () => imports(ORDER, ['cjson: json', 'shop.util: util']));
