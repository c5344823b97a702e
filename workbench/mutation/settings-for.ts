import config from '../../jest.config.ts';

/** How Jest runs the specs of the libraries. Stryker reads no Jest configuration in TypeScript. */
const [packages] = (config.projects ?? []) as readonly object[];

/** What Stryker is told for one library: its sources are mutated, its own specs must notice. */
export function settingsFor(lib: string, concurrency: number): object {
  return {
    mutate: [`libs/${lib}/src/**/*.ts`, '!**/*.spec.ts', '!**/index.ts'],
    plugins: ['./workbench/mutation/covering-runner.ts'],
    testRunner: 'jest-covering',
    testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
    jest: {
      projectType: 'custom',
      config: {
        ...packages,
        testMatch: [`<rootDir>/libs/${lib}/**/*.spec.ts`],
        testTimeout: config.testTimeout,
      },
      enableFindRelatedTests: false,
    },
    coverageAnalysis: 'perTest',
    reporters: ['progress-append-only', 'clear-text', 'json'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    jsonReporter: { fileName: `reports/mutation/${lib}.json` },
    // On a laptop only what changed is tried again; a fresh checkout has no such file.
    incremental: true,
    incrementalFile: `reports/mutation/${lib}.incremental.json`,
    tempDirName: `reports/mutation/${lib}`,
    ignorePatterns: ['reports', 'workbench', 'infra', '.serverless', 'dist', 'libs/local'],
    concurrency,
    // Jest keeps the ES modules of every run: a process is worn out after some hundreds.
    maxTestRunnerReuse: 150,
    timeoutMS: 5_000,
    allowConsoleColors: false,
  };
}
