import { describe, expect, it } from '@jest/globals';
import { npmCommand } from './install-packages.ts';

describe('the npm that installs the packages of the local cloud', () => {
  it('is the one that runs the command, by its file', () => {
    const runner = '/usr/lib/node_modules/npm/bin/npm-cli.js';
    expect(npmCommand({ npm_execpath: runner })).toEqual([process.execPath, runner]);
  });

  it.each([
    ['pnpm as a program', '/home/me/.local/share/pnpm/pnpm'],
    ['pnpm', '/usr/lib/node_modules/pnpm/bin/pnpm.cjs'],
    ['Yarn', '/project/.yarn/releases/yarn-4.9.0.cjs'],
    ['nothing', undefined],
  ])('is that of the path where the command is run by %s', (_what, runner) => {
    expect(npmCommand({ npm_execpath: runner })).toEqual(['npm']);
  });
});
