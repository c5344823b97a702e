/** What Stryker is told for one library: its sources are mutated, its own specs must notice. */
export function settingsFor(lib: string, concurrency: number): object {
  return {
    mutate: [`libs/${lib}/src/**/*.ts`, '!**/*.spec.ts', '!**/index.ts'],
    plugins: ['./workbench/mutation/covering-runner.ts'],
    testRunner: 'jest-covering',
    testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
    jest: {
      projectType: 'custom',
      config: { testMatch: [`<rootDir>/libs/${lib}/**/*.spec.ts`] },
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
