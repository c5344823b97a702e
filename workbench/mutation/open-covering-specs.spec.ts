import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openCoveringSpecs, type Run, type Runner } from './open-covering-specs.ts';

const TESTS = [
  { id: 'a works', fileName: '/a.spec.ts' },
  { id: 'a fails', fileName: '/a.spec.ts' },
  { id: 'b works', fileName: '/b.spec.ts' },
  { id: 'a works', fileName: '/twin.spec.ts' },
];

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'covering-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** Stryker's runner, as far as it is asked: each of its runs is one of Jest. */
function start() {
  const runs: Run[] = [];
  const runner: Runner = {
    async dryRun() {
      await this.run({});
      return { tests: TESTS };
    },
    mutantRun() {
      return this.run({});
    },
    async run(asked) {
      runs.push(asked);
    },
  };
  return { runs, runner: openCoveringSpecs(runner, join(folder, 'tests.json')) };
}

describe('openCoveringSpecs', () => {
  it('opens all of them for the first run', async () => {
    const { runner, runs } = start();
    expect(await runner.dryRun({})).toEqual({ tests: TESTS });
    expect(runs).toEqual([{}]);
  });

  it.each([
    { what: 'one test', testFilter: ['b works'], testFiles: ['/b.spec.ts'] },
    { what: 'two of a file', testFilter: ['a works', 'a fails'], testFiles: ['/a.spec.ts', '/twin.spec.ts'] },
  ])(
    'opens, in whatever process, those of $what that can notice a change',
    async ({ testFilter, testFiles }) => {
      await start().runner.dryRun({});
      const { runner, runs } = start();
      await runner.mutantRun({ sandboxFileName: '/a.ts', testFilter });
      expect(runs).toEqual([{ testFiles }]);
    },
  );

  it('opens those that import what runs while it is loaded', async () => {
    const { runner, runs } = start();
    await runner.mutantRun({ sandboxFileName: '/a.ts' });
    expect(runs).toEqual([{ fileNamesUnderTest: ['/a.ts'] }]);
  });
});
