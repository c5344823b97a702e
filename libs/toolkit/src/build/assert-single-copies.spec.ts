import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assertSingleCopies } from './assert-single-copies.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'copies-'));
});
afterAll(() => rmSync(root, { recursive: true }));

/** Path of a module of an installed package. */
function install(below: string, name: string, version: string): string {
  const folder = join(root, below, 'node_modules', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version }));
  return join(folder, 'index.js');
}

describe('a program', () => {
  it('may hold a package once, by any number of its modules', () => {
    const access = install('one', '@lambda-nest/access', '1.0.0');
    const other = install('one', '@lambda-nest/log', '1.0.0');
    expect(() => assertSingleCopies([access, `${access}.map.js`, other])).not.toThrow();
  });

  it('is rejected with a package of ours that it holds twice, and where its copies lie', () => {
    const first = install('two', '@lambda-nest/access', '1.0.0');
    const second = install('two/node_modules/orders', '@lambda-nest/access', '1.1.0');
    expect(() => assertSingleCopies([first, second])).toThrow(
      `@lambda-nest/access is installed more than once: 1.0.0 in ${join(first, '..')}, 1.1.0 in ${join(second, '..')}. ` +
        'npm ls @lambda-nest/access shows who asks for which; make them agree, and install again.',
    );
  });

  it("may hold another's package twice", () => {
    const paths = [install('three', 'tslib', '1.0.0'), install('three/node_modules/a', 'tslib', '2.0.0')];
    expect(() => assertSingleCopies(paths)).not.toThrow();
  });
});
