import { test } from 'node:test';
import { checksOf } from './check.ts';

const { units, doc, signature, bases, calls, imports, readsWithoutErrors } = checksOf('order.sv');

const ORDER = `\`include "uvm_macros.svh"
\`define MAX(a, b) ((a) > (b) ? (a) : (b))

package order_pkg;
  import money_pkg::*;
  import line_pkg::line_t;
  parameter int Limit = 100;
  typedef enum logic [1:0] {Open, Closed} state_e;
  typedef struct packed { logic valid; } order_t;

  function automatic int total(int a);
    return round(a);
  endfunction
endpackage

// Counts orders.
module counter #(parameter int W = 8) (
  input  logic         clk_i,
  output logic [W-1:0] count_o
);
  always_ff @(posedge clk_i) count_o <= next(count_o);

  adder #(.W(W)) u_adder (.a(count_o), .q());

  task automatic reset(input int a);
    clear(a);
  endtask

  \`ASSERT(Stable_A, valid_i |-> ##1 $stable(data_i), clk_i, !rst_ni)
endmodule

interface bus_if (input logic clk);
  modport host (input clk);
endinterface

class order extends uvm_object implements priced;
  rand int id;
  constraint id_c { id > 0; }

  function new(string name = "");
    super.new(name);
  endfunction

  virtual task body();
    \`uvm_info("a", "b", UVM_LOW)
    seq.start(null);
  endtask

  extern function void audit(int a);
endclass

function void order::audit(int a);
  log(a);
endfunction
`;

test('packages, modules, interfaces and classes', () =>
  units(ORDER, [
    '+macro MAX 2-2',
    '+constant order_pkg.Limit 7-7',
    '+enum order_pkg.state_e 8-8',
    '+type order_pkg.order_t 9-9',
    '+function order_pkg.total 11-13',
    '+class counter 17-30',
    '+method counter.reset 25-27',
    '+interface bus_if 32-34',
    '+class order 36-50',
    '+method order.id_c 38-38',
    '+constructor order.new 40-42',
    '+method order.body 44-47',
    '+method order.audit 49-49',
    '+method order.audit 52-54',
  ]));

test('documentation', () => doc(ORDER, 'counter', 'Counts orders.'));
test('a module by its ports', () =>
  signature(ORDER, 'counter', 'module counter #(parameter int W = 8) ( input logic clk_i, output logic [W-1:0] count_o )'));
test('a function by its arguments', () => signature(ORDER, 'order_pkg.total', 'function automatic int total(int a)'));
test('parents and interfaces', () => bases(ORDER, 'order', ['uvm_object', 'priced']));
test('functions called and modules instantiated', () => calls(ORDER, 'counter', ['next', 'adder']));
test('macros and methods called', () => calls(ORDER, 'order.body', ['uvm_info', 'seq>start']));
test('included files and imported packages', () => imports(ORDER, ['uvm_macros.svh', 'money_pkg', 'line_pkg: line_t']));
test('assertions with sequences as macro arguments', () => readsWithoutErrors(ORDER));
