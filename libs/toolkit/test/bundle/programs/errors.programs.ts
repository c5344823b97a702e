import { type ProgramCase } from './program-case.ts';

export const ERRORS: readonly ProgramCase[] = [
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
    it: 'rejects an import of a name that there is not',
    files: {
      'one.js': 'export const one = 1;',
      'two.js': `import { two } from './one.js'; export const three = two;`,
      'entry.js': `export const handler = () => import('./two.js');`,
    },
    error: { name: 'SyntaxError' },
  },
];
