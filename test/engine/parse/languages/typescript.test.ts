import { test } from 'node:test';
import { checksOf } from './check.ts';

const { units, doc, signature, bases, imports } = checksOf('order.ts');

const ORDER = `import type { Line } from './line.ts';
import fs = require('fs');
export type Id = string;
/** Has a price. */
export interface Priced<T> extends Sized, Named<T> { price: number; }
export enum State { New }
@Injectable()
export abstract class Order<T> extends Base<T> implements Priced, Sized {
  /** Makes one. */
  constructor(private readonly x: number) { super(); }
  abstract run(): void;
  @Output() fire(): void { this.x.go(); }
  private secret() {}
  handler = async (e: Event): Promise<void> => { await e; };
  over(a: string): void;
  over(a: any) { }
}
export function total(a: string): string;
/** With numbers. */
export function total(a: any) { return a; }
declare function outside(x: number): void;
declare module 'foo' {
  export function inner(): void;
}
namespace Shop {
  export const max = 1;
  export function open() {}
}
export const config = { a: 1 } satisfies Config;
export const useOrder = create<State>()((set) => ({
  inc: () => set(1),
}));
const id = <T,>(a: T): T => a;
`;

test('definitions', () =>
  units(ORDER, [
    '+type Id 3-3',
    '+interface Priced 5-5',
    '+enum State 6-6',
    '+class Order 7-17',
    '+constructor Order.constructor 10-10',
    '+method Order.run 11-11',
    '+method Order.fire 12-12',
    '-method Order.secret 13-13',
    '+method Order.handler 14-14',
    '+method Order.over 15-16',
    '+function total 18-20',
    '-function outside 21-21',
    '+function foo.inner 23-23',
    '+constant Shop.max 26-26',
    '+function Shop.open 27-27',
    '+schema config 29-29',
    '+schema useOrder 30-32',
    '+function useOrder.inc 31-31',
    '-function id 33-33',
  ]));
test('documentation', () => doc(ORDER, 'Priced', 'Has a price.'));
test('overloads are one unit', () =>
  signature(ORDER, 'total', 'export function total(a: string): string; export function total(a: any)'));
test('bases', () => bases(ORDER, 'Order', ['Base', 'Priced', 'Sized']));
test('imports', () => imports(ORDER, ['./line.ts: Line', 'fs']));

const tsx = checksOf('order.tsx');
test('a component', () => tsx.calls('export const App = () => <Shell><Order id={1} /></Shell>;\n', 'App', ['Shell', 'Order']));

const vue = checksOf('Order.vue');
const COMPONENT = `<template>
  <button @click="add">Add</button>
</template>

<script setup lang="ts">
import { ref } from 'vue';
const lines = ref<number[]>([]);
/** Adds one. */
function add() { lines.value.push(1); }
</script>

<style>
button { color: red; }
</style>
`;
test('a script block stays where it is in its file', async () => {
  await vue.units(COMPONENT, ['-window  1-5', '-function add 9-9']);
  await vue.doc(COMPONENT, 'add', 'Adds one.');
  await vue.imports(COMPONENT, ['vue: ref']);
});

const svelte = checksOf('Order.svelte');
test('two script blocks', () =>
  svelte.units(
    '<script context="module">\nexport function load() { return 1; }\n</script>\n<script>\nlet n = 0;\nconst inc = () => {\n  n += 1;\n};\n</script>\n<p>{n}</p>\n',
    ['+function load 2-2', '-function inc 6-8'],
  ));
