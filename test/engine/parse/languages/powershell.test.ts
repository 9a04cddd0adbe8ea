import { test } from 'node:test';
import { checksOf } from './check.ts';

const { units, doc, signature, bases, calls, imports, readsWithoutErrors } = checksOf('Shop.ps1');

const ORDER = `using module Shop
Import-Module Money
. $PSScriptRoot/lib.ps1

<#
.SYNOPSIS
Sums up.
#>
function Get-Total {
    [CmdletBinding()]
    param([string]$Currency, [int]$Digits = 2)
    process {
        $rate = Find-Rate -Currency $Currency | Select-Object -First 1
        $rate.Round($Digits)
        [Money]::Format($rate)
    }
}

function script:Add-Line($Line) {
    # Adds one.
    Store-Line $Line
}

class Order : Base, Priced {
    [int]$Id
    Order([int]$id) { $this.Id = $id }
    [int] Total() { return Get-Total }
}

enum State { Open; Closed }

$onError = {
    param($cause)
    Write-Report $cause
}

$Script:Limit = 100

Describe "orders" {
    It "adds a line" {
        Get-Total | Should -Be 2
    }
}
`;

test('functions, classes, script blocks and tests', () =>
  units(ORDER, [
    '+function Get-Total 9-17',
    '-function Add-Line 19-22',
    '+class Order 24-28',
    '+constructor Order.Order 26-26',
    '+method Order.Total 27-27',
    '+enum State 30-30',
    '+function onError 32-35',
    '+constant Limit 37-37',
    '+test orders 39-43',
    '-test orders.adds a line 40-42',
  ]));

test('documentation before a function', () => doc(ORDER, 'Get-Total', '.SYNOPSIS\nSums up.'));
test('documentation inside a function', () => doc(ORDER, 'Add-Line', 'Adds one.'));
test('a signature', () => signature(ORDER, 'Add-Line', 'function script:Add-Line($Line)'));
test('parents', () => bases(ORDER, 'Order', ['Base', 'Priced']));
test('commands and methods are calls', () =>
  calls(ORDER, 'Get-Total', ['Find-Rate', 'Select-Object', '$rate>Round', '[Money]>Format']));
test('modules and scripts', () => imports(ORDER, ['Shop', 'Money', '$PSScriptRoot/lib.ps1']));

test('empty script blocks', () =>
  readsWithoutErrors(`function Get-Hook {
    $before = {}
    Invoke-Hook -Before { } -After $before
    Mock Get-Item { }
}
`));
