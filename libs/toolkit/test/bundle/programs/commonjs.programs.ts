import { commonJs, type ProgramCase } from './program-case.ts';

export const COMMONJS: readonly ProgramCase[] = [
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
  {
    it: 'keeps names of functions and classes that are those of something around them',
    files: {
      ...commonJs(
        'named',
        `module.exports = serve; function serve() { return function serve() {}; }
        serve.parts = function () { const step = () => 1; { const step = () => 2; class serve {} return [step, serve]; } };
        serve.self = (() => { let Cat = class Cat { static make() { return new Cat(); } }; return Cat; })();
        const map = new Map(); serve.map = (() => { class Map {} return Map; })(); serve.none = map.size;`,
      ),
      'entry.js': `import serve from 'named';
        function handle() { const handle = async () => {}; return handle; }
        export const handler = () => [serve(), ...serve.parts(), serve.self, serve.map, handle()].map(({ name }) => name);`,
    },
    value: ['serve', 'step', 'serve', 'Cat', 'Map', 'handle'],
  },
  {
    it: 'finds the modules beside one whose names only the running program completes',
    files: {
      'node_modules/locales/package.json': JSON.stringify({
        name: 'locales',
        version: '1.0.0',
        main: 'lib/locales.js',
      }),
      'node_modules/locales/locale/fr.js': 'module.exports = "lundi";',
      'node_modules/locales/locale/de.js': 'module.exports = "Montag";',
      'node_modules/locales/lib/plugins/one/index.js': 'module.exports = "one";',
      'node_modules/locales/lib/data-a.json': '"a"',
      'node_modules/locales/lib/locales.js': `var alias; alias = require;
        exports.monday = (name) => alias('../locale/' + name);
        exports.plugin = (name) => require(\`./plugins/\${name}\`);
        exports.data = (name) => require('./data-' + name + '.json');`,
      'texts/it.spec.js': 'throw new SyntaxError(); if (',
      'texts/it.js': 'export default "lunedì";',
      'entry.js': `import { createRequire } from 'node:module'; import locales from 'locales'; const load = createRequire(import.meta.url);
        export const handler = async () => {
          const { default: text } = await import('./texts/' + ['it'][0] + '.js');
          let missing; try { locales.monday('xx'); } catch (error) { missing = error.code; }
          return [...['fr', 'de'].map(locales.monday), locales.plugin('one'), locales.data('a'), text, load('./texts/' + ['it'][0] + '.js').default, missing];
        };`,
    },
    value: ['lundi', 'Montag', 'one', 'a', 'lunedì', 'lunedì', 'MODULE_NOT_FOUND'],
  },
];
