import { commonJs, esm, type ProgramCase } from './program-case.ts';

export const AWAIT: readonly ProgramCase[] = [
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
    it: 'throws when a module that awaits is required',
    files: {
      ...esm('slow', 'await null; export const slow = 1;'),
      ...commonJs('user', 'exports.load = () => require("slow");'),
      'entry.js': `import { load } from 'user'; export const handler = () => load();`,
    },
    error: { name: 'Error', code: 'ERR_REQUIRE_ASYNC_MODULE' },
  },
];
