import { commonJs, esm, type ProgramCase } from './program-case.ts';

export const INTEROP: readonly ProgramCase[] = [
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
    it: 'gives `default` of compiled CommonJS to a package that is taken in its form for bundlers',
    files: {
      ...commonJs(
        'validator',
        `Object.defineProperty(exports, "__esModule", { value: true });
         exports.default = (text) => text === "IE"; exports.codes = ["IE"];`,
      ),
      ...commonJs('plain', 'module.exports = (text) => text.length;'),
      ...commonJs('class-validator', '', { version: '0.15.1', main: 'cjs/index.js', sideEffects: false }),
      'node_modules/class-validator/cjs/index.js': `const { default: isCountry, codes } = require('validator');
        exports.isCountry = exports.again = isCountry; exports.codes = codes; exports.lengthOf = require('plain');`,
      'node_modules/class-validator/esm2015/index.js': `import isCountry, { codes } from 'validator';
        import lengthOf from 'plain'; export { default as again } from 'validator'; export { isCountry, lengthOf, codes };`,
      'entry.js': `import { again, codes, isCountry, lengthOf } from 'class-validator';
        export const handler = () => [isCountry('IE'), again('XX'), lengthOf('IE'), codes];`,
    },
    value: [true, false, 2, ['IE']],
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
