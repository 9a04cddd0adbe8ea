import { test } from 'node:test';
import { checksOf } from './check.ts';

const { units, doc, signature, calls, imports } = checksOf('shop.R');

const ORDER = `library(dplyr)
source("money.R")

#' Sums up
#'
#' @param order an order
#' @export
total <- function(order, digits = 2) {
  rate <- rates$find(order)
  dplyr::round(rate, digits)
}

"%+%" <- function(a, b) {
  paste0(a, b)
}

print.order <- function(x, ...) invisible(x)

.hidden = function(x) {
  is.na(x)
}

limit <- 100

Order <- R6::R6Class("Order",
  public = list(
    add = function(line) {
      self$check(line)
    }
  )
)

setClass("Line", representation(sku = "character"))

setMethod("show", "Line", function(object) {
  cat(object@sku)
})

test_that("adds a line", {
  expect_equal(add(1), 2)
})
`;

test('functions, classes, methods and tests', () =>
  units(ORDER, [
    '+function total 8-11',
    '+function %+% 13-15',
    '+function print.order 17-17',
    '-function .hidden 19-21',
    '+constant limit 23-23',
    '+class Order 25-31',
    '+method Order.add 27-29',
    '+class Line 33-33',
    '+method show 35-37',
    '+test adds a line 39-41',
  ]));

test('documentation', () => doc(ORDER, 'total', 'Sums up\n\n@param order an order\n@export'));
test('a signature', () => signature(ORDER, 'total', 'total <- function(order, digits = 2)'));
test('calls with receivers', () => calls(ORDER, 'total', ['rates>find', 'dplyr>round']));
test('names with dots', () => calls(ORDER, '.hidden', ['is.na']));
test('packages and scripts', () => imports(ORDER, ['dplyr', 'money.R']));
