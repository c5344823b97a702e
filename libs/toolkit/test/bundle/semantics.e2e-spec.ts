import { beforeAll, describe, expect, it } from '@jest/globals';
import { runBoth, type Files, type Outcomes } from './run-both.ts';

/** A program, what Node makes of it, and so what a bundle has to make of it. */
type Case = Readonly<{
  it: string;
  files: Files;
  value?: unknown;
  error?: Readonly<{ name: string; code?: string }>;
}>;

/** A CommonJS package. */
const commonJs = (name: string, text: string, facts: object = {}): Files => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({
    name,
    version: '1.0.0',
    main: 'index.js',
    ...facts,
  }),
  [`node_modules/${name}/index.js`]: text,
});

/** A package of ES modules. */
const esm = (name: string, text: string, facts: object = {}): Files => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({
    name,
    version: '1.0.0',
    type: 'module',
    exports: './index.js',
    ...facts,
  }),
  [`node_modules/${name}/index.js`]: text,
});

const INTEROP: readonly Case[] = [
  {
    it: 'gives what CommonJS exports as its default import, and its members by name',
    files: {
      ...commonJs('ms', 'module.exports = (text) => text.length; module.exports.unit = "ms";'),
      'entry.js': `import ms, { unit } from 'ms'; import * as all from 'ms';
        export const handler = () => [ms('1 day'), unit, all.default === ms, Object.keys(all).includes('unit')];`,
    },
    value: [5, 'ms', true, true],
  },
  {
    it: 'gives the whole of CommonJS that was compiled from an ES module as its default import',
    files: {
      ...commonJs(
        'compiled',
        'Object.defineProperty(exports, "__esModule", { value: true }); exports.default = 1; exports.named = 2;',
      ),
      'entry.js': `import compiled, { named } from 'compiled';
        export const handler = () => [typeof compiled, compiled.default, named];`,
    },
    value: ['object', 1, 2],
  },
  {
    it: 'gives the namespace of CommonJS to a dynamic import',
    files: {
      ...commonJs('ms', 'module.exports = (text) => text.length; module.exports.unit = "ms";'),
      'entry.js': `export const handler = async () => {
        const { default: ms, unit } = await import('ms');
        return [ms('1 day'), unit, (await import('ms')) === (await import('ms'))];
      };`,
    },
    value: [5, 'ms', true],
  },
  {
    it: 'gives the namespace of an own module to a dynamic import',
    files: {
      'later.js': 'export default function later() { return "later"; } export const other = 1;',
      'entry.js': `export const handler = async () => {
        const all = await import('./later.js');
        return [all.default(), all.default.name, Object.keys(all), Object.prototype.toString.call(all)];
      };`,
    },
    value: ['later', 'later', ['default', 'other'], '[object Module]'],
  },
  {
    it: 'lets CommonJS require an ES module, with the same instance as an import of it',
    files: {
      ...esm(
        'counter',
        'export let count = 0; export const add = () => { count += 1; }; export class Thing {}',
      ),
      ...commonJs('user', 'const counter = require("counter"); counter.add(); module.exports = counter;'),
      'entry.js': `import user from 'user'; import { add, count, Thing } from 'counter';
        add();
        export const handler = () => [count, user.count, user.Thing === Thing, user.__esModule];`,
    },
    value: [2, 2, true, null],
  },
  {
    it: 'marks a required ES module that has a default export',
    files: {
      ...esm('both', 'export default 1; export const named = 2;'),
      ...commonJs(
        'user',
        'const both = require("both"); module.exports = [both.__esModule, both.default, both.named, require("both") === both];',
      ),
      'entry.js': `import user from 'user'; export const handler = () => user;`,
    },
    value: [true, 1, 2, true],
  },
  {
    it: 'lets an ES module choose what a require of it gives',
    files: {
      ...esm(
        'chosen',
        'const chosen = () => "chosen"; export { chosen as "module.exports" }; export const other = 1;',
      ),
      ...commonJs('user', 'module.exports = require("chosen")();'),
      'entry.js': `import user from 'user'; export const handler = () => user;`,
    },
    value: 'chosen',
  },
  {
    it: 'keeps the two forms of a package apart that has two',
    files: {
      'node_modules/dual/package.json': JSON.stringify({
        name: 'dual',
        version: '1.0.0',
        exports: { import: './index.mjs', require: './index.cjs' },
      }),
      'node_modules/dual/index.mjs': 'export const form = "import";',
      'node_modules/dual/index.cjs': 'exports.form = "require";',
      ...commonJs('user', 'module.exports = require("dual").form;'),
      'entry.js': `import { form } from 'dual'; import user from 'user'; export const handler = () => [form, user];`,
    },
    value: ['import', 'require'],
  },
  {
    it: 'takes a file for an ES module whose package says no type, by its syntax',
    files: {
      ...commonJs('untyped', 'export const untyped = typeof require;'),
      'entry.js': `import { untyped } from 'untyped'; export const handler = () => untyped;`,
    },
    value: 'undefined',
  },
  {
    it: 'imports and requires JSON',
    files: {
      'data.json': '{ "a": { "__proto__": 1, "é": "ü" } }',
      'read.cjs': 'module.exports = require("./data.json");',
      'entry.js': `import data from './data.json' with { type: 'json' }; import read from './read.cjs';
        export const handler = async () => [data === read, Object.keys(data.a), (await import('./data.json', { with: { type: 'json' } })).default.a['é']];`,
    },
    value: [true, ['__proto__', 'é'], 'ü'],
  },
  {
    it: 'gives one instance of Node’s modules, whatever they are called',
    files: {
      'read.cjs':
        'module.exports = [require("fs").readFileSync, require("node:crypto").randomUUID, require("os").EOL];',
      'entry.js': `import fs, { readFileSync } from 'node:fs'; import * as all from 'fs'; import { randomUUID } from 'crypto'; import { EOL } from 'os'; import read from './read.cjs';
        export const handler = async () => [fs.readFileSync === readFileSync, all.readFileSync === readFileSync, all.default === fs,
          read[0] === readFileSync, read[1] === randomUUID, read[2] === EOL, (await import('node:fs')).default === fs];`,
    },
    value: [true, true, true, true, true, true, true],
  },
  {
    it: 'keeps what a tracer sets on one of Node’s modules',
    files: {
      'trace.cjs':
        'const os = require("os"); const before = os.hostname; os.hostname = () => "traced"; module.exports = typeof before;',
      'entry.js': `import before from './trace.cjs'; import os from 'node:os'; export const handler = () => [before, os.hostname()];`,
    },
    value: ['function', 'traced'],
  },
];

const BINDINGS: readonly Case[] = [
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

const ORDER: readonly Case[] = [
  {
    it: 'runs modules in the order of their imports, each once',
    files: {
      'log.js': 'globalThis.log ??= []; export const log = globalThis.log;',
      'a.js': `import './c.js'; import { log } from './log.js'; log.push('a');`,
      'b.js': `import { log } from './log.js'; import './c.js'; log.push('b');`,
      'c.js': `import { log } from './log.js'; log.push('c');`,
      'old.cjs': `globalThis.log.push('cjs');`,
      'entry.js': `import './b.js'; import { log } from './log.js'; import './old.cjs'; import './a.js'; log.push('entry');
        export const handler = () => log.splice(0);`,
    },
    value: ['c', 'b', 'cjs', 'a', 'entry'],
  },
  {
    it: 'runs a module that only sets something up before those that come after it',
    files: {
      'setup.js': `globalThis.ready = true;`,
      'needs.js': `export const was = globalThis.ready === true;`,
      'entry.js': `import './setup.js'; import { was } from './needs.js';
        export const handler = async () => { const { was: later } = await import('./needs.js'); delete globalThis.ready; return [was, later]; };`,
    },
    value: [true, true],
  },
  {
    it: 'runs a dynamic import after the code that asks for it, and each module once',
    files: {
      'later.js': `globalThis.order.push('later'); export const later = 1;`,
      'entry.js': `export const handler = async () => { globalThis.order = []; const one = import('./later.js'); globalThis.order.push('asked'); await one; await import('./later.js'); return globalThis.order; };`,
    },
    value: ['asked', 'later'],
  },
  {
    it: 'runs a package that says it has no side effects with the same result',
    files: {
      ...esm('pure', `export * from './one.js'; export { two } from './two.js';`, { sideEffects: false }),
      'node_modules/pure/one.js': `import { two } from './two.js'; export const one = () => two + 1; export class One {}`,
      'node_modules/pure/two.js': `export const two = 2;`,
      ...commonJs('user', 'const { One, one } = require("pure"); module.exports = [One, one()];'),
      'entry.js': `import { One, one, two } from 'pure'; import user from 'user'; export const handler = () => [one(), two, user[0] === One, user[1]];`,
    },
    value: [3, 2, true, 3],
  },
  {
    it: 'runs what a package without side effects imports for its side effects',
    files: {
      ...esm('pure', `import './polyfill.js'; export { one } from './one.js';`, {
        sideEffects: ['./polyfill.js'],
      }),
      'node_modules/pure/polyfill.js': `globalThis.polyfilled = 'yes';`,
      'node_modules/pure/one.js': `export const one = 1;`,
      'entry.js': `import { one } from 'pure'; const then = globalThis.polyfilled; export const handler = () => [one, then];`,
    },
    value: [1, 'yes'],
  },
];

const AWAIT: readonly Case[] = [
  {
    it: 'awaits at the top level of the entry, and of what it imports',
    files: {
      'slow.js': `export const slow = await new Promise((resolve) => setTimeout(resolve, 5, 'slow')); export let changing = 1; await null; changing = 2;`,
      'through.js': `export * from './slow.js'; export { slow as renamed } from './slow.js';`,
      'entry.js': `import { slow, renamed, changing } from './through.js'; const own = await Promise.resolve('own'); for await (const one of [Promise.resolve(3)]) globalThis.three = one;
        export const handler = () => [slow, renamed, changing, own, globalThis.three];`,
    },
    value: ['slow', 'slow', 2, 'own', 3],
  },
  {
    it: 'waits for a module that awaits when it is imported dynamically',
    files: {
      'slow.js': `await new Promise((resolve) => setTimeout(resolve, 5)); export const done = true;`,
      'entry.js': `export const handler = async () => { const [one, other] = await Promise.all([import('./slow.js'), import('./slow.js')]); return [one.done, one === other]; };`,
    },
    value: [true, true],
  },
  {
    it: 'does not wait for ever where modules that await import each other',
    files: {
      'a.js': `import { b } from './b.js'; export const a = await Promise.resolve('a'); export const both = () => a + b();`,
      'b.js': `import { a } from './a.js'; await null; export const b = () => 'b' + a;`,
      'entry.js': `import { both } from './a.js'; export const handler = () => both();`,
    },
    value: 'aba',
  },
  {
    it: 'refuses to require a module that awaits',
    files: {
      ...esm('slow', 'await null; export const slow = 1;'),
      ...commonJs('user', 'exports.load = () => require("slow");'),
      'entry.js': `import { load } from 'user'; export const handler = () => load();`,
    },
    error: { name: 'Error', code: 'ERR_REQUIRE_ASYNC_MODULE' },
  },
];

const ERRORS: readonly Case[] = [
  {
    it: 'throws the same error again for an ES module that threw, and runs CommonJS again',
    files: {
      'bad.js': `globalThis.bad = (globalThis.bad ?? 0) + 1; throw new TypeError('bad');`,
      'bad.cjs': `globalThis.old = (globalThis.old ?? 0) + 1; if (globalThis.old === 1) throw new Error('old'); module.exports = globalThis.old;`,
      'load.cjs': `exports.load = () => require('./bad.cjs');`,
      'entry.js': `import { load } from './load.cjs';
        const tell = async (load) => { try { return await load(); } catch (error) { return error.message; } };
        export const handler = async () => [await tell(() => import('./bad.js')), await tell(() => import('./bad.js')), globalThis.bad, await tell(load), await tell(load), delete globalThis.old];`,
    },
    value: ['bad', 'bad', 1, 'old', 2, true],
  },
  {
    it: 'lets code find out that an optional package is not there',
    files: {
      'optional.cjs': `let found; try { found = require('not-installed'); } catch (error) { found = error.code; }
        module.exports = { found, never: () => require('never-asked-for'), resolve: () => { try { return require.resolve('not-installed'); } catch (error) { return error.code; } } };`,
      'entry.js': `import optional from './optional.cjs';
        export const handler = async () => [optional.found, optional.resolve(), await import('not-installed').catch((error) => error.code)];`,
    },
    value: ['MODULE_NOT_FOUND', 'MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND'],
  },
  {
    it: 'refuses an import of a name that there is not',
    files: {
      'one.js': 'export const one = 1;',
      'two.js': `import { two } from './one.js'; export const three = two;`,
      'entry.js': `export const handler = () => import('./two.js');`,
    },
    error: { name: 'SyntaxError' },
  },
];

const COMMONJS: readonly Case[] = [
  {
    it: 'gives CommonJS what Node gives it',
    files: {
      'lib/facts.cjs': `const isExports = this === exports && exports === module.exports;
        module.exports = { isExports, strict: (function () { return this === undefined; })(), undeclared: (undeclared = 1), octal: 010,
          names: [typeof __filename, __filename === module.filename, __dirname === module.path, module.id === module.filename, require.main === module, module.loaded],
          ends: [__filename.endsWith('lib/facts.cjs'), __dirname.endsWith('/lib')], sum: (function (n) { return n < 2 ? n : n + arguments.callee(n - 1); })(3) };
        return; unreachable();`,
      'entry.js': `import facts from './lib/facts.cjs'; export const handler = () => { delete globalThis.undeclared; return facts; };`,
    },
    value: {
      isExports: true,
      strict: false,
      undeclared: 1,
      octal: 8,
      names: ['string', true, true, true, false, false],
      ends: [true, true],
      sum: 6,
    },
  },
  {
    it: 'gives half of the exports to CommonJS that is required in a circle',
    files: {
      'a.cjs': `exports.early = 1; const b = require('./b.cjs'); exports.late = b.seen;`,
      'b.cjs': `const a = require('./a.cjs'); exports.seen = [a.early, a.late]; exports.a = a;`,
      'entry.js': `import a from './a.cjs'; import b from './b.cjs'; export const handler = () => [a.late, b.a === a];`,
    },
    value: [[1, null], true],
  },
  {
    it: 'finds files and folders without their endings, and names that only the running program knows',
    files: {
      'lib/index.js': 'module.exports = "folder";',
      'lib/package.json': '{ "type": "commonjs" }',
      'lib/other.json': '["json"]',
      'lib/own.js': `const name = './' + 'other'; module.exports = [require('.'), require('./other'), require(name), require('..' + '/lib')];`,
      ...commonJs('plugin', 'module.exports = "plugin";'),
      'load.cjs': `exports.load = (name) => require(name); exports.known = require('plugin');`,
      'entry.js': `import own from './lib/own.js'; import { known, load } from './load.cjs'; export const handler = () => [own, known, load('plugin'), load('./lib'), typeof load('node:' + 'path').join];`,
    },
    value: [['folder', ['json'], ['json'], 'folder'], 'plugin', 'plugin', 'folder', 'function'],
  },
  {
    it: 'knows the bundle where a module makes a require of its own',
    files: {
      ...commonJs('plugin', 'module.exports = { made: "once" };'),
      'entry.js': `import { createRequire } from 'node:module'; import module from 'module'; import plugin from 'plugin';
        const require = createRequire(import.meta.url); const other = module.createRequire(import.meta.filename);
        export const handler = () => [require('plugin') === plugin, other('plugin') === plugin, createRequire(import.meta.url)('plugin') === plugin, require.resolve('plugin').endsWith('plugin/index.js'), typeof require('node:fs').readFileSync];`,
    },
    value: [true, true, true, true, 'function'],
  },
  {
    it: 'keeps a program that shadows what Node gives',
    files: {
      ...commonJs(
        'packed',
        `(function (modules) { function require(id, other) { var m = { exports: {} }; modules[id](require, m, other); return m.exports; } module.exports = require('./a'); })({ './a': function (require, module, other) { module.exports = ['a', other === undefined, require('./b')]; }, './b': function (require, module) { module.exports = 'b'; } });`,
      ),
      'node_modules/packed/a.js': 'module.exports = "file";',
      'entry.js': `import packed from 'packed'; export const handler = () => packed;`,
    },
    value: ['a', true, 'b'],
  },
  {
    it: 'imports from CommonJS',
    files: {
      'later.js': 'export default 1; export const two = 2;',
      'old.cjs': `exports.load = async (name) => [(await import('./later.js')).two, (await import(name)).default, (await import('./old.cjs')).default === exports];`,
      'entry.js': `import { load } from './old.cjs'; export const handler = () => load('./later.js');`,
    },
    value: [2, 1, true],
  },
];

const PLACES: readonly Case[] = [
  {
    it: 'tells a module where it lies, and finds the files beside it',
    files: {
      'deep/data.txt': 'beside',
      'deep/where.js': `import { readFileSync } from 'node:fs'; import { fileURLToPath } from 'node:url';
        export const where = [import.meta.url.startsWith('file:///'), import.meta.filename === fileURLToPath(import.meta.url), import.meta.filename.startsWith(import.meta.dirname + '/'), import.meta.url.endsWith('/deep/where.js')];
        export const read = () => readFileSync(new URL('./data.txt', import.meta.url), 'utf8');`,
      'entry.js': `import { read, where } from './deep/where.js'; export const handler = () => [...where, read()];`,
    },
    value: [true, true, true, true, 'beside'],
  },
  {
    it: 'follows the exports, imports and subpaths of packages',
    files: {
      'package.json': JSON.stringify({
        type: 'module',
        imports: { '#own': './own.js', '#dep': 'parts/sub' },
      }),
      'own.js': 'export const own = "own";',
      'node_modules/parts/package.json': JSON.stringify({
        name: 'parts',
        version: '1.0.0',
        type: 'module',
        exports: {
          '.': { node: './node.js', default: './browser.js' },
          './sub': './sub.js',
          './pattern/*': './files/*.js',
        },
      }),
      'node_modules/parts/node.js': 'export const which = "node";',
      'node_modules/parts/browser.js': 'export const which = "browser";',
      'node_modules/parts/sub.js': 'export const sub = "sub";',
      'node_modules/parts/files/x.js': 'export default "x";',
      'entry.js': `import { own } from '#own'; import { sub } from '#dep'; import { which } from 'parts'; import x from 'parts/pattern/x'; export const handler = () => [own, sub, which, x];`,
    },
    value: ['own', 'sub', 'node', 'x'],
  },
  {
    it: 'keeps texts as they are',
    files: {
      'texts.js': `#!/usr/bin/env node\nexport const texts = ['é 漢 😀', \`line\n  two\`, /[\\u00e9é]/u.test('é'), "\\u2028", 'it\\'s // no comment'];\nexport const naïve = () => naïve.name; export const source = (() => { /* kept? */ return 1; })();`,
      'bom.js': '\uFEFFexport const bom = "after";',
      'entry.js': `import { naïve, texts } from './texts.js'; import { bom } from './bom.js'; export const handler = () => [texts, naïve(), bom];`,
    },
    value: [['é 漢 😀', 'line\n  two', true, '\u2028', "it's // no comment"], 'naïve', 'after'],
  },
];

describe.each([
  { about: 'modules of both kinds', cases: INTEROP },
  { about: 'bindings', cases: BINDINGS },
  { about: 'the order in which modules run', cases: ORDER },
  { about: 'await at the top level', cases: AWAIT },
  { about: 'errors', cases: ERRORS },
  { about: 'CommonJS', cases: COMMONJS },
  { about: 'places, packages and texts', cases: PLACES },
])('a bundle, about $about,', ({ cases }) => {
  let outcomes: readonly Outcomes[] = [];
  beforeAll(async () => {
    outcomes = await runBoth(cases.map(({ files }) => files));
  }, 60_000);

  it.each(cases.map((one, index) => ({ ...one, index })))('$it, as Node does', ({ index, value, error }) => {
    const { node, bundle, plain } = outcomes[index] ?? {};
    const expected = error ? { error: expect.objectContaining(error) } : { value };
    expect(node).toEqual(expected);
    expect(bundle).toEqual(expected);
    expect(plain).toEqual(expected);
  });
});
