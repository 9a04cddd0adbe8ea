import { test } from 'node:test';
import { checksOf } from './check.ts';

const { units, doc, signature, calls, imports } = checksOf('shop.sh');

const ORDER = `#!/usr/bin/env bash
# Orders, from the shell.

source ./lib.sh
. "$DIR/money.sh"

readonly LIMIT=100

# Sums up.
# $1: the currency
total() {
  local rate
  rate="$(find-rate "$1")"
  echo "$rate" | round 2
}

function add-line {
  check "$@" && store "$1"
}

_hidden() ( cd /tmp; ls )
`;

test('functions in every notation', () =>
  units(ORDER, ['+constant LIMIT 7-7', '+function total 11-15', '+function add-line 17-19', '-function _hidden 21-21']));

test('documentation', () => doc(ORDER, 'total', 'Sums up.\n$1: the currency'));
test('a signature', () => signature(ORDER, 'add-line', 'function add-line'));
test('commands are calls', () => calls(ORDER, 'total', ['find-rate', 'echo', 'round']));
test('sourced files', () => imports(ORDER, ['./lib.sh', '$DIR/money.sh']));

const bats = checksOf('order.bats');
const TESTS = `#!/usr/bin/env bats
load test_helper

setup() {
  make_order
}

# Why it matters.
@test "adds a line (twice)" {
  run order add 1
  [ "$status" -eq 0 ]
}

@test cancels {
  run order cancel
}
`;

test('tests of Bats', () => bats.units(TESTS, ['+function setup 4-6', '+test adds a line (twice) 9-12', '+test cancels 14-16']));
test('documentation of a test', () => bats.doc(TESTS, 'adds a line (twice)', 'Why it matters.'));
test('the head of a test stands as written', () => bats.signature(TESTS, 'adds a line (twice)', '@test "adds a line (twice)"'));
test('Bats without errors', () => bats.readsWithoutErrors(TESTS));
