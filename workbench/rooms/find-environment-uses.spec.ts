import { describe, expect, it } from '@jest/globals';
import { findEnvironmentUses } from './find-environment-uses.ts';

describe('findEnvironmentUses', () => {
  it.each([
    "process.env['A']",
    'const { A } = process.env;',
    'const { env } = process;',
    'const { env: variables } = globalThis.process;',
    "globalThis.process.env['A'] = '1';",
    "process['env'].A",
    "import { env } from 'node:process';",
    "import { env as variables } from 'process';",
    'function read(environment = process.env) {}',
  ])('finds %s', (text) => {
    expect(findEnvironmentUses('a.ts', text)).toEqual([1]);
  });

  it.each(["'process.env.A'", '// process.env', '`process.env.A`', 'scope.env', 'const { env } = options;'])(
    'does not find %s',
    (text) => {
      expect(findEnvironmentUses('a.ts', text)).toEqual([]);
    },
  );
});
