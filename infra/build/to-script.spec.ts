import { describe, expect, it } from '@jest/globals';
import { runInThisContext } from 'node:vm';
import { toScript } from './to-script.ts';

type Run = (
  module: { exports: object },
  exports: object,
  require: (id: string) => unknown,
  url: string,
) => unknown;

const run = async (script: string, name: string, modules: Readonly<Record<string, unknown>> = {}) => {
  const functions = runInThisContext(script) as Record<string, Run>;
  const module: { exports: object } = { exports: {} };
  await functions[name]?.(module, module.exports, (id) => modules[id], 'file:///here.mjs');
  return { ...module.exports };
};

describe('toScript', () => {
  it('turns ES modules into CommonJS functions by name', async () => {
    const script = await toScript([
      {
        name: 'a.js',
        text: 'import { two } from "./b.js"; export const four = two * 2;',
        mayAwait: false,
      },
      { name: 'b.js', text: 'export const two = 2;', mayAwait: false },
    ]);
    const b = await run(script, 'b.js');
    expect(await run(script, 'a.js', { './b.js': b })).toEqual({ four: 4 });
  });

  it('lets the entry await', async () => {
    const text = 'import { slow } from "./b.js"; export const handler = await slow();';
    const script = await toScript([{ name: 'entry.js', text, mayAwait: true }]);
    const slow = async (): Promise<string> => 'ready';
    expect(await run(script, 'entry.js', { './b.js': { slow } })).toEqual({ handler: 'ready' });
  });

  it.each([true, false])('imports by require, where it may await (%s)', async (mayAwait) => {
    const text = 'export const later = import("./b.js").then(({ name }) => name);';
    const script = await toScript([{ name: 'a.js', text, mayAwait }]);
    const exports = (await run(script, 'a.js', { './b.js': { name: 'b' } })) as { later?: Promise<string> };
    expect(await exports.later).toBe('b');
  });

  it('gives the address of the entry, which import.meta.url has become', async () => {
    const script = await toScript([
      { name: 'a.js', text: 'export const at = __moduleUrl;', mayAwait: false },
    ]);
    expect(await run(script, 'a.js')).toEqual({ at: 'file:///here.mjs' });
  });

  it('drops the line that makes a file executable', async () => {
    const script = await toScript([
      { name: 'a.js', text: '#!/usr/bin/env node\nexport const a = 1;', mayAwait: false },
    ]);
    expect(await run(script, 'a.js')).toEqual({ a: 1 });
  });

  it('keeps the names of functions and classes, and shortens others', async () => {
    const text = `const someValue = 1;
      const arrow = () => someValue;
      const later = async (one, two) => one ?? two;
      function plain() { return someValue; }
      class Plain {}
      const Held = class {};
      export const names = [arrow, later, plain, Plain, Held].map(({ name }) => name);`;
    const script = await toScript([{ name: 'a.js', text, mayAwait: false }]);
    expect(await run(script, 'a.js')).toEqual({ names: ['arrow', 'later', 'plain', 'Plain', 'Held'] });
    expect(script).not.toContain('someValue');
  });

  it('is ASCII, of which V8 holds a letter in one byte', async () => {
    const script = await toScript([
      { name: 'a.js', text: "export const sign = '×' + /“/.test('“');", mayAwait: false },
    ]);
    expect(script).toMatch(/^[\x20-\x7e\n]+$/);
    expect(await run(script, 'a.js')).toEqual({ sign: '×true' });
  });
});
