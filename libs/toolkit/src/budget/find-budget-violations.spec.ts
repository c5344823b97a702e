import { describe, expect, it } from '@jest/globals';
import { findBudgetViolations } from './find-budget-violations.ts';
import type { Import } from './list-imports.ts';
import type { Measured } from './measure-build.ts';
import { packageOf, toName } from './start-path.ts';

const input = (...paths: string[]) => paths.map((path): Import => ({ kind: 'import-statement', path }));

const SOURCE = {
  entry: 'apps/api/src/lambda.ts',
  limits: { zipBytes: 3_000_000, javascriptBytes: 850_000, modules: 600 },
  imports: {
    'apps/api/src/lambda.ts': input('apps/api/src/app.module.ts'),
    'apps/api/src/app.module.ts': input('node_modules/big/index.js', 'node_modules/@nest/core/index.js'),
    'node_modules/big/index.js': input('node_modules/big/part.js', 'node:dns'),
    'node_modules/big/part.js': input(),
    'node_modules/@nest/core/index.js': input(),
  },
};
const KNOWN = new Set(['@nest/core/index.js', 'node:vm']);
const LIGHT: Measured = {
  zipBytes: 1,
  javascriptBytes: 1,
  modules: ['apps/api/src/lambda.ts', 'apps/api/src/app.module.ts', 'node_modules/@nest/core/index.js'],
  builtins: ['vm'],
};
const violationsOf = (measured: Partial<Measured>) =>
  findBudgetViolations({ ...LIGHT, ...measured }, KNOWN, SOURCE);

describe('findBudgetViolations', () => {
  it('has nothing against modules of the application and those of the list', () => {
    expect(violationsOf({})).toEqual([]);
  });

  it('says by which imports a module comes to be loaded, and counts those it brings', () => {
    const modules = [...LIGHT.modules, 'node_modules/big/part.js', 'node_modules/big/index.js'];
    expect(violationsOf({ modules })).toEqual([
      'apps/api/src/lambda.ts → apps/api/src/app.module.ts → big/index.js is loaded at INIT.',
      'With them, modules loaded at INIT that were not before: 1.',
    ]);
  });

  it('says by which imports one of Node’s modules comes to be loaded', () => {
    expect(violationsOf({ builtins: ['vm', 'dns', 'zlib'] })).toEqual([
      'apps/api/src/lambda.ts → apps/api/src/app.module.ts → big/index.js → node:dns is loaded at INIT.',
      "node:zlib is loaded at INIT, by another of Node's own modules.",
    ]);
  });

  it('says of totals above their limits how far', () => {
    const modules = Array.from({ length: 601 }, (_, index) => `libs/${index}.ts`);
    expect(violationsOf({ zipBytes: 3_000_001, javascriptBytes: 850_001, modules })).toEqual([
      '3,000,001 bytes in the zip, at most 3,000,000.',
      '850,001 bytes of JavaScript read before the first response, at most 850,000.',
      '601 modules loaded at INIT, at most 600.',
    ]);
  });
});

describe('packageOf and toName', () => {
  it.each([
    {
      path: '../main/node_modules/@nestjs/core/index.js',
      owner: '@nestjs/core',
      name: '@nestjs/core/index.js',
    },
    { path: 'node_modules/a/node_modules/b/c.js', owner: 'b', name: 'b/c.js' },
    { path: 'apps/api/src/lambda.ts', owner: undefined, name: 'apps/api/src/lambda.ts' },
    {
      path: 'node_modules/@lambda-nest/log/dist/index.js',
      owner: undefined,
      name: '@lambda-nest/log/dist/index.js',
    },
    { path: 'helper:tslib', owner: undefined, name: 'helper:tslib' },
  ])('tell of $path where it belongs', ({ path, owner, name }) => {
    expect([packageOf(path), toName(path)]).toEqual([owner, name]);
  });
});
