import { readFileSync, writeFileSync } from 'node:fs';

/** One run of Jest, as Stryker's plugin asks its adapter for it. */
export type Run = Readonly<{ fileNamesUnderTest?: string[]; testFiles?: string[] }>;
type Result = Readonly<{ tests?: readonly Readonly<{ id: string; fileName: string }>[] }>;
type Change = Readonly<{ sandboxFileName: string; testFilter?: readonly string[] }>;

/** What of Stryker's runner for Jest is used. */
export type Runner = {
  dryRun(options: object): Promise<Result>;
  mutantRun(change: Change): Promise<unknown>;
  run(run: Run): Promise<unknown>;
};

/**
 * Makes a runner open only the spec files whose tests can notice a change. On its own it opens every one of them for every
 * change and skips their tests by name, and opening a spec is what takes the time.
 *
 * @param file where the first run, in a process of its own, writes for the others which file holds which test.
 */
export function openCoveringSpecs(runner: Runner, file: string): Runner {
  let narrowed: Run = {};
  const { dryRun, mutantRun, run } = runner;
  runner.dryRun = async (options) => {
    narrowed = {};
    const result = await dryRun.call(runner, options);
    const pairs = (result.tests ?? []).map(({ id, fileName }) => [id, fileName] as const);
    writeFileSync(file, JSON.stringify(pairs));
    return result;
  };
  runner.mutantRun = (change) => {
    narrowed = narrow(change, file);
    return mutantRun.call(runner, change);
  };
  runner.run = (asked) => run.call(runner, { ...asked, ...narrowed });
  return runner;
}

/** What runs while a module is loaded is covered by no test by name: every spec that imports it, itself or by others. */
function narrow({ sandboxFileName, testFilter }: Change, file: string): Run {
  if (!testFilter) return { fileNamesUnderTest: [sandboxFileName] };
  const pairs = JSON.parse(readFileSync(file, 'utf8')) as [id: string, fileName: string][];
  const covering = new Set(testFilter);
  return {
    testFiles: [...new Set(pairs.filter(([id]) => covering.has(id)).map(([, fileName]) => fileName))],
  };
}
