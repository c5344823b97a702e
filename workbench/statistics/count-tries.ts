/** Loaded into every test of a run for the figures: notes how many inputs each property was tried with. */
import { appendFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import fc from 'fast-check';

const file = process.env['FIGURES_TRIES'] ?? '/dev/null';

fc.configureGlobal({
  // Replaces the reporter that throws, so it must throw as well.
  reporter: (run) => {
    const tries = { spec: expect.getState().testPath, tries: run.numRuns };
    appendFileSync(file, `${JSON.stringify(tries)}\n`);
    if (run.failed) throw new Error(fc.defaultReportMessage(run), { cause: run.errorInstance });
  },
});
