import { test } from 'node:test';
import { checksOf } from './check.ts';

const { units, doc, signature, calls, imports } = checksOf('shop.ml');

const ORDER = `open Base
module M = Map.Make (String)

(** An order. *)
type order = { id : int; lines : line list }
and line = { sku : string }

exception Closed of int

(** Sums up. *)
let total ?(digits = 2) order =
  List.map ~f:(fun l -> price l) order.lines |> sum digits

let rec even n = n = 0 || odd (n - 1)

and odd n = even (n - 1)

let limit = 100

let name = function
  | { id; _ } -> string_of_int id

let ( <+> ) a b = merge a b

module Store (K : Key) : S = struct
  type t = K.t

  let find t = M.find t
end

module type S = sig
  type t

  val find : t -> int
end

class counter init = object
  method get = init
end

external now : unit -> float = "caml_now"

let%test "adds a line" = add 1 = 2

let () = main ()
`;

test('bindings, modules, classes and tests', () =>
  units(ORDER, [
    '+type order 5-5',
    '+type line 6-6',
    '+type Closed 8-8',
    '+function total 11-12',
    '+function even 14-14',
    '+function odd 16-16',
    '+constant limit 18-18',
    '+function name 20-21',
    '+function <+> 23-23',
    '+type Store.t 26-26',
    '+function Store.find 28-28',
    '+interface S 31-35',
    '+type S.t 32-32',
    '+method S.find 34-34',
    '+class counter 37-39',
    '+method counter.get 38-38',
    '+function now 41-41',
    '+test adds a line 43-43',
  ]));

test('documentation of a type', () => doc(ORDER, 'order', 'An order.'));
test('documentation of a function', () => doc(ORDER, 'total', 'Sums up.'));
test('a signature begins at let', () => signature(ORDER, 'even', 'let rec even n'));
test('calls, piped and inside functions', () => calls(ORDER, 'total', ['List>map', 'price', 'sum']));
test('opened modules', () => imports(ORDER, ['Base']));

const signatures = checksOf('shop.mli');
const INTERFACE = `(** An order. *)
type t = private int

(** Sums up. *)
val total : ?digits:int -> t -> Money.t

val limit : int

module Line : sig
  val price : t -> int
end
`;

test('values of an interface', () =>
  signatures.units(INTERFACE, ['+type t 2-2', '+function total 5-5', '+constant limit 7-7', '+function Line.price 10-10']));
test('documentation in an interface', () => signatures.doc(INTERFACE, 'total', 'Sums up.'));

const TRAILING = `val total : t -> int
(** Sums up. *)

(** Before. *)
val other : int -> int

module Line : sig
  (** Lines. *)

  val price : t -> int
  (** The price. *)
end
`;

test('documentation after a value belongs to it', () => signatures.doc(TRAILING, 'total', 'Sums up.'));
test('documentation before a value belongs to it', () => signatures.doc(TRAILING, 'other', 'Before.'));
test('documentation after the last value', () => signatures.doc(TRAILING, 'Line.price', 'The price.'));
