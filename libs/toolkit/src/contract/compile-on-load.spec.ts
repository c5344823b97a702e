import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const HOOKS = join(import.meta.dirname, 'compile-on-load.ts');
const MODULES = join(import.meta.dirname, '../../../../node_modules');

/** Imports `entry.ts` of a folder with the hooks, in a process of its own, and gives what it exports as `result`. */
function load(folder: string): unknown {
  const script = `
    const { compileOnLoad } = await import(${JSON.stringify(HOOKS)});
    compileOnLoad();
    console.log(JSON.stringify((await import(${JSON.stringify(join(folder, 'entry.ts'))})).result));`;
  return JSON.parse(
    execFileSync(
      process.execPath,
      ['--input-type=module', '--disable-warning=ExperimentalWarning', '--eval', script],
      { cwd: folder, encoding: 'utf8' },
    ),
  );
}

describe('compileOnLoad', () => {
  let folder = '';
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'compile-')));
    symlinkSync(MODULES, join(folder, 'node_modules'));
    write({ 'package.json': '{ "type": "module" }' });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  }

  it('imports JSON as a module says that it does', () => {
    write({
      'data.json': '{ "a": 1 }',
      'entry.ts': `import data from './data.json' with { type: 'json' };
        const { default: later } = await import('./data.json', { with: { type: 'json' } });
        export const result: unknown = [data, later];`,
    });
    expect(load(folder)).toEqual([{ a: 1 }, { a: 1 }]);
  });

  it('compiles decorators and enums of .mts and .cts', () => {
    const text = `const mark = (made: unknown[]) => (target: Function) => void made.push(target.name);
      const made: unknown[] = [];
      enum Kind { Cat = 'cat' }
      @mark(made) class Owner {}
      void Owner;`;
    write({
      'one.mts': `${text} export const one: unknown = [made, Kind.Cat];`,
      'two.cts': `${text} export const two: unknown = [made, Kind.Cat, typeof require];`,
      'entry.ts': `import { one } from './one.mjs'; import two from './two.cjs';
        export const result: unknown = [one, two.two];`,
    });
    expect(load(folder)).toEqual([
      [['Owner'], 'cat'],
      [['Owner'], 'cat', 'function'],
    ]);
  });
});
