import { commonJs, esm, type ProgramCase } from './program-case.ts';

export const ORDER: readonly ProgramCase[] = [
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
