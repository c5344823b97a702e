import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

/** Scripts that are one of our own programs: name, and arguments of Node. */
const programs = Object.entries(scripts).flatMap(([name, command]) => {
  const [, program] =
    /^(?:exec )?node ((?:(?:libs\/toolkit\/src|workbench)\/[\w/-]+\/main\.ts|libs\/toolkit\/src\/(?:access|release)\/\w+\.ts))$/.exec(
      command,
    ) ?? [];
  return program === undefined ? [] : [{ name, program: program.split(' ') }];
});
/** The build is a part of other commands and takes no option that a person would ask for. */
const INTERNAL = new Set(['build']);

describe('--help', () => {
  it('is asked of every program', () => {
    expect(programs.length).toBeGreaterThan(12);
  });

  it.each(programs.filter(({ name }) => !INTERNAL.has(name)))(
    'tells how npm run $name is used',
    async ({ name, program }) => {
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [...program, '--help']);
      expect([stdout.split('\n')[0], stderr]).toEqual([
        expect.stringMatching(new RegExp(`^npm run ${name}( \\[?--.*)?$`)),
        '',
      ]);
    },
    60_000,
  );
});
