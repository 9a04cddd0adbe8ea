import { test } from 'node:test';
import { checksOf } from './check.ts';

const { units, doc, signature, bases, calls, imports } = checksOf('order.js');

const COMMONJS = `/*!
 * shop
 * Copyright(c) 2009 Nobody
 */
'use strict';

var lines = require('./lines');
const { total } = require('./total').money;

var app = exports = module.exports = {};

/**
 * Use it.
 */
app.use = function use(fn) {
  flatten(fn).forEach(function (x) { y(x); }, this);
};
Order.prototype.add = async function () {
  await lines.add();
};
exports.twice = (q) => 2 * q;
module.exports.half = function () {};
function Order() {
  const one = (x) => x;
  const two = (x) => {
    return x;
  };
}
`;

test('functions that are assigned', () =>
  units(COMMONJS, [
    '+function app.use 15-17',
    '-function Order.add 18-20',
    '+function twice 21-21',
    '+function half 22-22',
    '-function Order 23-28',
    '-function Order.two 25-27',
  ]));
test('documentation', () => doc(COMMONJS, 'app.use', 'Use it.'));
test('calls of a callback without a name are those of the function around it', () =>
  calls(COMMONJS, 'app.use', ['flatten', 'flatten(fn)>forEach', 'y']));
test('required modules', () => imports(COMMONJS, ['./lines', './total']));

const MODULE = `import React, { useState as state } from 'react';
import * as all from "all";
export * from './lines';
export { total as sum } from './total';

export const orderSchema = z.object({ id: z.string() }).strict();
export const api = {
  getOrder: async (id) => fetch(\`/orders/\${id}\`),
  async post() { return this.getOrder(1); },
};
export default class extends Component {
  state = {};
  onClick = () => { this.setState(1); };
  render() { return <List><Line id={1} /><div/></List>; }
  #hidden() {}
}
class Named extends ns.Base {
  constructor() { super(); }
  static get x() { return 1; }
}
const router = express.Router();
const config = {
  a: 1,
};
function later() {}
export { later };
export function* each() {}
export const MAX = 5;
describe('an order', () => {
  it('adds up', async () => { expect(total()).toBe(1); });
  beforeEach(() => { setup(); });
});
`;

test('definitions of a module', () =>
  units(MODULE, [
    '+schema orderSchema 6-6',
    '+schema api 7-10',
    '+function api.getOrder 8-8',
    '+method api.post 9-9',
    '+class default 11-16',
    '+method default.onClick 13-13',
    '+method default.render 14-14',
    '-method default.#hidden 15-15',
    '-class Named 17-20',
    '-constructor Named.constructor 18-18',
    '-method Named.x 19-19',
    '-schema config 22-24',
    '+function later 25-25',
    '+function each 27-27',
    '+constant MAX 28-28',
    '-test an order 29-32',
    '-test an order.adds up 30-30',
  ]));
test('a signature', () => signature(MODULE, 'api.getOrder', 'getOrder: async (id)'));
test('bases', () => bases(MODULE, 'Named', ['ns.Base']));
test('components are called by their elements', () => calls(MODULE, 'default.render', ['List', 'Line']));
test('calls of a test', () => calls(MODULE, 'an order.adds up', ['expect', 'total', 'expect(total())>toBe']));
test('imports', () => imports(MODULE, ['react: React useState', 'all', './lines', './total: total sum']));
