import { commonJs, type ProgramCase } from './program-case.ts';

export const BINDINGS: readonly ProgramCase[] = [
  {
    it: 'shows a variable that changes, also behind re-exports and other names',
    files: {
      'counter.js': `export let count = 0; export const add = () => { count += 1; }; let hidden = 'a';
        export { hidden as shown }; export const show = () => { hidden = 'b'; };`,
      'index.js': `export * from './counter.js'; export { count as total } from './counter.js';`,
      'entry.js': `import { add, count, show, shown, total } from './index.js'; import * as all from './counter.js';
        export const handler = () => { const before = [count, total, shown]; add(); show(); return [before, count, total, shown, all.count]; };`,
    },
    value: [[0, 0, 'a'], 1, 1, 'b', 1],
  },
  {
    it: 'shows each way of declaring and of assigning',
    files: {
      'ways.js': `export const { a, b: [c = 3, ...d], ...e } = { a: 1, b: [undefined, 4], f: 6 };
        export var g = 7, h; h = 8; export let i; for (i = 0; i < 3; i += 1); export let j = 1; j++; [j] = [j + 5];
        export function k() { return k.name; } export class L { static name = 'own'; } export let M = class M2 {}; M = [M, 1];
        export let n = () => {}; function o() { return 1; } o = () => 2; export { o }; export { o as 'with space' };`,
      'entry.js': `import * as w from './ways.js'; import { 'with space' as s } from './ways.js';
        export const handler = () => [w.a, w.c, w.d, w.e, w.g, w.h, w.i, w.j, w.k(), w.L.name, w.M[0].name, w.n.name, w.o(), s()];`,
    },
    value: [1, 3, [4], { f: 6 }, 7, 8, 3, 7, 'k', 'own', 'M2', 'n', 2, 2],
  },
  {
    it: 'names what is exported by default without a name',
    files: {
      'arrow.js': 'export default () => 1;',
      'class.js': 'export default class { static own = 1; }',
      'call.js': 'export default (function () { return 2; })',
      'value.js': 'export default (1, "two");',
      'named.js': 'export default function named() {} named.extra = 1;',
      'entry.js': `import a from './arrow.js'; import b from './class.js'; import c from './call.js'; import d from './value.js'; import e from './named.js';
        export const handler = () => [a.name, b.name, b.own, c.name, c(), d, e.name, e.extra];`,
    },
    value: ['default', 'default', 1, 'default', 2, 'two', 'named', 1],
  },
  {
    it: 'keeps the names of functions and classes that hide others of their name',
    files: {
      'serve.cjs': `function serve() { return function serve() { const inner = function serve() {}; return inner; }; }
        function serve2() {} class Box { static make() { return class Box {}; } } const late = () => { const late = () => 1; return late; };
        module.exports = { serve, serve2, Box, late };`,
      'entry.js': `import m from './serve.cjs';
        const serve = () => { const serve = function () {}; return serve; };
        export const handler = () => [m.serve.name, m.serve().name, m.serve()().name, m.serve2.name, m.Box.make().name, m.late().name, serve.name, serve().name];`,
    },
    value: ['serve', 'serve', 'serve', 'serve2', 'Box', 'late', 'serve', 'serve'],
  },
  {
    it: 'keeps the names of two classes and functions that are called alike',
    files: {
      'one.js':
        'export class Order {} export const parse = (text) => text; export const make = () => class {};',
      'two.js': 'export class Order {} export const parse = function () {};',
      'entry.js': `import * as one from './one.js'; import * as two from './two.js';
        export const handler = () => [one.Order.name, two.Order.name, one.parse.name, two.parse.name, one.make()().name, one.Order === two.Order];`.replace(
        'one.make()()',
        'new (one.make())().constructor',
      ),
    },
    value: ['Order', 'Order', 'parse', 'parse', '', false],
  },
  {
    it: 'lets modules import each other',
    files: {
      'a.js': `import { b, B } from './b.js'; export function a() { return 'a'; } export class A {} export const both = () => a() + b() + new B().name;`,
      'b.js': `import { a, A } from './a.js'; export const early = a(); export function b() { return 'b'; } export class B { name = new A().constructor.name; }`,
      'entry.js': `import { both } from './a.js'; import { early } from './b.js'; export const handler = () => [both(), early];`,
    },
    value: ['abA', 'a'],
  },
  {
    it: 'lets modules import each other through the module that exports all of them',
    files: {
      'index.js': `export * from './user.js'; export * from './order.js'; export * from './base.js';`,
      'user.js': `import { Order } from './index.js'; export class User { orders = [Order.name]; }`,
      'order.js': `import { Base, User } from './index.js'; export class Order { get user() { return User.name + Base.name; } }`,
      'base.js': 'export class Base {}',
      'entry.js': `import { Order, User } from './index.js'; export const handler = () => [new User().orders, new Order().user];`,
    },
    value: [['Order'], 'UserBase'],
  },
  {
    it: 'exports all of a module, but for its default, and a namespace by name',
    files: {
      ...commonJs('old', 'exports.old = 1; exports.both = "old";'),
      'one.js': 'export const one = 1; export const both = "one"; export default 1;',
      'index.js': `export * from './one.js'; export * from 'old'; export * as ns from './one.js'; export * as os from 'node:os'; export const both = 'own';`,
      'entry.js': `import * as all from './index.js'; import { one, old, ns, both } from './index.js';
        export const handler = () => [Object.keys(all), one, old, ns.one, both, typeof all.os.EOL];`,
    },
    value: [['both', 'module.exports', 'ns', 'old', 'one', 'os'], 1, 1, 1, 'own', 'string'],
  },
  {
    it: 'calls an imported function without a receiver',
    files: {
      'who.js': `export function who() { return this === undefined; } export const tag = function (texts) { return [this === undefined, texts.raw[0]]; };`,
      'old.cjs': `exports.who = function () { 'use strict'; return this === undefined; };`,
      'entry.js': `import { tag, who } from './who.js'; import { who as old } from './old.cjs'; const handlers = { who };
        export const handler = () => [who(), who?.(), tag\`a\`, old(), handlers.who(), [who].map((one) => one())];`,
    },
    value: [true, true, [true, 'a'], true, false, [true]],
  },
  {
    it: 'understands lines that end without a semicolon',
    files: {
      'lines.js': `export const log = []\nexport function add(text) { log.push(text) }\nexport default add`,
      'entry.js': `import add, { log, add as other } from './lines.js'
        const first = 1
        add(first)
        const second = () => 2
        other(second())
        if (first) add('if')
        else add('else')
        for (const one of [3]) other(one)
        label: add('label')
        log.push('member')
        export const handler = () => log`,
    },
    value: [1, 2, 'if', 3, 'label', 'member'],
  },
  {
    it: 'tells imported names from parameters, members and labels that are called alike',
    files: {
      'names.js': `export const a = 'imported'; export const b = 'b';`,
      'entry.js': `import { a, b } from './names.js';
        const shadow = (a) => a; class C { a = 'field'; b = b; static { this.s = a; } } const { a: other } = { a: 'member' };
        export const handler = () => { const pick = ({ a = b }) => a; { let a = 'block'; void a; } try { throw 'caught'; } catch (a) { return [shadow('parameter'), new C().a, new C().b, C.s, other, pick({}), { a, b }, a]; } };`,
    },
    value: ['parameter', 'field', 'b', 'imported', 'member', 'b', { a: 'caught', b: 'b' }, 'caught'],
  },
  {
    it: 'does not mistake names that the bundle uses itself',
    files: {
      'names.js': `export const $ = 1, $r = 2, $e = 3, $0 = 4; export const $$ = 5;`,
      'old.cjs': `var $ = 6; module.exports = () => import('./names.js').then((all) => all.$ + $);`,
      'entry.js': `import { $, $r, $e, $0, $$ } from './names.js'; import old from './old.cjs'; export const handler = async () => [$, $r, $e, $0, $$, await old()];`,
    },
    value: [1, 2, 3, 4, 5, 7],
  },
];
